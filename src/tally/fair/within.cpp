#include "tally/fair/within.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "tally/fair/reml.hpp"
#include "tally/fair/shrinkage.hpp"

namespace tally::fair {
namespace {

constexpr double kNothing = 1e-12;  ///< of the total sum of squares: what rounding leaves of a zero
constexpr double kNudge = 1e-8;     ///< makes A regular on the way to A⁺b
constexpr int kRefinements = 3;

/// The scores of one fit and their sums.
struct Data {
  std::vector<double> y;    ///< per sheet
  std::vector<double> raw;  ///< per entry
  std::vector<double> b;    ///< per juror
  double within = 0;
  double total = 0;  ///< sum of squares around the grand mean
  double log_panels = 0;
};

Data sums(const Ratings& ratings, const WithinOptions& options) {
  Data data;
  data.b.resize(ratings.jurors().size());
  for (std::size_t i = 0; i < ratings.sheets().size(); ++i) {
    data.y.push_back(options.criterion ? ratings.score(i, *options.criterion) : ratings.sheets()[i].total);
  }
  const double mean = std::accumulate(data.y.begin(), data.y.end(), 0.0) / static_cast<double>(data.y.size());
  for (std::size_t e = 0; e < ratings.entries().size(); ++e) {
    const std::span<const Sheet> panel = ratings.panel(e);
    const auto size = static_cast<double>(panel.size());
    const double* y = data.y.data() + ratings.first_sheet(e);
    data.raw.push_back(std::accumulate(y, y + panel.size(), 0.0) / size);
    data.log_panels += std::log(size);
    for (std::size_t i = 0; i < panel.size(); ++i) {
      const double deviation = y[i] - data.raw.back();
      data.b[panel[i].juror] += deviation;
      data.within += deviation * deviation;
      data.total += (y[i] - mean) * (y[i] - mean);
    }
  }
  return data;
}

double panel_mean(std::span<const Sheet> panel, const std::vector<double>& v) {
  double sum = 0;
  for (const Sheet& sheet : panel) sum += v[sheet.juror];
  return sum / static_cast<double>(panel.size());
}

/// A·v, straight from the panels.
std::vector<double> times(const Ratings& ratings, const std::vector<double>& v) {
  std::vector<double> result(v.size());
  for (std::size_t e = 0; e < ratings.entries().size(); ++e) {
    const double mean = panel_mean(ratings.panel(e), v);
    for (const Sheet& sheet : ratings.panel(e)) result[sheet.juror] += v[sheet.juror] - mean;
  }
  return result;
}

/// Severities sum to 0 in each component; what rounding leaves there, a small λ would magnify.
void centre(const Laplacian& graph, std::vector<double>& v) {
  const std::vector<std::uint32_t>& component = graph.components();
  std::vector<double> sum(v.size());
  std::vector<double> count(v.size());
  for (std::size_t j = 0; j < v.size(); ++j) {
    sum[component[j]] += v[j];
    ++count[component[j]];
  }
  for (std::size_t j = 0; j < v.size(); ++j) v[j] -= sum[component[j]] / count[component[j]];
}

/// The least-squares offsets A⁺b: a nearly regular neighbour of A, refined until nothing of the nudge is left.
std::vector<double> offsets(const Ratings& ratings, const Laplacian& graph, const std::vector<double>& b) {
  const double degree = static_cast<double>(ratings.sheets().size()) / static_cast<double>(b.size());
  const std::unique_ptr<Factor> factor = graph.factor(kNudge * degree);
  std::vector<double> v(b.size());
  for (int i = 0; i <= kRefinements; ++i) {
    std::vector<double> rest = times(ratings, v);
    for (std::size_t j = 0; j < b.size(); ++j) rest[j] = b[j] - rest[j];
    const std::vector<double> step = factor->solve(rest);
    for (std::size_t j = 0; j < b.size(); ++j) v[j] += step[j];
  }
  centre(graph, v);
  return v;
}

/// The severities and all that comes with λ.
struct Solution {
  Outcome outcome = Outcome::estimated;
  double lambda = 0;
  std::optional<double> residual_variance = {};
  std::optional<double> severity_variance = {};
  std::optional<double> criterion = {};
  std::vector<double> v = {};
};

Solution from_reml(const Laplacian& graph, const Data& data, const RemlInput& input, const Reml& reml) {
  Solution s{.lambda = reml.lambda, .residual_variance = reml.residual_variance, .criterion = reml.criterion};
  if (reml.where == Reml::Where::upper) {  // the boundary itself: λ = ∞
    const auto freedom = static_cast<double>(input.freedom);
    s.outcome = Outcome::no_severity;
    s.residual_variance = data.within / freedom;
    s.severity_variance = 0;
    s.criterion = input.log_panels + freedom * (1 + std::log(2 * std::acos(-1.0) * *s.residual_variance));
    s.v.resize(data.b.size());
    return s;
  }
  if (reml.where == Reml::Where::lower) s.outcome = Outcome::severity_only;
  s.severity_variance = reml.residual_variance / reml.lambda;
  s.v = graph.factor(reml.lambda)->solve(data.b);
  centre(graph, s.v);
  return s;
}

Solution solve(const Ratings& ratings, const Laplacian& graph, const Data& data, std::optional<double> given) {
  const std::size_t jurors = data.b.size();
  const RemlInput input{.b = data.b, .within = data.within, .freedom = data.y.size() - data.raw.size(), .log_panels = data.log_panels};
  const std::vector<double> none(jurors);
  if (input.freedom == 0) return {.outcome = Outcome::nothing_shared, .v = none};
  const std::size_t components = *std::max_element(graph.components().begin(), graph.components().end()) + std::size_t{1};
  const bool saturated = input.freedom + components == jurors;  // as many severities as there are differences between sheets
  const double nothing = kNothing * data.total;
  const auto [least, most] = std::minmax_element(data.y.begin(), data.y.end());
  const bool constant = *least == *most;
  if (constant || (data.within <= nothing && (given || !saturated))) {
    return {.outcome = Outcome::no_chance, .residual_variance = 0, .v = none};
  }
  if (given) return from_reml(graph, data, input, reml_at(graph, input, *given));
  if (data.within <= nothing) return {.outcome = Outcome::unidentified, .v = none};
  if (!saturated) {
    const std::vector<double> v = offsets(ratings, graph, data.b);
    const double fitted = std::inner_product(v.begin(), v.end(), data.b.begin(), 0.0);
    if (data.within - fitted <= nothing) return {.outcome = Outcome::no_chance, .residual_variance = 0, .v = v};
  }
  const Reml reml = reml_best(graph, input);
  const bool unsure = reml.where == Reml::Where::flat || (saturated && reml.where == Reml::Where::lower);
  if (unsure) return {.outcome = Outcome::unidentified, .v = none};
  return from_reml(graph, data, input, reml);
}

void estimate_jurors(const Ratings& ratings, const Laplacian& graph, const Data& data, const Solution& solution, WithinFit& fit) {
  fit.jurors.resize(ratings.jurors().size());
  std::vector<double> first(fit.jurors.size());
  for (std::size_t i = 0; i < data.y.size(); ++i) {
    const std::uint32_t j = ratings.sheets()[i].juror;
    if (fit.jurors[j].entries == 0) first[j] = data.y[i];
    fit.jurors[j].constant = data.y[i] == first[j] && (fit.jurors[j].constant || fit.jurors[j].entries < 2);
    ++fit.jurors[j].entries;
  }
  for (std::size_t j = 0; j < fit.jurors.size(); ++j) {
    fit.jurors[j].constant = fit.jurors[j].constant && fit.jurors[j].entries > 1;
    fit.jurors[j].component = graph.components()[j];
    fit.jurors[j].severity = solution.v[j];
  }
  fit.components = *std::max_element(graph.components().begin(), graph.components().end()) + 1;
}

void estimate_entries(const Ratings& ratings, const WithinOptions& options, const Data& data, const Solution& solution, WithinFit& fit) {
  for (std::size_t e = 0; e < ratings.entries().size(); ++e) {
    const std::span<const Sheet> panel = ratings.panel(e);
    fit.entries.push_back({.sheets = static_cast<std::uint32_t>(panel.size()),
                           .group = options.groups.empty() ? 0 : options.groups[e],
                           .raw = data.raw[e],
                           .corrected = data.raw[e] - panel_mean(panel, solution.v)});
  }
}

bool has_spread(const WithinFit& fit) { return fit.outcome == Outcome::estimated || fit.outcome == Outcome::severity_only; }

void add_errors(const Laplacian& graph, WithinFit& fit) {
  const double variance = *fit.residual_variance;
  const bool spreads = has_spread(fit);
  const Spread spread = spreads ? graph.spread(fit.lambda) : Spread{};
  for (std::size_t e = 0; e < fit.entries.size(); ++e) {
    fit.entries[e].se = std::sqrt(variance * (1.0 / fit.entries[e].sheets + (spreads ? spread.panels[e] : 0)));
  }
  for (std::size_t j = 0; j < fit.jurors.size(); ++j) fit.jurors[j].se = spreads ? std::sqrt(variance * spread.jurors[j]) : 0;
}

}  // namespace

const char* word(Outcome outcome) {
  static constexpr auto kWords =
      std::to_array<const char*>({"estimated", "no_severity", "severity_only", "no_chance", "unidentified", "nothing_shared"});
  return kWords[static_cast<std::size_t>(outcome)];
}

WithinFit fit_within(const Ratings& ratings, const Laplacian& graph, const WithinOptions& options) {
  const Data data = sums(ratings, options);
  const Solution solution = solve(ratings, graph, data, options.lambda);
  WithinFit fit;
  fit.outcome = solution.outcome;
  fit.lambda = solution.lambda;
  fit.residual_variance = solution.residual_variance;
  fit.severity_variance = solution.severity_variance;
  fit.criterion = solution.criterion;
  estimate_jurors(ratings, graph, data, solution, fit);
  estimate_entries(ratings, options, data, solution, fit);
  if (fit.residual_variance) {
    add_errors(graph, fit);
    shrink(fit);
  }
  return fit;
}

std::optional<double> difference_se(const Ratings& ratings, const Laplacian& graph, const WithinFit& fit, std::uint32_t a,
                                    std::uint32_t b) {
  if (!fit.residual_variance) return std::nullopt;
  if (a == b) return 0;
  double variance = 1.0 / fit.entries[a].sheets + 1.0 / fit.entries[b].sheets;
  if (has_spread(fit)) {
    std::vector<double> contrast(fit.jurors.size());
    for (const Sheet& sheet : ratings.panel(a)) contrast[sheet.juror] += 1.0 / fit.entries[a].sheets;
    for (const Sheet& sheet : ratings.panel(b)) contrast[sheet.juror] -= 1.0 / fit.entries[b].sheets;
    const std::vector<double> solved = graph.factor(fit.lambda)->solve(contrast);
    variance += std::inner_product(solved.begin(), solved.end(), contrast.begin(), 0.0);
  }
  return std::sqrt(*fit.residual_variance * variance);
}

}  // namespace tally::fair
