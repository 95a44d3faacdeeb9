#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace identity {

inline constexpr std::size_t kShortestPassword = 12;  ///< characters
inline constexpr std::size_t kLongestPassword = 256;  ///< bytes

/// Why the password must not be taken, or nothing. `own` are texts of the account that others know: its name and address. Refused is what
/// an attacker tries first: short ones, the most common ones, also with digits and signs around or for letters, the account's own words,
/// and simple patterns.
[[nodiscard]] std::optional<base::Problem> weakness(std::string_view password, const std::vector<std::string>& own);

}  // namespace identity
