#include <algorithm>
#include <string>
#include <vector>

#include "features/results/api.hpp"
#include "features/results/wording.hpp"

namespace results {
namespace {

using base::Rational;
using tally::Node;
using tally::Op;
using tally::Outcome;
using tally::Over;

std::string op_code(Op op) {
  static constexpr const char* kNames[] = {"indicator", "weighted_mean", "weighted_sum", "mean",  "sum",          "min",      "max",
                                           "median",    "trimmed_mean",  "scale",        "ratio", "capped_count", "condition"};
  return std::string("explain.") + kNames[static_cast<std::size_t>(op)];
}

/// Tells one subject's arithmetic from the root down, a line for each node.
class Telling {
 public:
  Telling(const Tallied& tallied, const tally::Row& row, i18n::Language language) : tallied_(tallied), row_(row), words_(tallied, language) {}

  std::string text() {
    const tally::Subject& subject = tallied_.input.subjects[row_.subject];
    out_ = subject.name + " (" + subject.id + ") — " + words_.of(tallied_.pack.name) + " [" + tallied_.pack.id + "@" + tallied_.pack.version + "]\n";
    if (row_.stages.size() > 1) line(0, "total", words_.text("explain.stages"), row_.total);
    for (const tally::StageOutcomes& stage : row_.stages) tell_stage(stage);
    tell_end();
    for (const std::string& notice : notices(tallied_, words_.language())) out_ += "! " + notice + "\n";
    return out_;
  }

 private:
  void tell_stage(const tally::StageOutcomes& stage) {
    if (stage.tree == nullptr || stage.nodes.front().kind == Outcome::Kind::unseen) return;
    stage_ = &stage;
    int depth = 0;
    if (row_.stages.size() > 1) {
      const tally::Stage& named = tallied_.pack.stages[static_cast<std::size_t>(stage.stage)];
      out_ += "  " + words_.text("explain.stage", {{"stage", words_.of(named.named.name)}, {"weight", named.weight.value_or(0).text()}}) + "\n";
      depth = 2;
    }
    tell(0, depth, nullptr);
  }

  const Outcome& outcome(int at, const tally::ItemOutcomes* item) const {
    if (item == nullptr) return stage_->nodes[static_cast<std::size_t>(at)];
    return item->nodes[static_cast<std::size_t>(at - stage_->tree->items_begin)];
  }

  void tell(int at, int depth, const tally::ItemOutcomes* item) {
    const Node& node = stage_->tree->nodes[static_cast<std::size_t>(at)];
    const auto given = values_at(node, item == nullptr ? tally::kNone : item->item);
    const std::string weight = node.weight ? " " + words_.text("explain.weight", {{"weight", node.weight->text()}}) : "";
    const std::string name = words_.of(node.name) + " (" + node.id + ")" + weight;
    if (!given.empty() || node.op == Op::indicator) return line(depth, name, told_values(node, given), outcome(at, item));
    line(depth, name, told_op(node, item), outcome(at, item));
    if (node.rollup.over == Over::items && node.op != Op::capped_count) return tell_items(node, depth);
    if (node.rollup.over == Over::subjects) return tell_subjects(node, depth);
    for (const int child : node.children) {
      if (outcome(child, item).kind != Outcome::Kind::unseen) tell(child, depth + 1, item);
    }
  }

  void tell_items(const Node& node, int depth) {
    const int child = node.children.front();
    const Node& each = stage_->tree->nodes[static_cast<std::size_t>(child)];
    for (const tally::ItemOutcomes& item : stage_->items) {
      const tally::Item& named = tallied_.input.items[item.item];
      if (item.nodes.empty() || !outcome(child, &item).is_number()) continue;
      line(depth + 1, named.name + " (" + named.id + ")", words_.of(each.name) + ", " + told_item(each, item), outcome(child, &item));
    }
  }

  /// One item on one line: its own sum or mean written out.
  std::string told_item(const Node& each, const tally::ItemOutcomes& item) {
    const auto given = values_at(each, item.item);
    return !given.empty() || each.op == Op::indicator ? told_values(each, given) : told_op(each, &item);
  }

  void tell_subjects(const Node& node, int depth) {
    for (const tally::Row& other : tallied_.result.rows) {
      if (other.level != node.rollup.level || !is_below(other.subject)) continue;
      const std::string& name = tallied_.input.subjects[other.subject].name;
      const std::string why = other.eligible() ? "" : words_.text("explain.left_out", {{"rules", words_.rules(other.broken)}});
      line(depth + 1, name, why, other.total);
    }
  }

  bool is_below(std::uint32_t subject) const {
    for (std::uint32_t up = subject; up != tally::kNone;) {
      up = tally::find_subject(tallied_.input.subjects, tallied_.input.subjects[up].parent);
      if (up == row_.subject) return true;
    }
    return false;
  }

  std::vector<const tally::Value*> values_at(const Node& node, std::uint32_t item) const {
    std::vector<const tally::Value*> values;
    const auto& all = tallied_.input.values;
    const auto first = std::partition_point(all.begin(), all.end(), [&](const tally::Value& value) { return value.subject < row_.subject; });
    for (auto value = first; value != all.end() && value->subject == row_.subject; ++value) {
      if (value->stage == stage_->stage && value->item == item && value->node == node.name_index) values.push_back(&*value);
    }
    return values;
  }

