#pragma once

#include "tally/result.hpp"

namespace tally {

/// The weakest trust of all figures that the row rests on. `below` is the weakest of the subjects it rolls up. The row must be ranked.
[[nodiscard]] Trust trust_of(const Pack& pack, const Subject& subject, const Row& row, const BandTable* bands, Trust below);

/// As packs and outputs write it.
[[nodiscard]] const char* word(Trust trust);

}  // namespace tally
