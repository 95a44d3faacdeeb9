#pragma once

#include <string_view>

#include "base/document.hpp"

namespace json {

/// Reads one YAML document in which every scalar is text. Refuses, with the line: malformed text (yaml.syntax), anchors and aliases
/// (yaml.anchor), tags (yaml.tag), a repeated or non-scalar key (yaml.repeated_key, yaml.key), more than one document (yaml.documents),
/// nesting deeper than 64 (yaml.too_deep), more than 4 MiB (yaml.too_large), bytes that are not UTF-8 (yaml.not_utf8). An empty value is
/// empty text; an empty file is an empty map.
[[nodiscard]] base::Document parse_yaml(std::string_view text, std::string_view file);

}  // namespace json
