#pragma once

#include <string>
#include <vector>

#include "features/results/api.hpp"
#include "features/results/wording.hpp"

namespace results {

/// One stage of one row, looked at for telling.
struct StageView {
  const Tallied& tallied;
  const tally::Row& row;
  const tally::StageOutcomes& stage;

  /// The outcome at a position; inside of items, of the item given.
  [[nodiscard]] const tally::Outcome& outcome(int at, const tally::ItemOutcomes* item) const;
  /// The values that evaluators gave at a node, for the subject itself or for the item.
  [[nodiscard]] std::vector<const tally::Value*> values_at(const tally::Node& node, const tally::ItemOutcomes* item) const;
};

/// How a node came to its value, in words and figures (`rata-rata tertimbang (10 × 80 + 15 × 90) / 25`). Says how many evaluators gave
/// what, never who.
[[nodiscard]] std::string arithmetic(const StageView& view, const Wording& words, int at, const tally::ItemOutcomes* item);

}  // namespace results
