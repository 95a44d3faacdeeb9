#pragma once

#include <optional>
#include <vector>

#include "tally/fair/within.hpp"

namespace tally::fair {

constexpr double kOutlier = 3;  ///< a standardised residual beyond it deserves another look

struct Residuals {
  std::vector<double> sheets;                            ///< y − θ̂ − v̂, by sheet
  std::vector<std::optional<double>> standardised;       ///< by σ̂√(1−1/n_e); nothing where the entry has one sheet, or without σ̂
  std::vector<std::optional<double>> juror_consistency;  ///< mean square of his standardised residuals: about 1, high = erratic
};

/// Of a fit of the totals.
Residuals residuals(const Ratings& ratings, const WithinFit& fit);

}  // namespace tally::fair
