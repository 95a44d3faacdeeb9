#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "tally/input.hpp"
#include "tally/result.hpp"

namespace tally {

/// What one evaluation needs to know of the world.
struct EvaluationScope {
  const Pack& pack;
  const Input& input;
  const Tree& tree;
  std::string prefix;             ///< of node keys: `stage/` if several stages are combined
  std::span<const Value> values;  ///< of the subject at the stage, sorted by item, evaluator
  std::uint32_t first_item = 0;   ///< the subject's items are input.items[first_item, last_item)
  std::uint32_t last_item = 0;
  /// The total of `over: subjects`; appends what is missing.
  std::function<Outcome(const Rollup&, std::vector<std::string>&)> roll_up;
};

/// Computes one stage of one subject (docs/developer/tally.md, "A node's value"); appends what is missing to `missing`.
[[nodiscard]] StageOutcomes evaluate(const EvaluationScope& scope, std::vector<std::string>& missing);

/// What one evaluator's own sheet comes to: the root from his values alone.
struct SheetTotal {
  std::uint32_t evaluator = kNone;  ///< index in Input::evaluators
  Outcome total;
  std::vector<std::string> missing;
};

/// The sheets of one stage of one subject, by evaluator. Values without an evaluator are no sheet.
[[nodiscard]] std::vector<SheetTotal> evaluate_sheets(const EvaluationScope& scope);

}  // namespace tally
