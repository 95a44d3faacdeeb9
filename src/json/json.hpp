#pragma once

#include <string>
#include <string_view>

#include "base/document.hpp"

namespace json {

/// Reads strict JSON (RFC 8259, UTF-8). Refuses, with the line: malformed text (json.syntax), a repeated key (json.repeated_key), a number
/// that is not an integer within 2^53 (json.not_integer), nesting deeper than 64 (json.too_deep). `file` is the name for messages.
[[nodiscard]] base::Document parse(std::string_view text, std::string_view file);

/// RFC 8785 canonical form (no newline at the end). Integers only, by the nature of Document.
[[nodiscard]] std::string canonical(const base::Document& document);

/// For people: two blanks of indentation, members in their order, newline at the end.
[[nodiscard]] std::string pretty(const base::Document& document);

}  // namespace json
