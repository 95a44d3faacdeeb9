#include "tally/figures.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace tally {
namespace {

using base::Rational;

constexpr std::int64_t kUnits = 1000000;
constexpr double kEqual = 1e-9;

double noise(double number) { return kEqual * std::max(1.0, std::abs(number)); }

Rational figure_of(double number) {
  return Rational::fraction(static_cast<std::int64_t>(std::floor(number * static_cast<double>(kUnits) + 0.5)), kUnits);
}

bool could_be(const Rational& published, double number) {
  const bool six_decimals = (published * Rational(kUnits)).is_integer();
  return six_decimals && std::abs(number - published.to_double()) <= 0.5 / static_cast<double>(kUnits) + noise(number);
}

}  // namespace

std::optional<std::vector<Rational>> figures_of(std::span<const double> numbers, std::span<const std::optional<Rational>> published) {
  const auto fits = [](double number) { return std::abs(number) <= kLargestFigure; };  // false for what is not finite
  if (!std::all_of(numbers.begin(), numbers.end(), fits)) return std::nullopt;
  std::vector<std::size_t> order(numbers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return numbers[a] > numbers[b]; });
  std::vector<Rational> figures(numbers.size());
  double first = 0;  // of those that share a figure
  for (std::size_t at = 0; at < order.size(); ++at) {
    const double number = numbers[order[at]];
    if (at == 0 || numbers[order[at - 1]] - number > noise(number)) first = number;
    const std::optional<Rational>& stated = published[order[at]];
    figures[order[at]] = stated && could_be(*stated, first) ? *stated : figure_of(first);
  }
  return figures;
}

}  // namespace tally
