#include "tally/banding.hpp"

#include <algorithm>

namespace tally {

const BandTable* bands_for(const Pack& pack, const Subject& subject, int level) {
  for (const BandTable& table : pack.bands) {
    const bool serves = table.levels.empty() || std::find(table.levels.begin(), table.levels.end(), level) != table.levels.end();
    if (serves && subject.matches(table.when)) return &table;
  }
  return nullptr;
}

const Band* band_of(const BandTable& table, const Row& row) {
  base::Rational value = table.exact ? row.total.number : row.official;
  if (table.round) value = row.total.number.rounded(table.round->decimals, table.round->mode);
  for (const Band& band : table.bands) {
    const bool lowest = &band == &table.bands.front();
    const bool highest = &band == &table.bands.back();
    const bool above = table.closed == Closed::upper && !lowest ? band.from < value : band.from <= value;
    const bool below = table.closed == Closed::lower && !highest ? value < band.to : value <= band.to;
    if (above && below) return &band;
  }
  return nullptr;
}

}  // namespace tally
