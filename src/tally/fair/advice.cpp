#include "tally/fair/advice.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <queue>
#include <utility>

#include "tally/fair/links.hpp"

namespace tally::fair {
namespace {

constexpr double kLeastGain = 5e-4;  ///< less is not worth a reading: two thousand of them for one right choice
constexpr double kWeak = 0.25;       ///< share of the variance of a panel's mean: half of its deviation

bool knows_spread(const WithinFit& fit) { return fit.outcome == Outcome::estimated || fit.outcome == Outcome::severity_only; }

/// Var(mean severity of one side − mean severity of the other).
double variance_between(const Judged& judged, const std::vector<bool>& side, double jurors, double others) {
  if (!knows_spread(judged.fit)) return 0;
  std::vector<double> contrast;
  contrast.reserve(side.size());
  for (const bool second : side) contrast.push_back(second ? 1 / jurors : -1 / others);
  const std::vector<double> solved = judged.graph.factor(judged.fit.lambda)->solve(contrast);
  return *judged.fit.residual_variance * std::inner_product(solved.begin(), solved.end(), contrast.begin(), 0.0);
}

Bottleneck bottleneck_of(const Judged& judged, const WeakestLink& link) {
  Bottleneck found{.value = link.value};
  const auto second = static_cast<std::size_t>(std::count(link.side.begin(), link.side.end(), true));
  found.jurors = std::min(second, link.side.size() - second);
  found.others = link.side.size() - found.jurors;
  found.weak = !judged.fit.residual_variance;
  if (found.weak) return found;
  double noise = 0;
  for (const EntryEstimate& entry : judged.fit.entries) noise += *judged.fit.residual_variance / entry.sheets;
  noise /= static_cast<double>(judged.fit.entries.size());
  const double variance = variance_between(judged, link.side, static_cast<double>(second), static_cast<double>(link.side.size() - second));
  found.deviation = std::sqrt(variance);
  found.weak = variance > kWeak * noise;
  return found;
}

class Adviser {
 public:
  Adviser(const Judged& judged, const std::vector<Choice>& choices, const AdviceOptions& options)
      : judged_(judged), options_(options), readers_(judged.ratings, options.limits), prospects_(judged, choices, readers_) {}

  Advice run() {
    link();
    reread();
    made_.jurors_full = readers_.all_full() && made_.sheets.size() < options_.limits.budget;
    made_.places = prospects_.places();
    made_.right_before = made_.right_after = prospects_.right();
    for (std::size_t number = 0; number < made_.sheets.size(); ++number) {
      made_.sheets[number].juror = readers_.reader(number);
      made_.right_after += made_.sheets[number].gain.value_or(0);
    }
    return std::move(made_);
  }

 private:
  void link() {
    if (judged_.fit.jurors.size() < 2) return;
    if (judged_.fit.components > 1) {
      const Links links = join(AdviceKind::bridge, judged_.graph.components());
      made_.apart = links.apart;
      made_.apart_for_budget = links.budget_spent;
      return;
    }
    const WeakestLink weakest = judged_.graph.weakest_link();
    made_.bottleneck = bottleneck_of(judged_, weakest);
    if (made_.bottleneck->weak) join(AdviceKind::strengthen, {weakest.side.begin(), weakest.side.end()});
  }

  Links join(AdviceKind kind, std::vector<std::uint32_t> groups) {
    const LinkRequest request{.group = std::move(groups),
                              .entries = entries_for_links(),
                              .costs = juror_costs(),
                              .links = options_.links,
                              .budget = options_.limits.budget};
    Links links = link_groups(judged_.ratings, readers_, request);
    for (const Link& link : links.made) add(kind, link.entry);
    return links;
  }

  /// A sheet links the better the more there are to compare it with, and may as well help near the cut.
  [[nodiscard]] std::vector<std::uint32_t> entries_for_links() const {
    std::vector<std::uint32_t> order(judged_.fit.entries.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto appeal = [this](std::uint32_t e) {
      const std::uint32_t sheets = judged_.fit.entries[e].sheets;
      return std::tuple(sheets > 1, prospects_.open(e), sheets, prospects_.next(e).value_or(0));
    };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return appeal(a) > appeal(b); });
    return order;
  }

  [[nodiscard]] std::vector<double> juror_costs() const {
    std::vector<double> costs;
    for (const JurorEstimate& juror : judged_.fit.jurors) costs.push_back(knows_spread(judged_.fit) ? *juror.se : 1.0 / juror.entries);
    return costs;
  }

  void reread() {
    const auto later = [](const std::pair<double, std::uint32_t>& a, const std::pair<double, std::uint32_t>& b) {
      return a.first != b.first ? a.first < b.first : a.second > b.second;
    };
    std::priority_queue<std::pair<double, std::uint32_t>, std::vector<std::pair<double, std::uint32_t>>, decltype(later)> queue(later);
    const auto offer = [&](std::uint32_t e) {
      const double gain = prospects_.next(e).value_or(0);
      if (gain >= kLeastGain) queue.emplace(gain, e);
    };
    for (std::uint32_t e = 0; e < judged_.fit.entries.size(); ++e) offer(e);
    while (!queue.empty() && made_.sheets.size() < options_.limits.budget && !readers_.all_full()) {
      const auto [gain, entry] = queue.top();
      queue.pop();
      if (readers_.ask_best(entry, prospects_.outlook(entry)->unknown_with(readers_.panel(entry)))) {
        add(AdviceKind::reread, entry);
        offer(entry);
      } else {
        made_.not_advised.push_back({entry, readers_.why_not(entry), gain});
      }
    }
  }

  /// The juror is filled in at the end, since sheets may still change hands.
  void add(AdviceKind kind, std::uint32_t entry) {
    made_.sheets.push_back({.kind = kind, .entry = entry, .juror = 0, .gain = prospects_.next(entry)});
    prospects_.take(entry);
  }

  const Judged& judged_;
  const AdviceOptions& options_;
  Readers readers_;
  Prospects prospects_;
  Advice made_;
};

}  // namespace

Advice advise(const Judged& judged, const std::vector<Choice>& choices, const AdviceOptions& options) {
  return Adviser(judged, choices, options).run();
}

}  // namespace tally::fair
