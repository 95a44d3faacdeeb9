#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fairness::svg {

/// For text and attributes; what XML cannot hold (control characters, U+FFFE, U+FFFF) becomes a blank.
[[nodiscard]] std::string escaped(std::string_view text);
/// Width in pixels of this font size in a common sans-serif font, rather too much than too little.
[[nodiscard]] double width(std::string_view text, double size);
/// The text, or as much of it as fits with `…` at its end.
[[nodiscard]] std::string fitted(std::string_view text, double size, double space);
/// Lines of whole words, each of which fits; a word too long by itself is shortened.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, double size, double space);

}  // namespace fairness::svg
