#include "features/fairness/alternatives.hpp"

#include <algorithm>
#include <map>

#include "tally/aggregate/central.hpp"
#include "tally/ballots.hpp"
#include "tally/figures.hpp"
#include "tally/sheet_totals.hpp"

namespace fairness {
namespace {

using base::Rational;

/// Schulze takes the cube of the entrants; an explanation must not be waited for.
constexpr std::size_t kMostForSchulze = 300;
constexpr std::size_t kLeastToTrim = 3;

class Comparing {
 public:
  Comparing(const tally::FairRanking& fair, const results::Tallied& tallied, const tally::Row& row) : row_(row) {
    const int stage = tally::scored_stages(tallied.pack, row.level, tallied.input.stage).front();
    std::map<std::uint32_t, double> corrected;
    for (const tally::FairEntry& entry : fair.entries) corrected.emplace(entry.subject, entry.corrected);
    for (const tally::Row& other : tallied.result.rows) {
      const bool competes = other.ranking == row.ranking && other.scope == row.scope && other.complete() && other.eligible();
      if (!competes || !corrected.contains(other.subject)) continue;
      if (other.subject == row.subject) own_ = names_.size();
      auto& totals = totals_.emplace_back();
      for (const tally::SheetTotal& sheet : sheets_of(tallied.pack, tallied.input, {other.subject, row.level, stage})) {
        totals.push_back(sheet.total.number);
        scores_.push_back({tallied.input.evaluators[sheet.evaluator], names_.size(), sheet.total.number});
      }
      corrected_.push_back(corrected.at(other.subject));
      names_.push_back(tallied.input.subjects[other.subject].id);
    }
  }

  std::vector<Alternative> run() {
    if (!own_ || names_.size() < 2) return {};
    add("fair.method_mean", by_numbers([](const auto& totals) { return tally::aggregate::mean_of(totals); }));
    add("fair.method_median", by_numbers([](const auto& totals) { return tally::aggregate::median_of(totals); }));
    const bool trims = std::all_of(totals_.begin(), totals_.end(), [](const auto& totals) { return totals.size() >= kLeastToTrim; });
    const auto trimmed = [](const auto& totals) { return tally::aggregate::trimmed_mean_of(totals, 1, 1); };
    if (trims) add("fair.method_trimmed_mean", by_numbers(trimmed));
    const auto figures = tally::figures_of(corrected_, std::vector<std::optional<Rational>>(corrected_.size()));
    add("order.method_corrected", figures ? std::optional(rank_in(*figures)) : std::nullopt);
    add("order.method_borda", by_ballots(tally::Method::borda));
    add("order.method_schulze", names_.size() <= kMostForSchulze ? by_ballots(tally::Method::schulze) : std::nullopt);
    return std::move(found_);
  }

 private:
  void add(const char* method, std::optional<int> rank) { found_.push_back({method, rank, names_.size()}); }

  int rank_in(const std::vector<Rational>& numbers) const {
    const Rational& own = numbers[*own_];
    const bool ascending = row_.ranking->ascending;
    return 1 + static_cast<int>(
                   std::count_if(numbers.begin(), numbers.end(), [&](const Rational& one) { return ascending ? one < own : own < one; }));
  }

  template <typename Combine>
  std::optional<int> by_numbers(Combine combine) const {
    std::vector<Rational> numbers;
    for (const auto& totals : totals_) numbers.push_back(*combine(totals));
    return rank_in(numbers);
  }

  std::optional<int> by_ballots(tally::Method method) const {
    tally::OrderRule rule;
    rule.method = method;
    const auto better = row_.ranking->ascending ? tally::aggregate::Better::lower : tally::aggregate::Better::higher;
    const auto outcome = tally::count_ballots(rule, tally::aggregate::profile_of(names_, scores_, better), {});
    return outcome.reason.empty() ? std::optional(outcome.places[*own_]) : std::nullopt;
  }

  const tally::Row& row_;
  std::optional<std::size_t> own_;
  std::vector<std::string> names_;             ///< of the contest's subjects
  std::vector<std::vector<Rational>> totals_;  ///< by subject
  std::vector<tally::aggregate::Score> scores_;
  std::vector<double> corrected_;  ///< by subject
  std::vector<Alternative> found_;
};

}  // namespace

std::vector<Alternative> alternatives(const tally::FairRanking& fair, const results::Tallied& tallied, const tally::Row& row) {
  return row.ranking == nullptr ? std::vector<Alternative>() : Comparing(fair, tallied, row).run();
}

}  // namespace fairness
