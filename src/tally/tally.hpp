#pragma once

#include "tally/result.hpp"

namespace tally {

/// Computes every score, band and rank. The input must be placed and arranged (input.hpp) for this pack; the result points into the pack.
[[nodiscard]] Result tally(const Pack& pack, const Input& input);

}  // namespace tally
