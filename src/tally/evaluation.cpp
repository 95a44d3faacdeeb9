#include "tally/evaluation.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "tally/operators.hpp"
#include "tally/sheets.hpp"

namespace tally {
namespace {

constexpr std::int32_t kEnd = -1;

/// One pass over a tree: for all evaluators together, or (with `at: total`) for one of them.
class Pass {
 public:
  static constexpr std::uint32_t kAllEvaluators = kNone - 1;

  Pass(const EvaluationScope& scope, std::uint32_t evaluator) : scope_(scope), evaluator_(evaluator), tree_(scope.tree) {
    subject_.outcomes.resize(tree_.nodes.size());
    subject_.first_cell.assign(tree_.nodes.size(), kEnd);
    next_cell_.assign(scope.values.size(), kEnd);
    items_.resize(scope.last_item - scope.first_item);
    cells_ = chain(0, kNone, subject_);  // NOLINT(cppcoreguidelines-prefer-member-initializer): needs what the lines above make
  }

  Outcome run() { return evaluate(0, subject_); }
  std::vector<Outcome>& outcomes() { return subject_.outcomes; }
  std::vector<ItemOutcomes>& items() { return items_; }
  std::vector<std::string>& missing() { return missing_; }

 private:
  /// The subject itself or one of its items: where its cells are chained and its outcomes go.
  struct Place {
    std::uint32_t item = kNone;
    std::vector<std::int32_t> first_cell;  ///< by position: the first value given there, index in scope_.values
    std::vector<Outcome> outcomes;         ///< by position less `offset`
    int offset = 0;
  };

  /// Chains the values of one item from `from` on to their positions; returns the first value of another item.
  std::size_t chain(std::size_t from, std::uint32_t item, Place& place) {
    std::size_t at = from;
    for (; at < scope_.values.size() && scope_.values[at].item == item; ++at) {
      const Value& value = scope_.values[at];
      if (evaluator_ != kAllEvaluators && value.evaluator != evaluator_) continue;
      std::int32_t& head = place.first_cell[static_cast<std::size_t>(tree_.position[value.node] - place.offset)];
      next_cell_[at] = head;
      head = static_cast<std::int32_t>(at);
    }
    return at;
  }

  Outcome evaluate(int at, Place& place) {
    const auto slot = static_cast<std::size_t>(at - place.offset);
    const std::int32_t cell = place.first_cell[slot];
    Outcome outcome = cell != kEnd ? combined(at, cell, place) : computed(at, place);
    const auto& round = node_at(at).rollup.round;
    if (round && outcome.is_number()) outcome.number = outcome.number.rounded(round->decimals, round->mode);
    place.outcomes[slot] = outcome;
    return outcome;
  }

  const Node& node_at(int at) const { return tree_.nodes[static_cast<std::size_t>(at)]; }

  Outcome lack(int at, const Place& place) {
    const std::string item = place.item == kNone ? "" : scope_.input.items[place.item].id + ":";
    missing_.push_back(item + scope_.prefix + node_at(at).id);
    return Outcome::missing();
  }

  Outcome combined(int at, std::int32_t cell, const Place& place) {
    if (next_cell_[static_cast<std::size_t>(cell)] == kEnd) {
      const Value& only = scope_.values[static_cast<std::size_t>(cell)];
      if (only.not_applicable) return Outcome::not_applicable();
      if (scope_.pack.evaluators.combine != Combine::trimmed_mean) return Outcome::of(only.number);
    }
    std::vector<base::Rational> numbers;
    for (; cell != kEnd; cell = next_cell_[static_cast<std::size_t>(cell)]) {
      const Value& value = scope_.values[static_cast<std::size_t>(cell)];
      if (!value.not_applicable) numbers.push_back(value.number);
    }
    if (numbers.empty()) return Outcome::not_applicable();
    // One evaluator's own pass: there is nothing to combine yet.
    if (evaluator_ != kAllEvaluators) return Outcome::of(numbers.front());
    auto number = combine(scope_.pack.evaluators, std::move(numbers));
    return number ? Outcome::of(std::move(*number)) : lack(at, place);
  }

