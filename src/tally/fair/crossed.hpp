#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tally/fair/cholesky.hpp"
#include "tally/fair/ratings.hpp"

namespace tally::fair {

/// Entries and jurors both random: y = μ + u_e + v_j + ε. Fits only if panels were drawn by lot, since it takes what panels
/// average for news about their severity; then it is a little sharper than the standard model.
struct CrossedFit {
  bool severity_found = true;  ///< the jurors' variance is off its lower bound
  bool entries_differ = true;  ///< likewise the entries'
  double mean = 0;
  double mean_se = 0;
  double entry_variance = 0;
  double juror_variance = 0;
  double residual_variance = 0;
  double entry_lambda = 0;  ///< σ²/σ_u², juror_lambda = σ²/σ_v²
  double juror_lambda = 0;
  double criterion = 0;        ///< −2 log restricted likelihood
  std::vector<double> scores;  ///< μ + û by entry
  std::vector<double> score_ses;
  std::vector<double> severities;
  std::vector<double> severity_ses;
  Symmetric system{0};  ///< S: σ²S⁻¹ is the covariance of the severities and, last, μ
};

/// Nothing if the sheets cannot tell the three variances apart: no shared entry, or scores that differ by nothing but constants.
/// Throws base::Error above 2,000 jurors.
std::optional<CrossedFit> fit_crossed(const Ratings& ratings);

}  // namespace tally::fair
