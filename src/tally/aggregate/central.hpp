#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/rational.hpp"

/// Ways of making one order, or one number, of what several jurors say. docs/developer/aggregate.md gives the formulas and their sources.
namespace tally::aggregate {

/// Σx / n; nothing of nothing.
[[nodiscard]] std::optional<base::Rational> mean_of(std::span<const base::Rational> numbers);
/// The middle one, or the mean of the two middle ones; nothing of nothing.
[[nodiscard]] std::optional<base::Rational> median_of(std::vector<base::Rational> numbers);
/// Mean without the lowest and highest; nothing if none is left. Both counts >= 0.
[[nodiscard]] std::optional<base::Rational> trimmed_mean_of(std::vector<base::Rational> numbers, int drop_low, int drop_high);

}  // namespace tally::aggregate
