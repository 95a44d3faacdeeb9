#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tally/fair/ratings.hpp"

namespace tally::fair {

/// How scores become categories: ⌊(score − from)/width⌋, clamped to 0 … count−1. Categories that do not occur are closed up.
struct RaschOptions {
  double from = 0;
  double width = 1;
  int count = 5;
  bool joint = false;  ///< JML as Facets does it; else MAP with θ ~ N(0, 1.5) and ρ ~ N(0, 0.3) (variances)
};

/// log P(k)/P(k−1) = θ_e − ρ_j − δ_c − τ_k. An ordinal check of the standard model, never its replacement.
struct RaschFit {
  int rounds = 0;
  double deviance = 0;
  std::vector<int> categories;  ///< those that occur, before closing up
  std::vector<double> entries;  ///< θ; with their standard errors below
  std::vector<double> entry_ses;
  std::vector<double> jurors;  ///< ρ: positive = strict
  std::vector<double> juror_ses;
  std::vector<double> criteria;
  std::vector<double> steps;
};

/// Nothing if the iteration does not settle (JML with jurors or criteria at one end of the scale).
/// Throws base::Error if there are no criteria, or if fewer than two categories occur.
std::optional<RaschFit> fit_rasch(const Ratings& ratings, const RaschOptions& options);

/// How far two rankings agree.
struct Agreement {
  double spearman = 0;                        ///< 1 if either has no order at all and the other neither, 0 if one of them
  std::vector<std::uint32_t> only_in_first;   ///< entries above the cut in the first ranking only, best first
  std::vector<std::uint32_t> only_in_second;  ///< likewise
};

constexpr double kSpearmanAlarm = 0.97;

/// Higher is better; ties take their mean rank, and at the cut the lower index.
Agreement compare_rankings(const std::vector<double>& first, const std::vector<double>& second, std::size_t cut);

}  // namespace tally::fair
