#pragma once

#include <memory>
#include <vector>

#include "tally/fair/laplacian.hpp"
#include "tally/fair/within.hpp"

namespace tally::fair {

/// What a fit leaves to chance: effects that entries share (the severities and, if panels were drawn by lot, the mean of all entries), and
/// each entry's own part. A drawn score is base − share · Σ severities of the panel + mean_share · mean + noise · z.
struct Drawing {
  struct Part {
    double base = 0;
    double share = 0;
    double mean_share = 0;
    double noise = 0;
  };
  std::vector<double> centres;           ///< of the effects: by juror, then the mean if it is drawn
  std::shared_ptr<const Factor> factor;  ///< of the effects' precision by σ²; none: the effects are as their centres say
  double deviation = 0;                  ///< σ
  std::vector<Part> parts;               ///< by entry; empty: nothing is left to chance
};

/// Of the standard model; `fit` must have standard errors.
[[nodiscard]] Drawing drawing_of(const Laplacian& graph, const WithinFit& fit);

}  // namespace tally::fair
