#pragma once

#include "tally/result.hpp"

namespace tally {

/// Gives every complete, eligible row of a level its ranking, scope, rank, tie and cuts (docs/developer/tally.md, "Score, band, rank").
void rank_rows(const Pack& pack, const Input& input, int level, Result& result);

}  // namespace tally
