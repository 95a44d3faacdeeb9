#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace base {

/// Well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view text);
/// Without control characters, line ends among them, and without what turns the direction of writing (U+202A-202E, U+2066-2069): with such
/// a name one thing looks like another.
[[nodiscard]] bool is_plain_line(std::string_view text);
/// One for each code point.
[[nodiscard]] std::size_t characters(std::string_view text);
/// ASCII letters in small: for keys, and for comparing what people type.
[[nodiscard]] std::string lowered(std::string_view text);
/// Without ASCII white space at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// Columns on a terminal: one per code point, none for combining marks (U+0300-036F).
[[nodiscard]] std::size_t display_width(std::string_view text);
/// The text, or as much of it as fits with `…` at its end into so many columns (at least 1).
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width);
/// The candidate nearest to `word` by edit distance, if it is at most a third of the word's length away; for "did you mean".
[[nodiscard]] std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace base
