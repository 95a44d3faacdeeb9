#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/rational.hpp"
#include "tally/tree.hpp"

namespace tally {

/// A child's number and its weight (1 where the operator knows none).
struct Weighted {
  base::Rational number;
  base::Rational weight = 1;
};

/// Applies an operator to the numbers of its children (n/a ones already left out); nothing if it cannot be computed. `scale` and `ratio`
/// take all of their children. docs/developer/pack-format.md, "Inner node", defines each.
[[nodiscard]] std::optional<base::Rational> apply(Op op, const Rollup& rollup, std::span<const Weighted> children);

}  // namespace tally
