#pragma once

#include <string_view>

#include "base/document.hpp"

/// From the short notation of openapi.yaml to JSON Schema 2020-12.
namespace app {

/// The schema of a name, list, choice or map of members: `text or null`, `[row]`, `a|b`, `{id: text, name*: text}`. Names that are no words
/// of their own refer to components. Throws std::logic_error for what is none of these.
[[nodiscard]] base::Document schema_of(const base::Document& shape);

}  // namespace app
