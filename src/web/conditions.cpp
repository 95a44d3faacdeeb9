#include "web/conditions.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "web/accept.hpp"
#include "web/characters.hpp"
#include "web/problem.hpp"

namespace web {
namespace {

constexpr std::array<std::string_view, 2> kSuffixes{"-gzip", "-br"};

// `W/` comes from proxies that compress on their way; our own tags are strong.
std::string_view bare(std::string_view entity_tag) {
  if (entity_tag.starts_with("W/")) entity_tag.remove_prefix(2);
  if (entity_tag.size() < 2 || entity_tag.front() != '"' || entity_tag.back() != '"') return {};
  auto tag = entity_tag.substr(1, entity_tag.size() - 2);
  for (const auto suffix : kSuffixes) {
    if (tag.ends_with(suffix)) return tag.substr(0, tag.size() - suffix.size());
  }
  return tag;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

[[noreturn]] void refuse(std::uint64_t size) {
  Headers headers;
  headers.set("Content-Range", "bytes */" + std::to_string(size));
  throw HttpError(416, "http.bad_range", {{"size", std::to_string(size)}}, std::move(headers));
}

// `0-499`, `500-`, `-500`. Nothing for what is not so written.
std::optional<ByteRange> parse_range(std::string_view text, std::uint64_t size) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = number(text.substr(0, dash));
  const auto last = number(text.substr(dash + 1));
  if (dash == 0) {
    if (!last) return std::nullopt;
    if (*last == 0 || size == 0) refuse(size);
    const auto length = std::min(*last, size);
    return ByteRange{.offset = size - length, .length = length};
  }
  if (!first || (!last && dash + 1 != text.size()) || (last && *last < *first)) return std::nullopt;
  if (*first >= size) refuse(size);
  return ByteRange{.offset = *first, .length = last ? std::min(*last, size - 1) - *first + 1 : size - *first};
}

}  // namespace

std::string entity_tag(std::string_view tag, Encoding encoding) {
  std::string text = "\"" + std::string(tag);
  if (encoding != Encoding::identity) text += kSuffixes.at(encoding == Encoding::gzip ? 0 : 1);
  return text + "\"";
}

bool names_tag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const auto element = next_element(list);
    if (element == "*" || (!tag.empty() && bare(element) == tag)) return true;
  }
  return false;
}

void require_match(const Request& request, std::string_view tag) {
  const auto wanted = request.header("If-Match");
  if (!wanted) throw HttpError(428, "http.no_if_match");
  if (!names_tag(*wanted, tag)) throw base::Error(base::Kind::precondition, "http.changed");
}

std::optional<ByteRange> requested_range(const RequestData& request, std::uint64_t size, std::string_view tag) {
  constexpr std::string_view kUnit = "bytes=";
  const auto range = request.header("Range");
  if (!range || request.method != Method::get) return std::nullopt;
  if (!range->starts_with(kUnit) || range->find(',') != std::string_view::npos) return std::nullopt;
  // With a date, or another tag, the client's part may be of another version.
  if (const auto condition = request.header("If-Range"); condition && (tag.empty() || bare(*condition) != tag)) return std::nullopt;
  return parse_range(range->substr(kUnit.size()), size);
}

}  // namespace web
