#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

/// The part of a request line between the method and the version, decoded.
struct Target {
  std::string path;                   ///< from the first slash, decoded
  std::vector<std::string> segments;  ///< `/a/b` → a, b; `/` → none; `/a/` → a and an empty one
  std::vector<std::pair<std::string, std::string>> query;
};

/// Reads `/path?query`. Throws Error(invalid, http.bad_path or http.bad_query) for what is not well encoded UTF-8, for control characters,
/// and for a path that could mean another one to somebody else: `.` and `..`, a backslash, an encoded slash.
[[nodiscard]] Target parse_target(std::string_view text);

/// `a=1&b=x+y`, as in a query or a form. Throws Error(invalid, http.bad_query).
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_query(std::string_view text);

/// The reverse: every byte but letters, digits and `-._~` as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace web
