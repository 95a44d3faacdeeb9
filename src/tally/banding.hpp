#pragma once

#include "tally/result.hpp"

namespace tally {

/// The first band table that serves the subject, or null.
[[nodiscard]] const BandTable* bands_for(const Pack& pack, const Subject& subject, int level);

/// The band of a complete row in this table, or null if the value lies outside of all.
[[nodiscard]] const Band* band_of(const BandTable& table, const Row& row);

}  // namespace tally
