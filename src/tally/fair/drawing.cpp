#include "tally/fair/drawing.hpp"

#include <cmath>

#include "tally/fair/shrinkage.hpp"

namespace tally::fair {

Drawing drawing_of(const Laplacian& graph, const WithinFit& fit) {
  Drawing drawing;
  if (*fit.residual_variance == 0 || *fit.entry_variance == 0) return drawing;
  for (const JurorEstimate& juror : fit.jurors) drawing.centres.push_back(juror.severity);
  if (fit.outcome != Outcome::no_severity) drawing.factor = graph.factor(fit.lambda);
  drawing.deviation = std::sqrt(*fit.residual_variance);
  for (const EntryEstimate& entry : fit.entries) {
    const double k = kept_share(fit, entry);
    const double mean = fit.means[entry.group];
    drawing.parts.push_back(
        {.base = mean + k * (entry.raw - mean), .share = k / entry.sheets, .noise = std::sqrt(k * *fit.residual_variance / entry.sheets)});
  }
  return drawing;
}

}  // namespace tally::fair
