#include "tally/tally.hpp"

#include <algorithm>
#include <span>
#include <tuple>

#include "tally/banding.hpp"
#include "tally/eligibility.hpp"
#include "tally/evaluation.hpp"
#include "tally/operators.hpp"
#include "tally/ranking.hpp"
#include "tally/sheets.hpp"
#include "tally/trust.hpp"

namespace tally {
namespace {

/// Computes the rows level by level, because a level may roll up the ones before it.
class Tallying {
 public:
  Tallying(const Pack& pack, const Input& input, const PublishedFigures& published)
      : pack_(pack), input_(input), published_(published), levels_(levels_of(pack, input)) {
    const std::size_t count = input.subjects.size();
    result_.rows.resize(count);
    values_.resize(count + 1);
    items_.resize(count + 1);
    children_.resize(count);
    bands_.resize(count, nullptr);
    below_.resize(count, Trust::official);
    for (const Value& value : input.values) ++values_[value.subject + 1];
    for (const Item& item : input.items) ++items_[item.subject + 1];
    for (std::size_t at = 0; at < count; ++at) {
      result_.rows[at].subject = static_cast<std::uint32_t>(at);
      result_.rows[at].level = levels_[at];
      values_[at + 1] += values_[at];
      items_[at + 1] += items_[at];
      if (const auto parent = find_subject(input.subjects, input.subjects[at].parent); parent != kNone) {
        children_[parent].push_back(static_cast<std::uint32_t>(at));
      }
    }
  }

  Result run() {
    for (int level = 0; level < static_cast<int>(pack_.levels.size()); ++level) {
      for (std::uint32_t at = 0; at < input_.subjects.size(); ++at) {
        if (levels_[at] == level) score(at);
      }
      rate_level(level);
    }
    std::sort(result_.orders.begin(), result_.orders.end(), [](const ContestOrder& a, const ContestOrder& b) {
      return std::tie(a.ranking, a.scope) < std::tie(b.ranking, b.scope);  // rankings stand in the pack in their order
    });
    return std::move(result_);
  }

 private:
  void score(std::uint32_t at) {
    Row& row = result_.rows[at];
    const auto stages = scored_stages(pack_, row.level, input_.stage);
    if (const auto given = given_total(at, stages); !given.empty()) {
      row.total = combine_given(given, row);
      for (const int stage : stages) skip_stage(at, stage, row);
    } else {
      for (const int stage : stages) score_stage(at, stage, stages.size() > 1, row);
      row.total = stages.size() == 1 ? row.stages.front().nodes.front() : combined(row);
    }
    if (!row.total.is_number()) row.total = Outcome::missing();
    check_eligibility(pack_, input_.subjects[at], row);
    if (row.complete()) round_total(row);
  }

  /// A published total of several stages: the only values without a stage that may stand.
  std::span<const Value> given_total(std::uint32_t at, const std::vector<int>& stages) const {
    return stages.size() < 2 ? std::span<const Value>() : values_of(at, kNoStage);
  }

  Outcome combine_given(std::span<const Value> given, Row& row) const {
    std::vector<base::Rational> numbers;
    for (const Value& value : given) numbers.push_back(value.number);
    auto number = combine(pack_.evaluators, std::move(numbers));
    if (number) return Outcome::of(std::move(*number));
    row.missing.emplace_back("total");
    return Outcome::missing();
  }

  /// A stage that a published total has made needless: its tree still stands behind the total, its nodes have no values.
  void skip_stage(std::uint32_t at, int stage, Row& row) const {
    const Tree* tree = tree_for(pack_, input_.subjects[at], row.level, stage);
    row.stages.push_back({stage, tree, std::vector<Outcome>(tree == nullptr ? 1 : tree->nodes.size()), {}});
  }

  void score_stage(std::uint32_t at, int stage, bool several, Row& row) {
    const std::string prefix = several ? pack_.stages[static_cast<std::size_t>(stage)].named.id + "/" : "";
    const Tree* tree = tree_for(pack_, input_.subjects[at], row.level, stage);
    if (tree == nullptr) {
      row.stages.push_back({stage, nullptr, {Outcome::missing()}, {}});
      row.missing.push_back(prefix + "total");
      return;
    }
    const EvaluationScope scope{pack_,
                                input_,
                                *tree,
                                prefix,
                                values_of(at, stage),
                                items_[at],
                                items_[at + 1],
                                [&](const Rollup& rollup, std::vector<std::string>& missing) { return roll_up(at, rollup, missing); }};
    row.stages.push_back(evaluate(scope, row.missing));
    row.stages.back().stage = stage;
    if (row.stages.back().nodes.front().kind == Outcome::Kind::not_applicable) row.missing.push_back(prefix + "total");
  }

  std::span<const Value> values_of(std::uint32_t at, int stage) const {
    const std::span all(input_.values.data() + values_[at], values_[at + 1] - values_[at]);
    const auto begin = std::find_if(all.begin(), all.end(), [&](const Value& value) { return value.stage == stage; });
    const auto end = std::find_if(begin, all.end(), [&](const Value& value) { return value.stage != stage; });
    return {begin, end};
  }

