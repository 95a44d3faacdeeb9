#pragma once

#include <optional>
#include <string>

#include "features/fairness/api.hpp"

namespace fairness {

/// Six decimals; empty if not available.
[[nodiscard]] std::string six(double number);
[[nodiscard]] std::string six(const std::optional<double>& number);
/// A share in percent for people: never 0 % or 100 % unless it is.
[[nodiscard]] std::string percent(double share);
/// `in`, `borderline`, `out`, or empty.
[[nodiscard]] std::string zone_word(const std::optional<tally::FairZone>& zone);

}  // namespace fairness