  Outcome computed(int at, Place& place) {
    const Node& node = node_at(at);
    if (node.op == Op::indicator) return node.indicator.zero_if_missing ? Outcome::of(0) : lack(at, place);
    if (node.op == Op::capped_count) {
      const base::Rational count = static_cast<std::int64_t>(items_.size());
      return Outcome::of(std::min(count, node.rollup.cap) * node.rollup.factor);
    }
    if (node.rollup.over == Over::subjects) return scope_.roll_up(node.rollup, missing_);
    if (node.rollup.over == Over::items) return over_items(at, place);
    if (node.op == Op::condition && !holds(node.rollup.when_items)) return Outcome::of(node.rollup.otherwise);
    return over_children(at, place);
  }

  Outcome over_children(int at, Place& place) {
    const Node& node = node_at(at);
    std::vector<Weighted> children;
    bool lacking = false;
    bool all_dropped = true;
    const bool counts_zero = node.op == Op::sum || node.op == Op::weighted_sum;
    for (const int child : node.children) {
      Outcome outcome = evaluate(child, place);
      lacking = lacking || outcome.kind == Outcome::Kind::missing;
      if (!outcome.is_number() && !counts_zero) continue;
      all_dropped = all_dropped && !outcome.is_number();
      children.push_back({std::move(outcome.number), node_at(child).weight.value_or(1)});
    }
    if (lacking) return Outcome::missing();
    const bool needs_all = node.op == Op::scale || node.op == Op::ratio || node.op == Op::condition;
    if (all_dropped || (needs_all && children.size() < node.children.size())) return Outcome::not_applicable();
    auto number = apply(node.op, node.rollup, children);
    return number ? Outcome::of(std::move(*number)) : lack(at, place);
  }

  Outcome over_items(int at, const Place& place) {
    const int child = node_at(at).children.front();
    std::vector<Weighted> numbers;
    bool lacking = false;
    bool all_dropped = !items_.empty();
    Place item_place;
    item_place.offset = tree_.items_begin;
    const auto width = static_cast<std::size_t>(tree_.items_end - tree_.items_begin);
    std::size_t cell = cells_;
    for (std::size_t k = 0; k < items_.size(); ++k) {
      item_place.item = scope_.first_item + static_cast<std::uint32_t>(k);
      item_place.first_cell.assign(width, kEnd);
      item_place.outcomes = std::move(items_[k].nodes);  // another `over: items` node may have been here before
      item_place.outcomes.resize(width);
      cell = chain(cell, item_place.item, item_place);
      Outcome outcome = evaluate(child, item_place);
      lacking = lacking || outcome.kind == Outcome::Kind::missing;
      all_dropped = all_dropped && outcome.kind == Outcome::Kind::not_applicable;
      if (outcome.is_number()) numbers.push_back({std::move(outcome.number)});
      items_[k] = {item_place.item, std::move(item_place.outcomes)};
    }
    if (lacking) return Outcome::missing();
    if (all_dropped) return Outcome::not_applicable();
    auto number = apply(node_at(at).op, node_at(at).rollup, numbers);
    return number ? Outcome::of(std::move(*number)) : lack(at, place);
  }

  bool holds(const ItemCondition& condition) const {
    std::set<std::string_view> seen;
    for (std::uint32_t item = scope_.first_item; item < scope_.last_item; ++item) {
      const std::string_view value = attribute_of(scope_.input.items[item].attributes, condition.attribute);
      if (std::find(condition.among.begin(), condition.among.end(), value) != condition.among.end()) seen.insert(value);
    }
    return static_cast<int>(seen.size()) >= condition.at_least;
  }

