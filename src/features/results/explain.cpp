#include <string>
#include <vector>

#include "features/results/api.hpp"
#include "features/results/arithmetic.hpp"
#include "features/results/order_words.hpp"

namespace results {
namespace {

using tally::Node;
using tally::Op;
using tally::Outcome;
using tally::Over;

/// Tells one subject's arithmetic from the root down, a line for each node.
class Telling {
 public:
  Telling(const Tallied& tallied, const tally::Row& row, i18n::Language language)
      : tallied_(tallied), row_(row), words_(tallied, language) {}

  std::string text() {
    const tally::Subject& subject = tallied_.input.subjects[row_.subject];
    out_ = subject.name + " (" + subject.id + ") — " + words_.of(tallied_.pack.name) + " [" + tallied_.pack.id + "@" +
           tallied_.pack.version + "]\n";
    if (row_.stages.size() > 1) line(0, "total", words_.text("explain.stages"), row_.total);
    for (const tally::StageOutcomes& stage : row_.stages) tell_stage(stage);
    tell_end();
    return out_;
  }

 private:
  void tell_stage(const tally::StageOutcomes& stage) {
    if (stage.tree == nullptr || stage.nodes.front().kind == Outcome::Kind::unseen) return;
    stage_ = &stage;
    int depth = 0;
    if (row_.stages.size() > 1) {
      const tally::Stage& named = tallied_.pack.stages[static_cast<std::size_t>(stage.stage)];
      out_ +=
          "  " + words_.text("explain.stage", {{"stage", words_.of(named.named.name)}, {"weight", named.weight.value_or(0).text()}}) + "\n";
      depth = 2;
    }
    tell(0, depth, nullptr);
  }

  void tell(int at, int depth, const tally::ItemOutcomes* item) {
    const StageView view{tallied_, row_, *stage_};
    const Node& node = stage_->tree->nodes[static_cast<std::size_t>(at)];
    const std::string weight = node.weight ? " " + words_.text("explain.weight", {{"weight", node.weight->text()}}) : "";
    line(depth, words_.of(node.name) + " (" + node.id + ")" + weight, arithmetic(view, words_, at, item), view.outcome(at, item));
    if (node.op == Op::indicator || !view.values_at(node, item).empty()) return;
    if (node.rollup.over == Over::items && node.op != Op::capped_count) return tell_items(view, node.children.front(), depth + 1);
    if (node.rollup.over == Over::subjects) return tell_subjects(node, depth);
    for (const int child : node.children) {
      if (view.outcome(child, item).kind != Outcome::Kind::unseen) tell(child, depth + 1, item);
    }
  }

  /// Each item on one line: its own sum or mean written out.
  void tell_items(const StageView& view, int child, int depth) {
    const std::string& what = words_.of(stage_->tree->nodes[static_cast<std::size_t>(child)].name);
    for (const tally::ItemOutcomes& item : stage_->items) {
      const tally::Item& named = tallied_.input.items[item.item];
      if (item.nodes.empty() || !view.outcome(child, &item).is_number()) continue;
      line(depth, named.name + " (" + named.id + ")", what + ", " + arithmetic(view, words_, child, &item), view.outcome(child, &item));
    }
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

  void line(int depth, const std::string& name, const std::string& how, const Outcome& outcome) {
    const std::string value = outcome.is_number()                             ? Wording::number(outcome.number)
                              : outcome.kind == Outcome::Kind::not_applicable ? words_.text("explain.not_applicable")
                                                                              : words_.text("explain.missing");
    out_ += std::string(static_cast<std::size_t>(depth) * 2 + 2, ' ') + name + (how.empty() ? "" : ": " + how) + " = " + value + "\n";
  }

  void say(std::string_view code, const base::Params& params) { out_ += "  " + words_.text(code, params) + "\n"; }

  void tell_end() {
    out_ += "\n";
    if (!row_.complete()) return say("explain.incomplete", {{"missing", words_.missing(row_)}});
    if (const auto& rounding = tallied_.pack.rounding) {
      static const std::vector<std::string> modes{"rounding.half_up", "rounding.half_even", "rounding.down"};
      say("explain.score", {{"exact", Wording::number(row_.total.number)},
                            {"decimals", std::to_string(rounding->decimals)},
                            {"mode", words_.text(modes[static_cast<std::size_t>(rounding->mode)])},
                            {"score", row_.score}});
    } else {
      say("explain.score_exact", {{"score", row_.score}});
    }
    if (row_.band != nullptr) {
      say("explain.band", {{"band", row_.band->named.id},
                           {"name", words_.of(row_.band->named.name)},
                           {"from", row_.band->from.text()},
                           {"to", row_.band->to.text()}});
      if (!row_.band->zone.empty()) say("explain.zone", {{"zone", words_.zone(*row_.band)}});
    }
    if (!row_.eligible()) say("explain.ineligible", {{"rules", words_.rules(row_.broken)}});
    const tally::ContestOrder* order = row_.eligible() ? order_of(tallied_, row_) : nullptr;
    if (order != nullptr && row_.rank == 0) say("explain.no_order", {{"method", method_name(words_, order->ranking->order.method)}});
    if (row_.rank > 0) {
      say("explain.rank",
          {{"rank", std::to_string(row_.rank)}, {"among", std::to_string(row_.ranked_among)}, {"contest", words_.contest(row_)}});
      if (order != nullptr) out_ += "  " + order_explained(words_, *order, *placed_of(*order, row_)) + "\n";
      if (!row_.tie.empty()) say(order == nullptr ? "explain.tie" : "explain.tie_place", {{"tie", words_.tie(row_)}});
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
  std::string out = explain_row(tallied, tallied.result.rows[at], language);
  for (const std::string& notice : notices(tallied, language)) out += "! " + notice + "\n";
  return out;
}

std::string explain_row(const Tallied& tallied, const tally::Row& row, i18n::Language language) {
  return Telling(tallied, row, language).text();
}

}  // namespace results