  /// Values of evaluators and how they are combined; never who gave which.
  std::string told_values(const Node& node, const std::vector<const tally::Value*>& values) const {
    if (values.empty()) return words_.text(node.indicator.zero_if_missing ? "explain.missing_zero" : "explain.no_value");
    std::vector<Rational> numbers;
    for (const tally::Value* value : values) {
      if (!value->not_applicable) numbers.push_back(value->number);
    }
    std::sort(numbers.begin(), numbers.end());
    std::string list;
    for (const Rational& number : numbers) list.append(list.empty() ? "" : "; ").append(number.text());
    if (values.size() == 1 && values.front()->evaluator == tally::kNone) return words_.text("explain.given");
    static constexpr const char* kCombine[] = {"explain.combine_mean", "explain.combine_median", "explain.combine_trimmed_mean"};
    const tally::Evaluators& rule = tallied_.pack.evaluators;
    return words_.text(kCombine[static_cast<std::size_t>(rule.combine)], {{"count", std::to_string(values.size())},
                                                                         {"values", list},
                                                                         {"low", std::to_string(rule.drop_low)},
                                                                         {"high", std::to_string(rule.drop_high)}});
  }

  std::string told_op(const Node& node, const tally::ItemOutcomes* item) const {
    const tally::Rollup& rollup = node.rollup;
    base::Params params{{"sum", sum_of(node, item)},
                        {"weights", rollup.weights_sum ? rollup.weights_sum->text() : ""},
                        {"factor", rollup.factor.text()},
                        {"offset", rollup.offset.text()},
                        {"cap", rollup.cap.text()},
                        {"low", std::to_string(rollup.drop_low)},
                        {"high", std::to_string(rollup.drop_high)},
                        {"count", std::to_string(stage_->items.size())},
                        {"attribute", rollup.when_items.attribute},
                        {"at_least", std::to_string(rollup.when_items.at_least)},
                        {"of", std::to_string(rollup.when_items.among.size())},
                        {"otherwise", rollup.otherwise.text()}};
    std::string told;
    if (rollup.over == Over::items && node.op != Op::capped_count) {
      told = words_.text(op_code(node.op) + "_items", params);
    } else if (rollup.over == Over::subjects) {
      told = words_.text(op_code(node.op) + "_subjects", params);
      if (rollup.best > 0) told += words_.text("explain.best", {{"best", std::to_string(rollup.best)}});
    } else {
      told = words_.text(op_code(node.op), params);
    }
    if (!rollup.at_least.is_zero()) told += words_.text("explain.at_least", {{"at_least", rollup.at_least.text()}});
    if (rollup.round) told += words_.text("explain.node_round", {{"decimals", std::to_string(rollup.round->decimals)}});
    return told;
  }

  /// The children written out: `10 × 80 + 15 × 90`, weights only where the operator has them.
  std::string sum_of(const Node& node, const tally::ItemOutcomes* item) const {
    if (node.rollup.over != Over::children) return "";
    const char* between = node.op == Op::weighted_mean || node.op == Op::weighted_sum || node.op == Op::sum || node.op == Op::mean ? " + " : "; ";
    std::string sum;
    for (const int child : node.children) {
      const Node& one = stage_->tree->nodes[static_cast<std::size_t>(child)];
      const Outcome& value = outcome(child, item);
      if (!value.is_number()) continue;
      sum.append(sum.empty() ? "" : between);
      if (one.weight) sum += one.weight->text() + " × ";
      sum += value.number.text();
    }
    return sum;
  }

  void line(int depth, const std::string& name, const std::string& how, const Outcome& outcome) {
    const std::string value = outcome.is_number()                                  ? Wording::number(outcome.number)
                              : outcome.kind == Outcome::Kind::not_applicable ? words_.text("explain.not_applicable")
                                                                                   : words_.text("explain.missing");
    out_ += std::string(static_cast<std::size_t>(depth) * 2 + 2, ' ') + name + (how.empty() ? "" : ": " + how) + " = " + value + "\n";
  }

  void say(std::string_view code, const base::Params& params) { out_ += "  " + words_.text(code, params) + "\n"; }

  void tell_end() {
    out_ += "\n";
    if (!row_.complete()) return say("explain.incomplete", {{"missing", words_.missing(row_)}});
    if (const auto& rounding = tallied_.pack.rounding) {
      static constexpr const char* kModes[] = {"rounding.half_up", "rounding.half_even", "rounding.down"};
      say("explain.score", {{"exact", Wording::number(row_.total.number)},
                            {"decimals", std::to_string(rounding->decimals)},
                            {"mode", words_.text(kModes[static_cast<std::size_t>(rounding->mode)])},
                            {"score", row_.score}});
    } else {
      say("explain.score_exact", {{"score", row_.score}});
    }
    if (row_.band != nullptr) {
      say("explain.band", {{"band", row_.band->named.id}, {"name", words_.of(row_.band->named.name)}, {"from", row_.band->from.text()}, {"to", row_.band->to.text()}});
      if (!row_.band->zone.empty()) say("explain.zone", {{"zone", row_.band->zone}});
    }
    if (!row_.eligible()) say("explain.ineligible", {{"rules", words_.rules(row_.broken)}});
    if (row_.rank > 0) {
      say("explain.rank", {{"rank", std::to_string(row_.rank)}, {"among", std::to_string(row_.ranked_among)}, {"contest", words_.contest(row_)}});
      if (!row_.tie.empty()) say("explain.tie", {{"tie", words_.tie(row_)}});
      if (!row_.cuts.empty()) say("explain.cuts", {{"cuts", words_.cuts(row_)}});
    }
  }

  const Tallied& tallied_;
  const tally::Row& row_;
  Wording words_;
  const tally::StageOutcomes* stage_ = nullptr;
  std::string out_;
};

}  // namespace

std::string explain(const Tallied& tallied, std::string_view subject, i18n::Language language) {
  const std::uint32_t at = tally::find_subject(tallied.input.subjects, subject);
  if (at == tally::kNone) throw base::Error(base::Kind::not_found, "tally.unknown_subject", {{"subject", std::string(subject)}});
  return Telling(tallied, tallied.result.rows[at], language).text();
}

}  // namespace results
