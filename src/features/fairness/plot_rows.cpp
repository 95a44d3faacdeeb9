#include "features/fairness/plot_rows.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "tally/fair/gain.hpp"

namespace fairness {
namespace {

constexpr double kEightOfTen = 1.2815515655446004;  ///< deviations: the zones are nine of ten on one side
constexpr std::size_t kAround = 4;                  ///< rows shown beyond the borderline ones
constexpr std::size_t kLeastRows = 40;              ///< of a large contest
constexpr int kHalvings = 60;

/// Where as many are expected above as are chosen.
std::optional<double> cut_of(const std::vector<PlotRow>& rows, std::size_t places) {
  if (places >= rows.size() || !rows.front().entry->shrunk) return std::nullopt;
  double low = rows.back().estimate;
  double high = rows.front().estimate;
  for (const PlotRow& row : rows) {
    low = std::min(low, row.estimate - 10 * row.reach);
    high = std::max(high, row.estimate + 10 * row.reach);
  }
  const auto above = [&](double cut) {
    double sum = 0;
    for (const PlotRow& row : rows) {
      const double distance = row.estimate - cut;
      sum += row.reach > 0 ? tally::fair::normal_share(kEightOfTen * distance / row.reach) : distance > 0 ? 1 : 0;
    }
    return sum;
  };
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (above(middle) > static_cast<double>(places) ? low : high) = middle;
  }
  if (rows.front().reach > 0) return (low + high) / 2;
  return (rows[places - 1].estimate + rows[places].estimate) / 2;
}

/// Cuts a large contest down to what is open.
void narrow(PlotContest& contest, const FairRanking& fair) {
  if (contest.all <= kMostPlotRows) return;
  std::size_t first = contest.all;
  std::size_t last = 0;
  for (std::size_t at = 0; at < contest.all; ++at) {
    const auto& chances = contest.rows[at].entry->top;
    const bool open = std::any_of(chances.begin(), chances.end(),
                                  [](const auto& chance) { return chance && tally::zone_of(*chance) == tally::FairZone::borderline; });
    if (!open) continue;
    first = std::min(first, at);
    last = at;
  }
  for (const std::size_t top : fair.top) {
    if (top >= contest.all) continue;
    first = std::min(first, top - 1);
    last = std::max(last, top);
  }
  if (first > last) std::tie(first, last) = std::pair<std::size_t, std::size_t>(0, 0);
  first -= std::min(first, kAround);
  last = std::min(contest.all - 1, last + kAround);
  while (last - first + 1 < kLeastRows) {
    if (first > 0) --first;
    if (last + 1 < contest.all) ++last;
  }
  contest.above = first;
  contest.below = contest.all - 1 - last;
  contest.rows.erase(contest.rows.begin() + static_cast<std::ptrdiff_t>(last + 1), contest.rows.end());
  contest.rows.erase(contest.rows.begin(), contest.rows.begin() + static_cast<std::ptrdiff_t>(first));
}

PlotContest contest_of(std::vector<PlotRow> rows, const FairRanking& fair) {
  std::stable_sort(rows.begin(), rows.end(), [](const PlotRow& a, const PlotRow& b) { return a.estimate > b.estimate; });
  PlotContest contest{.rows = std::move(rows)};
  contest.all = contest.rows.size();
  const bool all_in = !fair.top.empty() && fair.top.front() >= contest.all;
  for (PlotRow& row : contest.rows) {
    row.zone = all_in ? tally::FairZone::in : row.entry->zone;
    if (row.zone) ++contest.zones[static_cast<std::size_t>(*row.zone)];
  }
  std::transform(fair.top.begin(), fair.top.end(), std::back_inserter(contest.cuts),
                 [&](std::size_t top) { return cut_of(contest.rows, top); });
  narrow(contest, fair);
  return contest;
}

}  // namespace

std::vector<PlotContest> plot_contests(const FairRanking& fair, const results::Tallied& tallied) {
  const auto& rankings = tallied.pack.rankings;
  std::map<std::tuple<int, std::size_t, std::vector<std::string>>, std::vector<PlotRow>> groups;
  for (const FairEntry& entry : fair.entries) {
    const tally::Row& row = tallied.result.rows[entry.subject];
    if (row.ranking != nullptr && (!row.complete() || !row.eligible())) continue;
    const std::size_t place = row.ranking == nullptr ? rankings.size() : static_cast<std::size_t>(row.ranking - rankings.data());
    groups[{row.level, place, row.scope}].push_back(
        {&entry, &row, {}, entry.shrunk.value_or(entry.raw), kEightOfTen * entry.deviation.value_or(0)});
  }
  std::vector<PlotContest> contests;
  contests.reserve(groups.size());
  for (auto& [key, rows] : groups) contests.push_back(contest_of(std::move(rows), fair));
  return contests;
}

}  // namespace fairness