  const EvaluationScope& scope_;
  std::uint32_t evaluator_;
  const Tree& tree_;
  Place subject_;
  std::vector<std::int32_t> next_cell_;
  std::vector<ItemOutcomes> items_;
  std::size_t cells_ = 0;  ///< where the items' values begin
  std::vector<std::string> missing_;
};

/// One node of all passes put together: missing or not looked at by one is so for all; n/a ones are left out.
Outcome together(const Evaluators& rule, std::span<const Outcome* const> outcomes) {
  std::vector<base::Rational> numbers;
  bool unseen = false;
  for (const Outcome* outcome : outcomes) {
    if (outcome->kind == Outcome::Kind::missing) return Outcome::missing();
    unseen = unseen || outcome->kind == Outcome::Kind::unseen;
    if (outcome->is_number()) numbers.push_back(outcome->number);
  }
  if (unseen) return {};
  if (numbers.empty()) return Outcome::not_applicable();
  auto number = combine(rule, std::move(numbers));
  return number ? Outcome::of(std::move(*number)) : Outcome::missing();
}

ItemOutcomes item_together(const EvaluationScope& scope, std::vector<Pass>& passes, std::size_t k) {
  static const Outcome unseen;
  ItemOutcomes item{scope.first_item + static_cast<std::uint32_t>(k), {}};
  std::size_t width = 0;  // an evaluator who gave a value above the items has looked at none of them
  for (Pass& pass : passes) width = std::max(width, pass.items()[k].nodes.size());
  std::vector<const Outcome*> same(passes.size());
  for (std::size_t at = 0; at < width; ++at) {
    for (std::size_t p = 0; p < passes.size(); ++p) {
      const auto& nodes = passes[p].items()[k].nodes;
      same[p] = nodes.empty() ? &unseen : &nodes[at];
    }
    item.nodes.push_back(together(scope.pack.evaluators, same));
  }
  return item;
}

/// One pass over all values together.
StageOutcomes evaluate_once(const EvaluationScope& scope, std::vector<std::string>& missing) {
  Pass pass(scope, Pass::kAllEvaluators);
  (void)pass.run();
  missing.insert(missing.end(), pass.missing().begin(), pass.missing().end());
  return {kNoStage, &scope.tree, std::move(pass.outcomes()), std::move(pass.items())};
}

/// `at: total`: a pass for each evaluator, then node by node together.
StageOutcomes evaluate_each(const EvaluationScope& scope, std::vector<std::string>& missing) {
  std::set<std::uint32_t> evaluators;
  for (const Value& value : scope.values) evaluators.insert(value.evaluator + 1);  // kNone, the empty name, comes first
  if (evaluators.empty()) return evaluate_once(scope, missing);
  std::vector<Pass> passes;
  bool lacking = false;
  for (const std::uint32_t evaluator : evaluators) {
    Pass& pass = passes.emplace_back(scope, evaluator - 1);
    (void)pass.run();
    const std::string suffix = "~" + (evaluator == 0 ? "" : scope.input.evaluators[evaluator - 1]);
    lacking = lacking || !pass.missing().empty();
    for (const std::string& entry : pass.missing()) missing.push_back(entry + suffix);
  }
  StageOutcomes result{kNoStage, &scope.tree, {}, {}};
  std::vector<const Outcome*> same(passes.size());
  for (std::size_t at = 0; at < scope.tree.nodes.size(); ++at) {
    for (std::size_t p = 0; p < passes.size(); ++p) same[p] = &passes[p].outcomes()[at];
    result.nodes.push_back(together(scope.pack.evaluators, same));
  }
  for (std::size_t k = 0; k < passes.front().items().size(); ++k) result.items.push_back(item_together(scope, passes, k));
  if (!lacking && result.nodes.front().kind == Outcome::Kind::missing) missing.push_back(scope.prefix + scope.tree.nodes.front().id);
  return result;
}

}  // namespace

StageOutcomes evaluate(const EvaluationScope& scope, std::vector<std::string>& missing) {
  if (scope.pack.evaluators.at_total) return evaluate_each(scope, missing);
  StageOutcomes result = evaluate_once(scope, missing);
  const std::size_t before = missing.size();
  if (scope.pack.evaluators.complete_sheets) lacking_in_sheets(scope, missing);
  if (missing.size() > before) result.nodes.front() = Outcome::missing();
  return result;
}

std::vector<SheetTotal> evaluate_sheets(const EvaluationScope& scope) {
  std::set<std::uint32_t> evaluators;
  for (const Value& value : scope.values) {
    if (value.evaluator != kNone) evaluators.insert(value.evaluator);
  }
  std::vector<SheetTotal> sheets;
  for (const std::uint32_t evaluator : evaluators) {
    Pass pass(scope, evaluator);
    Outcome total = pass.run();
    sheets.push_back({evaluator, std::move(total), std::move(pass.missing())});
  }
  return sheets;
}

}  // namespace tally
