#include "base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>

namespace base {
namespace {

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// How many bytes from `at` on are certainly ASCII: looks at eight bytes at a time, for nearly all our text is ASCII.
std::size_t ascii_run(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  const std::size_t start = at;
  for (std::uint64_t word = 0; text.size() - at >= sizeof word; at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  return at - start;
}

/// The length of the well-formed sequence that begins at `at`, or 0 (Unicode standard, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() - at < length) return 0;
  // Only the second byte's range depends on the first: it keeps out overlong forms, surrogates and what lies beyond U+10FFFF.
  const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte_at(text, at + 1) < lowest || byte_at(text, at + 1) > highest) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

/// U+202A-202E and U+2066-2069 are E2 80 AA-AE and E2 81 A6-A9.
bool turns_direction(std::string_view here) {
  if (here.size() < 3 || here[0] != '\xE2') return false;
  return (here[1] == '\x80' && here[2] >= '\xAA' && here[2] <= '\xAE') || (here[1] == '\x81' && here[2] >= '\xA6' && here[2] <= '\xA9');
}

/// Levenshtein's distance, one row of his table at a time.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    at += ascii_run(text, at);
    if (at == text.size()) return true;
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

bool is_plain_line(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (byte_at(text, at) < 0x20 || byte_at(text, at) == 0x7F || turns_direction(text.substr(at))) return false;
  }
  return true;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const unsigned char byte = byte_at(text, at);
    const bool continues = (byte & 0xC0) == 0x80;
    // U+0300-036F are the bytes CC 80 to CD AF.
    const bool combines = byte == 0xCC || (byte == 0xCD && at + 1 < text.size() && byte_at(text, at + 1) <= 0xAF);
    if (!continues && !combines) ++width;
  }
  return width;
}

std::string shortened(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::size_t end = 0;  // a mark that combines stays with its letter: it adds no width
  for (std::size_t at = 1; at <= text.size(); ++at) {
    const bool whole = at == text.size() || (byte_at(text, at) & 0xC0) != 0x80;
    if (!whole) continue;
    if (display_width(text.substr(0, at)) >= width) break;
    end = at;
  }
  return std::string(trimmed(text.substr(0, end))) + "…";
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t limit = word.size() / 3 + 1;  // a candidate must stay below it
  for (const std::string_view candidate : candidates) {
    // The lengths alone rule most candidates out, and keep the table small for a word of a megabyte.
    const std::size_t least = std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size());
    if (least >= limit) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= limit) continue;
    best = candidate;
    limit = distance;
  }
  return best;
}

}  // namespace base
