#include "features/results/arithmetic.hpp"

#include <algorithm>
#include <set>

namespace results {
namespace {

using base::Rational;
using tally::Node;
using tally::Op;
using tally::Outcome;
using tally::Over;

std::string op_code(Op op) {
  static const std::vector<std::string> names{"indicator", "weighted_mean", "weighted_sum", "mean",  "sum",          "min",      "max",
                                              "median",    "trimmed_mean",  "scale",        "ratio", "capped_count", "condition"};
  return "explain." + names[static_cast<std::size_t>(op)];
}

std::string told_values(const Node& node, const tally::Evaluators& rule, const std::vector<const tally::Value*>& values,
                        const Wording& words) {
  if (values.empty()) return words.text(node.indicator.zero_if_missing ? "explain.missing_zero" : "explain.no_value");
  if (values.size() == 1 && values.front()->evaluator == tally::kNone) return words.text("explain.given");
  std::vector<Rational> numbers;
  for (const tally::Value* value : values) {
    if (!value->not_applicable) numbers.push_back(value->number);
  }
  std::sort(numbers.begin(), numbers.end());
  std::string list;
  for (const Rational& number : numbers) list.append(list.empty() ? "" : "; ").append(number.text());
  static const std::vector<std::string> codes{"explain.combine_mean", "explain.combine_median", "explain.combine_trimmed_mean"};
  return words.text(codes[static_cast<std::size_t>(rule.combine)], {{"count", std::to_string(values.size())},
                                                                    {"values", list},
                                                                    {"low", std::to_string(rule.drop_low)},
                                                                    {"high", std::to_string(rule.drop_high)}});
}

/// The children that count, written out and summed up.
struct Terms {
  std::string sum;
  Rational weights;
  int count = 0;
};

const char* sign_between(Op op) {
  switch (op) {
    case Op::weighted_mean:
    case Op::weighted_sum:
    case Op::sum:
    case Op::mean:
      return " + ";
    case Op::ratio:
      return " / ";
    default:
      return "; ";
  }
}

Terms terms_of(const StageView& view, const Node& node, const tally::ItemOutcomes* item) {
  constexpr std::size_t kFew = 9;  // in a longer sum, terms that add nothing are left out
  const bool adds = node.op == Op::weighted_sum || node.op == Op::sum;
  Terms terms;
  for (const int child : node.children) {
    const Node& one = view.stage.tree->nodes[static_cast<std::size_t>(child)];
    const Outcome& value = view.outcome(child, item);
    if (!value.is_number()) continue;
    ++terms.count;
    terms.weights += one.weight.value_or(1);
    if (adds && node.children.size() > kFew && value.number.is_zero()) continue;
    terms.sum.append(terms.sum.empty() ? "" : sign_between(node.op));
    if (one.weight) terms.sum += one.weight->text() + " × ";
    terms.sum += value.number.text();
  }
  if (terms.sum.empty()) terms.sum = "0";
  return terms;
}

/// How many different values of the condition's attribute the items show.
std::size_t found_by(const StageView& view, const tally::ItemCondition& condition) {
  std::set<std::string_view> seen;
  for (const tally::Item& item : view.tallied.input.items) {
    const std::string_view value = tally::attribute_of(item.attributes, condition.attribute);
    const bool counts = std::find(condition.among.begin(), condition.among.end(), value) != condition.among.end();
    if (item.subject == view.row.subject && counts) seen.insert(value);
  }
  return seen.size();
}

std::string code_of(const Node& node) {
  std::string code = op_code(node.op);
  if (node.rollup.over == Over::items && node.op != Op::capped_count) code += "_items";
  if (node.rollup.over == Over::subjects) code += "_subjects";
  if (node.op == Op::scale && !node.rollup.offset.is_zero()) code += "_offset";
  return code;
}

std::string told_op(const StageView& view, const Wording& words, const Node& node, const tally::ItemOutcomes* item) {
  const tally::Rollup& rollup = node.rollup;
  const Terms terms = terms_of(view, node, item);
  std::string told = words.text(code_of(node), {{"sum", terms.sum},
                                                {"weights", terms.weights.text()},
                                                {"n", std::to_string(terms.count)},
                                                {"factor", rollup.factor.text()},
                                                {"offset", rollup.offset.text()},
                                                {"cap", rollup.cap.text()},
                                                {"low", std::to_string(rollup.drop_low)},
                                                {"high", std::to_string(rollup.drop_high)},
                                                {"count", std::to_string(view.stage.items.size())},
                                                {"attribute", rollup.when_items.attribute},
                                                {"have", std::to_string(found_by(view, rollup.when_items))},
                                                {"at_least", std::to_string(rollup.when_items.at_least)},
                                                {"of", std::to_string(rollup.when_items.among.size())},
                                                {"otherwise", rollup.otherwise.text()}});
  if (rollup.best > 0) told += words.text("explain.best", {{"best", std::to_string(rollup.best)}});
  if (!rollup.at_least.is_zero()) told += words.text("explain.at_least", {{"at_least", rollup.at_least.text()}});
  if (rollup.round) told += words.text("explain.node_round", {{"decimals", std::to_string(rollup.round->decimals)}});
  return told;
}

}  // namespace

const Outcome& StageView::outcome(int at, const tally::ItemOutcomes* item) const {
  if (item == nullptr) return stage.nodes[static_cast<std::size_t>(at)];
  return item->nodes[static_cast<std::size_t>(at - stage.tree->items_begin)];
}

std::vector<const tally::Value*> StageView::values_at(const Node& node, const tally::ItemOutcomes* item) const {
  const std::uint32_t place = item == nullptr ? tally::kNone : item->item;
  std::vector<const tally::Value*> values;
  const auto& all = tallied.input.values;
  auto value = std::partition_point(all.begin(), all.end(), [&](const tally::Value& one) { return one.subject < row.subject; });
  for (; value != all.end() && value->subject == row.subject; ++value) {
    if (value->stage == stage.stage && value->item == place && value->node == node.name_index) values.push_back(&*value);
  }
  return values;
}

std::string arithmetic(const StageView& view, const Wording& words, int at, const tally::ItemOutcomes* item) {
  const Node& node = view.stage.tree->nodes[static_cast<std::size_t>(at)];
  const auto given = view.values_at(node, item);
  if (!given.empty() || node.op == Op::indicator) return told_values(node, view.tallied.pack.evaluators, given, words);
  return view.outcome(at, item).is_number() ? told_op(view, words, node, item) : "";
}

}  // namespace results
