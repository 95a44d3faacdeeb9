#pragma once

#include "tally/result.hpp"

namespace tally {

/// Gives every complete, eligible row of a level its ranking, scope, rank, tie and cuts (docs/developer/tally.md, "Score, band, rank"), and
/// the result the orders that methods made. Throws Error: tally.too_many_for_method (each contest named).
void rank_rows(const Pack& pack, const Input& input, int level, const PublishedFigures& published, Result& result);

}  // namespace tally
