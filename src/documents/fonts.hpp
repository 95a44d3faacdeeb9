#pragma once

#include <string>

namespace documents {

/// How many characters of the text no font of this machine can draw.
[[nodiscard]] int missing_glyphs(const std::string& text);

}  // namespace documents
