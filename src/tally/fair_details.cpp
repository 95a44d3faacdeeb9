#include "tally/fair_details.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <span>
#include <utility>

#include "base/error.hpp"
#include "tally/fair/rasch.hpp"
#include "tally/fair/residuals.hpp"
#include "tally/fair/within.hpp"

namespace tally {
namespace {

constexpr int kClasses = 10;  ///< of a scale without levels

/// The bounds of a node's values.
std::optional<std::pair<double, double>> bounds_of(const Node& node) {
  if (node.op != Op::indicator) return std::pair(node.rollup.low.to_double(), node.rollup.high.to_double());
  const ValueRule& rule = node.indicator.value;
  if (!rule.levels.empty()) {
    const auto [low, high] =
        std::minmax_element(rule.levels.begin(), rule.levels.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
    return std::pair(low->value.to_double(), high->value.to_double());
  }
  if (!rule.max) return std::nullopt;
  return std::pair(rule.min.to_double(), rule.max->to_double());
}

/// The scores of each sheet by criterion: the nodes outside of items that have a number in every sheet.
class Scores {
 public:
  explicit Scores(const FairContest& contest) : contest_(contest), counts_(contest.pack.node_ids.size()) {
    const auto levels = levels_of(contest.pack, contest.input);
    auto next = contest.input.values.begin();
    for (const RatedSheet& sheet : contest.sheets) {
      while (next != contest.input.values.end() && next->subject < sheet.subject) ++next;
      const int level = levels[sheet.subject];
      const int stage = scored_stages(contest.pack, level, contest.input.stage).front();
      trees_.push_back(tree_for(contest.pack, contest.input.subjects[sheet.subject], level, stage));
      auto& own = values_.emplace_back();
      for (auto at = next; at != contest.input.values.end() && at->subject == sheet.subject; ++at) {
        if (at->evaluator != sheet.sheet.evaluator || at->item != kNone || at->not_applicable) continue;
        own.emplace_back(at->node, at->number.to_double());
        ++counts_[at->node];
      }
    }
    for (std::size_t node = 0; node < counts_.size(); ++node) {
      if (counts_[node] == values_.size()) criteria_.push_back(static_cast<std::uint16_t>(node));
    }
  }

  [[nodiscard]] const std::vector<std::uint16_t>& criteria() const { return criteria_; }

  /// The score of a sheet, or how far it is from the lower to the upper bound of its node; nothing without bounds.
  [[nodiscard]] std::optional<double> score(std::size_t sheet, std::uint16_t criterion, bool as_share) const {
    const auto found =
        std::find_if(values_[sheet].begin(), values_[sheet].end(), [&](const auto& value) { return value.first == criterion; });
    if (!as_share) return found->second;
    const auto bounds = bounds_of(node(sheet, criterion));
    if (!bounds || bounds->second <= bounds->first) return std::nullopt;
    return (found->second - bounds->first) / (bounds->second - bounds->first);
  }

  /// How many levels all criteria have, or 0.
  [[nodiscard]] int levels() const {
    std::size_t count = 0;
    for (std::size_t sheet = 0; sheet < values_.size(); ++sheet) {
      for (const std::uint16_t criterion : criteria_) {
        const std::size_t own = node(sheet, criterion).indicator.value.levels.size();
        if (own < 2 || (count != 0 && own != count)) return 0;
        count = own;
      }
    }
    return static_cast<int>(count);
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const std::uint16_t criterion : criteria_) names.push_back(contest_.pack.node_ids[criterion]);
    return names;
  }

  /// Nothing if a score has no bounds to be a share of.
  [[nodiscard]] std::optional<fair::Ratings> ratings(bool as_shares) const {
    std::vector<fair::SheetInput> sheets;
    for (std::size_t at = 0; at < contest_.sheets.size(); ++at) {
      const RatedSheet& rated = contest_.sheets[at];
      fair::SheetInput& sheet = sheets.emplace_back();
      sheet.entry = contest_.input.subjects[rated.subject].id;
      sheet.juror = contest_.input.evaluators[rated.sheet.evaluator];
      sheet.total = rated.sheet.total.number.to_double();
      for (const std::uint16_t criterion : criteria_) {
        const auto share = score(at, criterion, as_shares);
        if (!share) return std::nullopt;
        sheet.scores.push_back(*share);
      }
    }
    return fair::Ratings(names(), sheets);
  }

 private:
  [[nodiscard]] const Node& node(std::size_t sheet, std::uint16_t criterion) const {
    return trees_[sheet]->nodes[static_cast<std::size_t>(trees_[sheet]->position[criterion])];
  }

  const FairContest& contest_;
  std::vector<std::size_t> counts_;  ///< sheets with a number, by node
  std::vector<std::uint16_t> criteria_;
  std::vector<const Tree*> trees_;  ///< by sheet
  std::vector<std::vector<std::pair<std::uint16_t, double>>> values_;
};

/// (index in Input::evaluators, juror of the ratings) in order of the evaluators' ids.
using Jurors = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Jurors by_evaluator(const FairContest& contest, const fair::Ratings& ratings) {
  std::map<std::string_view, std::uint32_t> evaluators;
  for (std::uint32_t at = 0; at < contest.input.evaluators.size(); ++at) evaluators.emplace(contest.input.evaluators[at], at);
  Jurors jurors;
  for (std::uint32_t at = 0; at < ratings.jurors().size(); ++at) jurors.emplace_back(evaluators.at(ratings.jurors()[at]), at);
  std::sort(jurors.begin(), jurors.end(),
            [&](const auto& a, const auto& b) { return contest.input.evaluators[a.first] < contest.input.evaluators[b.first]; });
  return jurors;
}

void take_severities(const FairContest& contest, const fair::Ratings& ratings, const fair::Laplacian& graph, FairDetails& details) {
  const Jurors jurors = by_evaluator(contest, ratings);
  for (std::size_t criterion = 0; criterion < details.criteria.size(); ++criterion) {
    const fair::WithinFit fit = fair::fit_within(ratings, graph, {.criterion = criterion});
    auto& own = details.severities.emplace_back();
    for (const auto& [evaluator, juror] : jurors) own.push_back({evaluator, fit.jurors[juror].severity, fit.jurors[juror].se});
  }
}

void take_weakest_side(const FairContest& contest, const fair::Ratings& ratings, const fair::Laplacian& graph, FairDetails& details) {
  const fair::WeakestLink link = graph.weakest_link();
  const auto far = std::count(link.side.begin(), link.side.end(), true);
  const bool smaller = 2 * static_cast<std::size_t>(far) <= link.side.size();
  for (const auto& [evaluator, juror] : by_evaluator(contest, ratings)) {
    if (!link.side.empty() && link.side[juror] == smaller) details.weakest_side.push_back(evaluator);
  }
}

void take_residuals(const FairContest& contest, const FairRanking& fair, FairDetails& details) {
  std::map<std::uint32_t, const FairEntry*> entries;
  std::map<std::uint32_t, const FairJuror*> jurors;
  for (const FairEntry& entry : fair.entries) entries.emplace(entry.subject, &entry);
  for (const FairJuror& juror : fair.jurors) jurors.emplace(juror.evaluator, &juror);
  const double deviation = std::sqrt(fair.residual_variance.value_or(0));
  for (const RatedSheet& rated : contest.sheets) {
    const FairEntry& entry = *entries.at(rated.subject);
    SheetResidual sheet{.subject = rated.subject, .evaluator = rated.sheet.evaluator, .total = rated.sheet.total.number.to_double()};
    sheet.residual = sheet.total - entry.corrected - jurors.at(rated.sheet.evaluator)->severity;
    if (deviation > 0 && entry.sheets > 1) {
      sheet.standardised = sheet.residual / (deviation * std::sqrt(1 - 1 / static_cast<double>(entry.sheets)));
      sheet.look_again = std::abs(*sheet.standardised) > fair::kOutlier;
    }
    details.sheets.push_back(sheet);
  }
}

/// Whether all entries compete with one another: only then a cut goes through one list.
bool is_one_contest(const FairContest& contest, const FairRanking& fair) {
  const Row& first = contest.result.rows[fair.entries.front().subject];
  return std::all_of(fair.entries.begin(), fair.entries.end(), [&](const FairEntry& entry) {
    const Row& row = contest.result.rows[entry.subject];
    return row.ranking == first.ranking && row.scope == first.scope;
  });
}

/// Many-facet Rasch over the criteria: levels as they are, other scales in ten equal classes.
void take_check(const FairContest& contest, const FairRanking& fair, const Scores& scores, FairDetails& details) {
  const auto shares = scores.ratings(true);
  if (!shares) return;
  const int levels = scores.levels();
  const double width = levels > 0 ? 1.0 / (levels - 1) : 1.0 / kClasses;
  std::optional<fair::RaschFit> rasch;
  try {
    rasch = fair::fit_rasch(*shares, {.from = levels > 0 ? -width / 2 : 0, .width = width, .count = levels > 0 ? levels : kClasses});
  } catch (const base::Error&) {
    return;  // fewer than two categories occur: nothing to check with
  }
  if (!rasch) return;
  std::vector<double> ranked;
  for (const FairEntry& entry : fair.entries) ranked.push_back(entry.shrunk.value_or(entry.corrected));
  const std::size_t cut = fair.top.empty() || !is_one_contest(contest, fair) ? 0 : std::min(fair.top.front(), ranked.size());
  const fair::Agreement agreement = fair::compare_rankings(ranked, rasch->entries, cut);
  OrdinalCheck& check = details.check.emplace();
  check.spearman = agreement.spearman;
  check.alarm = agreement.spearman < fair::kSpearmanAlarm;
  for (const std::uint32_t entry : agreement.only_in_first) check.only_ranked.push_back(fair.entries[entry].subject);
  for (const std::uint32_t entry : agreement.only_in_second) check.only_checked.push_back(fair.entries[entry].subject);
}

}  // namespace

FairDetails look_closer(const FairContest& contest, const FairRanking& fair) {
  FairDetails details;
  const Scores scores(contest);
  details.criteria = scores.names();
  const fair::Ratings ratings = scores.ratings(false).value();  // scores as they are need no bounds
  const std::unique_ptr<fair::Laplacian> graph = fair::make_laplacian(ratings);
  take_severities(contest, ratings, *graph, details);
  take_weakest_side(contest, ratings, *graph, details);
  take_residuals(contest, fair, details);
  if (!details.criteria.empty()) take_check(contest, fair, scores, details);
  return details;
}

}  // namespace tally
