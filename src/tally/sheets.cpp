#include "tally/sheets.hpp"

#include "tally/aggregate/central.hpp"

namespace tally {
namespace {

/// Whether the evaluator gave a value at this position or at one above it in the same part of the tree.
bool covered(const Tree& tree, int at, const std::vector<bool>& given) {
  const bool inside = tree.nodes[static_cast<std::size_t>(at)].inside_items;
  for (int up = at; up >= 0; up = tree.nodes[static_cast<std::size_t>(up)].parent) {
    if (tree.nodes[static_cast<std::size_t>(up)].inside_items != inside) return false;
    if (given[static_cast<std::size_t>(up)]) return true;
  }
  return false;
}

}  // namespace

std::optional<base::Rational> combine(const Evaluators& rule, std::vector<base::Rational> numbers) {
  switch (rule.combine) {
    case Combine::mean:
      return aggregate::mean_of(numbers);
    case Combine::median:
      return aggregate::median_of(std::move(numbers));
    case Combine::trimmed_mean:
      return aggregate::trimmed_mean_of(std::move(numbers), rule.drop_low, rule.drop_high);
  }
  return std::nullopt;
}

void lacking_in_sheets(const EvaluationScope& scope, std::vector<std::string>& missing) {
  const auto& values = scope.values;
  std::vector<bool> given;
  for (std::size_t begin = 0; begin < values.size();) {
    std::size_t end = begin;
    given.assign(scope.tree.nodes.size(), false);
    for (; end < values.size() && values[end].item == values[begin].item && values[end].evaluator == values[begin].evaluator; ++end) {
      given[static_cast<std::size_t>(scope.tree.position[values[end].node])] = true;
    }
    const Value& first = values[begin];
    const bool inside = first.item != kNone;
    for (std::size_t at = 0; at < scope.tree.nodes.size(); ++at) {
      const Node& node = scope.tree.nodes[at];
      if (node.op != Op::indicator || node.inside_items != inside || node.indicator.zero_if_missing) continue;
      if (covered(scope.tree, static_cast<int>(at), given)) continue;
      const std::string item = inside ? scope.input.items[first.item].id + ":" : "";
      const std::string evaluator = first.evaluator == kNone ? "" : scope.input.evaluators[first.evaluator];
      missing.push_back(item + scope.prefix + node.id + "~" + evaluator);
    }
    begin = end;
  }
}

}  // namespace tally
