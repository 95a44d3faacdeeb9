#include "tally/aggregate/central.hpp"

#include <algorithm>

namespace tally::aggregate {

using base::Rational;

std::optional<Rational> mean_of(std::span<const Rational> numbers) {
  if (numbers.empty()) return std::nullopt;
  Rational sum;
  for (const Rational& number : numbers) sum += number;
  return sum / Rational(static_cast<std::int64_t>(numbers.size()));
}

std::optional<Rational> median_of(std::vector<Rational> numbers) {
  if (numbers.empty()) return std::nullopt;
  std::sort(numbers.begin(), numbers.end());
  const std::size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return numbers[middle];
  return (numbers[middle - 1] + numbers[middle]) / Rational(2);
}

std::optional<Rational> trimmed_mean_of(std::vector<Rational> numbers, int drop_low, int drop_high) {
  const auto low = static_cast<std::size_t>(drop_low);
  const auto high = static_cast<std::size_t>(drop_high);
  if (numbers.size() <= low + high) return std::nullopt;
  std::sort(numbers.begin(), numbers.end());
  return mean_of(std::span(numbers).subspan(low, numbers.size() - low - high));
}

}  // namespace tally::aggregate
