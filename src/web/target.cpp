#include "web/target.hpp"

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "web/characters.hpp"

namespace web {
namespace {

enum class Plus { is_plus, is_blank };

// Nothing for a bad escape, a control character (NUL among them) or text that is not UTF-8.
std::optional<std::string> decoded(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus == Plus::is_blank) {
      c = ' ';
    }
    out += c;
  }
  if (!base::is_utf8(out)) return std::nullopt;
  return out;
}

bool has_control(std::string_view text) { return std::ranges::any_of(text, is_control); }

[[noreturn]] void refuse_path() { throw base::Error(base::Kind::invalid, "http.bad_path"); }

std::string decoded_segment(std::string_view text) {
  auto segment = decoded(text, Plus::is_plus);
  if (!segment || has_control(*segment) || *segment == "." || *segment == "..") refuse_path();
  if (segment->find_first_of("/\\") != std::string::npos) refuse_path();
  return *std::move(segment);
}

}  // namespace

Target parse_target(std::string_view text) {
  if (!text.starts_with('/') || text.find('#') != std::string_view::npos) refuse_path();
  const auto mark = text.find('?');
  Target target;
  if (mark != std::string_view::npos) target.query = parse_query(text.substr(mark + 1));
  const auto path = text.substr(0, mark);
  if (path != "/") {
    for (const auto segment : base::split(path.substr(1), '/')) target.segments.push_back(decoded_segment(segment));
  }
  for (const auto& segment : target.segments) target.path.append("/").append(segment);
  if (target.path.empty()) target.path = "/";
  return target;
}

std::vector<std::pair<std::string, std::string>> parse_query(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> query;
  if (text.empty()) return query;
  for (const auto pair : base::split(text, '&')) {
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    auto name = decoded(pair.substr(0, equals), Plus::is_blank);
    auto value = decoded(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), Plus::is_blank);
    // Of control characters a value may have those of a text area.
    const auto is_bad = [](char c) { return is_control(c) && c != '\n' && c != '\r' && c != '\t'; };
    if (!name || !value || has_control(*name) || std::ranges::any_of(*value, is_bad)) {
      throw base::Error(base::Kind::invalid, "http.bad_query");
    }
    query.emplace_back(*std::move(name), *std::move(value));
  }
  return query;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_letter_or_digit(c) || std::string_view("-._~").find(c) != std::string_view::npos) {
      out += c;
    } else {
      out.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
    }
  }
  return out;
}

}  // namespace web
