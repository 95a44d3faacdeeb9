#pragma once

#include <cstddef>
#include <span>

#include "tally/fair/laplacian.hpp"

namespace tally::fair {

constexpr double kLogLambdaBound = 8;

/// What REML needs of the data besides the graph.
struct RemlInput {
  std::span<const double> b;  ///< per juror, sum of deviations from the entries' means
  double within = 0;          ///< RSS_w, the sum of their squares
  std::size_t freedom = 0;    ///< sheets − entries, above 0
  double log_panels = 0;      ///< Σ log n_e
};

struct Reml {
  enum class Where : unsigned char { inside, lower, upper, flat };
  Where where = Where::inside;
  double lambda = 0;
  double residual_variance = 0;
  double criterion = 0;
};

/// At a λ given.
Reml reml_at(const Laplacian& graph, const RemlInput& input, double lambda);
/// At the best λ with |log λ| ≤ 8.
Reml reml_best(const Laplacian& graph, const RemlInput& input);

}  // namespace tally::fair
