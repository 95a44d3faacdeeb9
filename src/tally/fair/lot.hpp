#pragma once

#include <optional>

#include "tally/fair/drawing.hpp"

namespace tally::fair {

/// The crossed model (crossed.hpp) in the shape of the standard one, and its draws.
struct LotFit {
  WithinFit fit;
  Drawing drawing;
};

/// Nothing if fit_crossed gives nothing; throws as it does. `graph` is of the same ratings.
[[nodiscard]] std::optional<LotFit> fit_lot(const Ratings& ratings, const Laplacian& graph);

}  // namespace tally::fair
