#include "tally/operators.hpp"

#include <algorithm>

#include "tally/aggregate/central.hpp"

namespace tally {
namespace {

using base::Rational;

Rational count_of(std::size_t count) { return static_cast<std::int64_t>(count); }

std::vector<Rational> numbers_of(std::span<const Weighted> children) {
  std::vector<Rational> numbers;
  for (const Weighted& child : children) numbers.push_back(child.number);
  return numbers;
}

Rational sum_of(std::span<const Weighted> children) {
  Rational sum;
  for (const Weighted& child : children) sum += child.number;
  return sum;
}

Rational weighted_sum_of(std::span<const Weighted> children) {
  Rational sum;
  for (const Weighted& child : children) sum += child.number * child.weight;
  return sum;
}

std::optional<Rational> weighted_mean_of(std::span<const Weighted> children) {
  Rational weights;
  for (const Weighted& child : children) weights += child.weight;
  if (weights.is_zero()) return std::nullopt;
  return weighted_sum_of(children) / weights;
}

/// Σx / max(k, n); without k and without children there is nothing to divide by.
std::optional<Rational> mean_at_least(std::span<const Weighted> children, const Rational& at_least) {
  const Rational divisor = std::max(at_least, count_of(children.size()));
  if (divisor.is_zero()) return std::nullopt;
  return sum_of(children) / divisor;
}

std::optional<Rational> ratio_of(std::span<const Weighted> children, const Rational& factor) {
  if (children[1].number.is_zero()) return std::nullopt;
  return children[0].number / children[1].number * factor;
}

}  // namespace

std::optional<Rational> apply(Op op, const Rollup& rollup, std::span<const Weighted> children) {
  const auto less = [](const Weighted& a, const Weighted& b) { return a.number < b.number; };
  switch (op) {
    case Op::weighted_mean:
      return weighted_mean_of(children);
    case Op::weighted_sum:
      return weighted_sum_of(children);
    case Op::mean:
      return mean_at_least(children, rollup.at_least);
    case Op::sum:
      return sum_of(children);
    case Op::min:
      return children.empty() ? std::nullopt : std::optional(std::min_element(children.begin(), children.end(), less)->number);
    case Op::max:
      return children.empty() ? std::nullopt : std::optional(std::max_element(children.begin(), children.end(), less)->number);
    case Op::median:
      return aggregate::median_of(numbers_of(children));
    case Op::trimmed_mean:
      return aggregate::trimmed_mean_of(numbers_of(children), rollup.drop_low, rollup.drop_high);
    case Op::scale:
      return children[0].number * rollup.factor + rollup.offset;
    case Op::ratio:
      return ratio_of(children, rollup.factor);
    case Op::condition:
      return children[0].number;
    case Op::indicator:
    case Op::capped_count:
      break;  // neither has children: the evaluation knows them itself
  }
  return std::nullopt;
}

}  // namespace tally
