#include "features/programmes/census.hpp"

#include <algorithm>
#include <tuple>

namespace programmes {
namespace {

bool is_of(const RankedContest& contest, const tally::Row& row) {
  return contest.level == row.level && contest.ranking == row.ranking && contest.scope == row.scope;
}

void add_to_contest(Census& census, const tally::Subject& subject, const tally::Row& row) {
  if (row.ranking == nullptr) return;
  if (!census.contest_of(row)) census.contests.push_back({row.level, row.ranking, row.scope, &row, {}, 0});
  RankedContest& contest = census.contests[*census.contest_of(row)];
  if (row.rank > 0) ++contest.ranked;
  for (const tally::Cut& cut : row.ranking->cuts) {
    const bool known = std::ranges::find(contest.cuts, &cut) != contest.cuts.end();
    if (!known && subject.matches(cut.when)) contest.cuts.push_back(&cut);
  }
}

/// In the order of the pack, whichever subject showed them first.
void sort_cuts(RankedContest& contest) { std::ranges::sort(contest.cuts); }

void count_bands(Census& census, const tally::Pack& pack) {
  for (const tally::BandTable& table : pack.bands) {
    const auto is_used = [&](const tally::Row* row) {
      return std::ranges::any_of(table.bands, [&](const tally::Band& band) { return &band == row->band; });
    };
    if (std::ranges::none_of(census.rows, is_used)) continue;
    // NOLINTNEXTLINE(modernize-loop-convert): clang 14 does not read std::views
    for (auto band = table.bands.rbegin(); band != table.bands.rend(); ++band) {
      const auto count = std::ranges::count(census.rows, &*band, &tally::Row::band);
      auto seen = std::ranges::find_if(census.bands, [&](const SeenBand& other) { return is_same_band(*other.band, *band); });
      if (seen == census.bands.end()) seen = census.bands.insert(census.bands.end(), {&*band, 0});
      seen->count += static_cast<std::size_t>(count);
    }
  }
}

}  // namespace

std::optional<std::size_t> Census::contest_of(const tally::Row& row) const {
  const auto found = std::ranges::find_if(contests, [&](const RankedContest& contest) { return is_of(contest, row); });
  if (found == contests.end()) return std::nullopt;
  return static_cast<std::size_t>(found - contests.begin());
}

Census take_census(const results::Tallied& tallied) {
  Census census;
  census.rows = results::reading_order(tallied);
  for (const tally::Row* row : census.rows) add_to_contest(census, tallied.input.subjects[row->subject], *row);
  std::ranges::for_each(census.contests, sort_cuts);
  count_bands(census, tallied.pack);
  return census;
}

bool is_same_band(const tally::Band& a, const tally::Band& b) {
  const auto parts = [](const tally::Band& band) {
    return std::tie(band.named.id, band.named.name.id, band.named.name.en, band.zone, band.zone_name.id, band.zone_name.en);
  };
  return parts(a) == parts(b);
}

}  // namespace programmes
