#pragma once

#include <string_view>

#include "base/text.hpp"

namespace web {

/// How much the client wants `name`, in thousandths, by a header such as `gzip;q=0.5, br, *;q=0`. What the header does not name gets the
/// quality of its `*`, else 0. An element that cannot be read counts as 0.
[[nodiscard]] int quality_of(std::string_view header, std::string_view name);

/// Takes the first element off a list whose elements stand between commas.
inline std::string_view next_element(std::string_view& list) {
  const auto comma = list.find(',');
  const auto element = base::trimmed(list.substr(0, comma));
  list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  return element;
}

}  // namespace web
