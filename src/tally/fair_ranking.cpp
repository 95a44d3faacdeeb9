#include "tally/fair_ranking.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/error.hpp"
#include "tally/fair/chances.hpp"
#include "tally/fair/lot.hpp"
#include "tally/fair/residuals.hpp"
#include "tally/fair_contests.hpp"

namespace tally {
namespace {

constexpr double kIn = 0.9;
constexpr double kOut = 0.1;
constexpr double kRounding = 1e-12;  ///< a mean of shares may miss 0.9 by its last digit

class FairRanker {
 public:
  FairRanker(const FairContest& contest, const FairRequest& request)
      : contest_(contest),
        request_(request),
        ratings_(ratings_of(contest.input, contest.sheets)),
        graph_(fair::make_laplacian(ratings_)),
        subjects_(subjects_of(contest.input, ratings_)),
        contests_(contests_of(contest, subjects_)) {}

  FairRanking run() {
    made_.model = request_.model;
    made_.draws = request_.draws;
    made_.seed = request_.seed;
    made_.top = request_.top.empty() ? places_of_cuts() : request_.top;
    check_cuts();
    fit();
    take_summary();
    take_entries();
    if (fit_.residual_variance) {
      for (const auto& [key, field] : contests_) draw(field.competing);
    }
    take_jurors();
    return std::move(made_);
  }

 private:
  void fit() {
    if (request_.model == FairModel::lot) {
      auto made = fair::fit_lot(ratings_, *graph_);
      if (!made) throw base::Error(base::Kind::invalid, "fair.lot_impossible");
      fit_ = std::move(made->fit);
      drawing_ = std::move(made->drawing);
      return;
    }
    fit_ = fair::fit_within(ratings_, *graph_, {.groups = groups_of(contests_, subjects_.size())});
    if (fit_.residual_variance) drawing_ = fair::drawing_of(*graph_, fit_);
  }

  /// The places of the cuts of the rankings at hand, each once, that some contest can fill.
  std::vector<std::size_t> places_of_cuts() const {
    std::vector<std::size_t> places;
    for (const auto& [key, field] : contests_) {
      if (key.first == contest_.pack.rankings.size()) continue;
      for (const Cut& cut : contest_.pack.rankings[key.first].cuts) {
        const auto place = static_cast<std::size_t>(cut.places);
        if (place > 0 && place < field.competing.size() && std::find(places.begin(), places.end(), place) == places.end()) {
          places.push_back(place);
        }
      }
    }
    return places;
  }

  void check_cuts() const {
    std::size_t largest = 0;
    for (const auto& [key, field] : contests_) largest = std::max(largest, field.competing.size());
    for (const std::size_t top : made_.top) {
      if (top == 0 || top > largest) {
        throw base::Error(base::Kind::usage, "fair.top_too_large", {{"top", std::to_string(top)}, {"entries", std::to_string(largest)}});
      }
    }
  }

  void take_summary() {
    made_.outcome = fair::word(fit_.outcome);
    const bool is_infinite = request_.model == FairModel::shared && fit_.outcome == fair::Outcome::no_severity;
    if (fit_.residual_variance && !is_infinite) made_.lambda = fit_.lambda;
    made_.residual_variance = fit_.residual_variance;
    made_.severity_variance = fit_.severity_variance;
    made_.entry_variance = fit_.entry_variance;
    made_.criterion = fit_.criterion;
    made_.reliability = fit_.reliability;
    made_.components = fit_.components;
    made_.weakest_link = graph_->weakest_link().value;
  }

  void take_entries() {
    for (std::uint32_t entry = 0; entry < subjects_.size(); ++entry) {
      const fair::EntryEstimate& estimate = fit_.entries[entry];
      made_.entries.push_back({.subject = subjects_[entry],
                               .sheets = estimate.sheets,
                               .raw = estimate.raw,
                               .corrected = estimate.corrected,
                               .se = estimate.se,
                               .shrunk = estimate.shrunk,
                               .deviation = estimate.deviation,
                               .top = std::vector<std::optional<double>>(made_.top.size())});
    }
  }

