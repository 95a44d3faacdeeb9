#pragma once

#include "tally/fair/within.hpp"

namespace tally::fair {

/// k_e = τ²/(τ² + σ²/n_e): how much of its distance to the mean an entry keeps.
[[nodiscard]] double kept_share(const WithinFit& fit, const EntryEstimate& entry);

/// What two scores may differ by through rounding alone.
[[nodiscard]] double rounding_of(const WithinFit& fit);

/// Estimates τ² and the means, and fills `shrunk`, `deviation`, the reliability. Needs standard errors. `groups` per entry, or empty: one
/// group.
void shrink(WithinFit& fit);

}  // namespace tally::fair
