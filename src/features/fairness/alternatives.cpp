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
      made_.subjects.push_back(other.subject);
      auto& totals = totals_.emplace_back();
      for (const tally::SheetTotal& sheet : sheets_of(tallied.pack, tallied.input, {other.subject, row.level, stage})) {
        totals.push_back(sheet.total.number);
        scores_.push_back({tallied.input.evaluators[sheet.evaluator], names_.size(), sheet.total.number});
      }
      corrected_.push_back(corrected.at(other.subject));
      names_.push_back(tallied.input.subjects[other.subject].id);
    }
  }

  OtherOrders run() {
    if (names_.size() < 2) return {};
    add("fair.method_mean", by_numbers([](const auto& totals) { return tally::aggregate::mean_of(totals); }));
    add("fair.method_median", by_numbers([](const auto& totals) { return tally::aggregate::median_of(totals); }));
    const bool trims = std::all_of(totals_.begin(), totals_.end(), [](const auto& totals) { return totals.size() >= kLeastToTrim; });
    const auto trimmed = [](const auto& totals) { return tally::aggregate::trimmed_mean_of(totals, 1, 1); };
    if (trims) add("fair.method_trimmed_mean", by_numbers(trimmed));
    const auto figures = tally::figures_of(corrected_, std::vector<std::optional<Rational>>(corrected_.size()));
    add("order.method_corrected", figures ? places_of(*figures) : std::vector<int>());
    add("order.method_borda", by_ballots(tally::Method::borda));
    add("order.method_schulze", names_.size() <= kMostForSchulze ? by_ballots(tally::Method::schulze) : std::vector<int>());
    return std::move(made_);
  }

 private:
  void add(const char* method, std::vector<int> places) { made_.orders.push_back({method, std::move(places)}); }

  std::vector<int> places_of(const std::vector<Rational>& numbers) const {
    const bool ascending = row_.ranking->ascending;
    std::vector<int> places;
    places.reserve(numbers.size());
    for (const Rational& own : numbers) {
      places.push_back(1 + static_cast<int>(std::count_if(numbers.begin(), numbers.end(),
                                                          [&](const Rational& one) { return ascending ? one < own : own < one; })));
    }
    return places;
  }

  template <typename Combine>
  std::vector<int> by_numbers(Combine combine) const {
    std::vector<Rational> numbers;
    for (const auto& totals : totals_) numbers.push_back(*combine(totals));
    return places_of(numbers);
  }

  std::vector<int> by_ballots(tally::Method method) const {
    tally::OrderRule rule;
    rule.method = method;
    const auto better = row_.ranking->ascending ? tally::aggregate::Better::lower : tally::aggregate::Better::higher;
    auto outcome = tally::count_ballots(rule, tally::aggregate::profile_of(names_, scores_, better), {});
    return outcome.reason.empty() ? std::move(outcome.places) : std::vector<int>();
  }

  const tally::Row& row_;
  std::vector<std::string> names_;             ///< of the contest's subjects
  std::vector<std::vector<Rational>> totals_;  ///< by subject
  std::vector<tally::aggregate::Score> scores_;
  std::vector<double> corrected_;  ///< by subject
  OtherOrders made_;
};

}  // namespace

std::vector<Alternative> OtherOrders::of(const tally::Row& row) const {
  const auto own = std::find(subjects.begin(), subjects.end(), row.subject);
  if (own == subjects.end()) return {};
  std::vector<Alternative> all;
  for (const Order& order : orders) {
    const auto rank = order.places.empty() ? std::nullopt : std::optional(order.places[static_cast<std::size_t>(own - subjects.begin())]);
    all.push_back({order.method, rank, subjects.size()});
  }
  return all;
}

OtherOrders other_orders(const tally::FairRanking& fair, const results::Tallied& tallied, const tally::Row& row) {
  return row.ranking == nullptr ? OtherOrders() : Comparing(fair, tallied, row).run();
}

std::vector<Alternative> alternatives(const tally::FairRanking& fair, const results::Tallied& tallied, const tally::Row& row) {
  return other_orders(fair, tallied, row).of(row);
}

}  // namespace fairness