  void draw(const std::vector<std::uint32_t>& entries) {
    if (entries.empty()) return;
    fair::ChanceOptions options{.seed = made_.seed, .draws = request_.draws, .among = entries};
    std::vector<std::size_t> which;
    for (std::size_t k = 0; k < made_.top.size(); ++k) {
      if (made_.top[k] > entries.size()) continue;
      options.cuts.push_back(made_.top[k]);
      which.push_back(k);
    }
    const fair::Chances chances = fair::chances(ratings_, fit_, drawing_, options);
    for (std::size_t at = 0; at < entries.size(); ++at) {
      FairEntry& entry = made_.entries[entries[at]];
      for (std::size_t k = 0; k < which.size(); ++k) entry.top[which[k]] = chances.top[k][at];
      entry.rank_low = chances.ranks[at].low;
      entry.rank_high = chances.ranks[at].high;
      if (!entry.top.empty() && entry.top.front()) entry.zone = zone_of(*entry.top.front());
    }
  }

  void take_jurors() {
    const fair::Residuals residuals = fair::residuals(ratings_, fit_);
    const auto& evaluators = contest_.input.evaluators;
    std::map<std::string_view, std::uint32_t> index;
    for (std::uint32_t at = 0; at < evaluators.size(); ++at) index.emplace(evaluators[at], at);
    for (std::size_t juror = 0; juror < ratings_.jurors().size(); ++juror) {
      const fair::JurorEstimate& estimate = fit_.jurors[juror];
      made_.jurors.push_back({.evaluator = index.at(ratings_.jurors()[juror]),
                              .entries = estimate.entries,
                              .severity = estimate.severity,
                              .se = estimate.se,
                              .consistency = residuals.juror_consistency[juror]});
    }
    std::sort(made_.jurors.begin(), made_.jurors.end(),
              [&](const FairJuror& a, const FairJuror& b) { return evaluators[a.evaluator] < evaluators[b.evaluator]; });
  }

  const FairContest& contest_;
  const FairRequest& request_;
  fair::Ratings ratings_;
  std::unique_ptr<fair::Laplacian> graph_;
  std::vector<std::uint32_t> subjects_;  ///< by entry of the ratings
  FairContests contests_;
  fair::WithinFit fit_;
  fair::Drawing drawing_;
  FairRanking made_;
};

}  // namespace

FairZone zone_of(double chance) {
  if (chance >= kIn - kRounding) return FairZone::in;
  return chance <= kOut + kRounding ? FairZone::out : FairZone::borderline;
}

/// An incomplete sheet would be compared with full ones: refused, each by name.
fair::Ratings ratings_of(const Input& input, const std::vector<RatedSheet>& rated) {
  std::vector<fair::SheetInput> sheets;
  base::Problems problems;
  for (const RatedSheet& sheet : rated) {
    const std::string& entry = input.subjects[sheet.subject].id;
    const std::string& juror = input.evaluators[sheet.sheet.evaluator];
    if (sheet.sheet.total.is_number()) {
      sheets.push_back({.entry = entry, .juror = juror, .total = sheet.sheet.total.number.to_double()});
      continue;
    }
    const std::string missing = sheet.sheet.missing.empty() ? "total" : sheet.sheet.missing.front();
    problems.add({"", 0, "fair.incomplete_sheet", {{"subject", entry}, {"evaluator", juror}, {"missing", missing}}});
  }
  problems.throw_if_any();
  return {{}, sheets};
}

std::string seed_table(const Input& input, const std::vector<RatedSheet>& rated) {
  std::vector<const RatedSheet*> order;
  order.reserve(rated.size());
  for (const RatedSheet& sheet : rated) order.push_back(&sheet);
  std::stable_sort(order.begin(), order.end(), [](const RatedSheet* a, const RatedSheet* b) {
    return a->subject != b->subject ? a->subject < b->subject : a->sheet.total.number < b->sheet.total.number;
  });
  std::string table;
  for (const RatedSheet* sheet : order) {
    table.append(input.subjects[sheet->subject].id).append("\t").append(sheet->sheet.total.number.text()).append("\n");
  }
  return table;
}

FairRanking rank_fairly(const FairContest& contest, const FairRequest& request) { return FairRanker(contest, request).run(); }

}  // namespace tally
