#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/rational.hpp"

namespace tally {

/// Numbers beyond this get no figure.
constexpr double kLargestFigure = 1e9;

/// Doubles as exact figures of six decimals, so that their last digits order nobody: numbers that are equal but for these share a figure.
/// `published` holds by position what a bundle states; it stands where a number could have been rounded to it. Nothing if a number is
/// beyond kLargestFigure.
[[nodiscard]] std::optional<std::vector<base::Rational>> figures_of(std::span<const double> numbers,
                                                                    std::span<const std::optional<base::Rational>> published);

}  // namespace tally