  Outcome combined(const Row& row) const {
    std::vector<Weighted> totals;
    for (const StageOutcomes& stage : row.stages) {
      if (!stage.nodes.front().is_number()) return stage.nodes.front();
      totals.push_back({stage.nodes.front().number, pack_.stages[static_cast<std::size_t>(stage.stage)].weight.value_or(0)});
    }
    auto number = apply(Op::weighted_mean, {}, totals);
    return number ? Outcome::of(std::move(*number)) : Outcome::missing();
  }

  void descend(std::uint32_t at, int level, std::vector<std::uint32_t>& found) const {
    for (const std::uint32_t child : children_[at]) {
      if (levels_[child] == level) found.push_back(child);
      descend(child, level, found);
    }
  }

  Outcome roll_up(std::uint32_t at, const Rollup& rollup, std::vector<std::string>& missing) {
    std::vector<std::uint32_t> below;
    descend(at, rollup.level, below);
    std::sort(below.begin(), below.end());
    std::vector<Weighted> totals;
    bool lacking = false;
    for (const std::uint32_t child : below) {
      const Row& row = result_.rows[child];
      if (!row.eligible() || (!row.complete() && rollup.skip_incomplete)) continue;
      below_[at] = std::max(below_[at], row.trust);
      if (row.complete()) {
        totals.push_back({rollup.use_rounded ? row.official : row.total.number});
      } else {
        missing.push_back(input_.subjects[child].id + ":total");
        lacking = true;
      }
    }
    if (lacking) return Outcome::missing();
    std::optional<base::Rational> number;
    if (!totals.empty()) number = apply(op_at_root(at), rollup, best_of(rollup, std::move(totals)));
    if (number) return Outcome::of(std::move(*number));
    missing.emplace_back("total");
    return Outcome::missing();
  }

  static std::vector<Weighted> best_of(const Rollup& rollup, std::vector<Weighted> totals) {
    std::stable_sort(totals.begin(), totals.end(), [](const Weighted& a, const Weighted& b) { return b.number < a.number; });
    if (rollup.best > 0 && totals.size() > static_cast<std::size_t>(rollup.best)) totals.resize(static_cast<std::size_t>(rollup.best));
    return totals;
  }

  Op op_at_root(std::uint32_t at) const { return tree_for(pack_, input_.subjects[at], levels_[at], kNoStage)->nodes.front().op; }

  void round_total(Row& row) const {
    row.official = pack_.rounding ? row.total.number.rounded(pack_.rounding->decimals, pack_.rounding->mode) : row.total.number;
    row.score = pack_.rounding ? row.official.fixed(pack_.rounding->decimals) : row.official.text();
  }

  /// Bands, ranks and trust of a level: the next one may rest on them.
  void rate_level(int level) {
    for (Row& row : result_.rows) {
      if (row.level != level) continue;
      const Subject& subject = input_.subjects[row.subject];
      const BandTable* table = bands_for(pack_, subject, level);
      bands_[row.subject] = table;
      if (table != nullptr && row.complete()) row.band = band_of(*table, row);
    }
    rank_rows(pack_, input_, level, published_, result_);
    for (Row& row : result_.rows) {
      if (row.level != level) continue;
      row.trust = trust_of(pack_, input_.subjects[row.subject], row, bands_[row.subject], below_[row.subject]);
    }
  }

  const Pack& pack_;
  const Input& input_;
  const PublishedFigures& published_;
  std::vector<int> levels_;
  Result result_;
  std::vector<std::uint32_t> values_;  ///< input.values of subject s are [values_[s], values_[s + 1])
  std::vector<std::uint32_t> items_;   ///< likewise input.items
  std::vector<std::vector<std::uint32_t>> children_;
  std::vector<const BandTable*> bands_;
  std::vector<Trust> below_;  ///< the weakest trust among the subjects rolled up
};

}  // namespace

Result tally(const Pack& pack, const Input& input, const PublishedFigures& published) { return Tallying(pack, input, published).run(); }

std::string Row::prefix(const Pack& pack, const StageOutcomes& stage) const {
  return stages.size() < 2 ? "" : pack.stages[static_cast<std::size_t>(stage.stage)].named.id + "/";
}

const Outcome* Row::at(const Pack& pack, std::string_view key) const {
  if (stages.size() != 1 && key == "total") return &total;
  for (const StageOutcomes& stage : stages) {
    const std::string before = prefix(pack, stage);
    if (!key.starts_with(before) || stage.tree == nullptr) continue;
    const std::string_view id = key.substr(before.size());
    for (std::size_t at = 0; at < stage.nodes.size(); ++at) {
      if (stage.tree->nodes[at].id == id) return &stage.nodes[at];
    }
  }
  return nullptr;
}

}  // namespace tally
