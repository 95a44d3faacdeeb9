#pragma once

#include "tally/result.hpp"

namespace tally {

/// Computes every score, band and rank. The input must be placed and arranged (input.hpp) for this pack; the result points into the pack.
/// Throws Error: tally.too_many_for_method. `published` is what a bundle under verification states.
[[nodiscard]] Result tally(const Pack& pack, const Input& input, const PublishedFigures& published = {});

}  // namespace tally
