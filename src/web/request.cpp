#include "web/request.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/error.hpp"
#include "web/accept.hpp"
#include "web/characters.hpp"

namespace web {
namespace {

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::string_view> RequestData::header(std::string_view name) const {
  const auto found = std::ranges::find_if(headers, [&](const auto& pair) { return same_name(pair.first, name); });
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

i18n::Language RequestData::language() const {
  for (const auto& [name, value] : target.query) {
    if (name != "lang") continue;
    if (const auto asked = i18n::parse_language(value)) return *asked;
  }
  const auto accepted = header("Accept-Language");
  if (!accepted) return i18n::Language::id;
  // Browsers name the country as well: `en-GB,en;q=0.9,id;q=0.8`. The best quality of any variant counts.
  int english = 0;
  int indonesian = 0;
  for (auto list = *accepted; !list.empty();) {
    const auto element = next_element(list);
    const auto tag = base::trimmed(element.substr(0, element.find(';')));
    const auto primary = tag.substr(0, tag.find('-'));
    if (same_name(primary, "en")) english = std::max(english, quality_of(element, tag));
    if (same_name(primary, "id") || same_name(primary, "in")) indonesian = std::max(indonesian, quality_of(element, tag));
  }
  return english > indonesian ? i18n::Language::en : i18n::Language::id;
}

const std::string& Request::param(std::string_view name) const {
  const auto found = std::ranges::find(data_->params, name, &PathParams::value_type::first);
  if (found == data_->params.end()) throw std::logic_error("route " + route().name + " has no parameter " + std::string(name));
  return found->second;
}

std::int64_t Request::param_integer(std::string_view name) const {
  const auto value = integer(param(name));
  if (!value) throw base::Error(base::Kind::not_found, "http.no_such_address");
  return *value;
}

std::optional<std::string_view> Request::query(std::string_view name) const {
  const auto& query = data_->target.query;
  const auto found = std::ranges::find(query, name, &std::pair<std::string, std::string>::first);
  if (found == query.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string_view> Request::query_all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : data_->target.query) {
    if (key == name) values.emplace_back(value);
  }
  return values;
}

std::optional<std::int64_t> Request::query_integer(std::string_view name, Range range) const {
  const auto text = query(name);
  if (!text) return std::nullopt;
  const auto value = integer(*text);
  if (!value || *value < range.least || *value > range.most) {
    throw base::Error(base::Kind::invalid, "http.bad_number", {{"field", std::string(name)}, {"found", std::string(*text)}});
  }
  return value;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  for (const auto& [header, value] : data_->headers) {
    if (!same_name(header, "Cookie")) continue;
    for (const auto pair : base::split(value, ';')) {
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || base::trimmed(pair.substr(0, equals)) != name) continue;
      auto found = base::trimmed(pair.substr(equals + 1));
      if (found.size() >= 2 && found.front() == '"' && found.back() == '"') found = found.substr(1, found.size() - 2);
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace web
