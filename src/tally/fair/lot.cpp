#include "tally/fair/lot.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "tally/fair/crossed.hpp"

namespace tally::fair {
namespace {

/// S as the crossed model left it.
class SystemFactor : public Factor {
 public:
  explicit SystemFactor(Cholesky factor) : factor_(std::move(factor)) {}
  [[nodiscard]] std::vector<double> solve(std::span<const double> b) const override { return factor_.solve(b); }
  void scatter(std::span<double> z, std::size_t columns) const override { factor_.scatter(z, columns); }

 private:
  Cholesky factor_;
};

void take_entries(const Ratings& ratings, const CrossedFit& crossed, WithinFit& fit) {
  double errors = 0;
  for (std::size_t e = 0; e < ratings.entries().size(); ++e) {
    const std::span<const Sheet> panel = ratings.panel(e);
    double sum = 0;
    for (const Sheet& sheet : panel) sum += sheet.total;
    const double score = crossed.scores[e];
    const double error = crossed.score_ses[e];
    fit.entries.push_back({.sheets = static_cast<std::uint32_t>(panel.size()),
                           .raw = sum / static_cast<double>(panel.size()),
                           .corrected = score,
                           .se = error,
                           .shrunk = score,
                           .deviation = error});
    errors += error * error;
  }
  fit.reliability = std::max(0.0, 1 - errors / static_cast<double>(ratings.entries().size()) / crossed.entry_variance);
}

void take_jurors(const Ratings& ratings, const Laplacian& graph, const CrossedFit& crossed, WithinFit& fit) {
  for (std::size_t j = 0; j < ratings.jurors().size(); ++j) {
    fit.jurors.push_back({.component = graph.components()[j], .severity = crossed.severities[j], .se = crossed.severity_ses[j]});
  }
  for (const Sheet& sheet : ratings.sheets()) ++fit.jurors[sheet.juror].entries;
  fit.components = 1 + *std::max_element(graph.components().begin(), graph.components().end());
}

Drawing drawing_of(const CrossedFit& crossed, const WithinFit& fit) {
  Drawing drawing;
  drawing.centres = crossed.severities;
  drawing.centres.push_back(crossed.mean);
  // It was positive definite when the model settled on it.
  drawing.factor = std::make_shared<SystemFactor>(Cholesky::of(crossed.system).value());
  drawing.deviation = std::sqrt(crossed.residual_variance);
  for (const EntryEstimate& entry : fit.entries) {
    const double d = entry.sheets + crossed.entry_lambda;
    const double k = entry.sheets / d;
    drawing.parts.push_back(
        {.base = k * entry.raw, .share = k / entry.sheets, .mean_share = 1 - k, .noise = std::sqrt(crossed.residual_variance / d)});
  }
  return drawing;
}

}  // namespace

std::optional<LotFit> fit_lot(const Ratings& ratings, const Laplacian& graph) {
  const std::optional<CrossedFit> crossed = fit_crossed(ratings);
  if (!crossed) return std::nullopt;
  LotFit made;
  WithinFit& fit = made.fit;
  fit.outcome = crossed->severity_found ? Outcome::estimated : Outcome::no_severity;
  fit.lambda = crossed->juror_lambda;
  fit.residual_variance = crossed->residual_variance;
  fit.severity_variance = crossed->juror_variance;
  fit.entry_variance = crossed->entry_variance;
  fit.criterion = crossed->criterion;
  fit.means = {crossed->mean};
  take_entries(ratings, *crossed, fit);
  take_jurors(ratings, graph, *crossed, fit);
  made.drawing = drawing_of(*crossed, fit);
  return made;
}

}  // namespace tally::fair
