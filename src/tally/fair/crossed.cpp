#include "tally/fair/crossed.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <string>

#include "base/error.hpp"
#include "tally/fair/cholesky.hpp"

namespace tally::fair {
namespace {

constexpr std::size_t kMostJurors = 2000;
constexpr double kLowest = -8;  ///< of log λ
constexpr double kHighest = 12;
constexpr double kLongest = 3;   ///< of a step
constexpr double kDelta = 1e-4;  ///< for second derivatives
constexpr double kLast = 1e-6;   ///< after a step so short, the next one would be lost in rounding
constexpr double kLeast = 1e-13;
constexpr double kRounding = 1e-10;  ///< of the criterion
constexpr double kBends = 1e-3;      ///< less, and the criterion does not say where it is least
constexpr int kRounds = 100;
constexpr double kNothing = 1e-12;  ///< of the total sum of squares

using Pair = std::array<double, 2>;  ///< by log λ_u (entries) and log λ_v (jurors)

/// The equations after elimination of the entries; the last row is μ.
class Crossed {
 public:
  explicit Crossed(const Ratings& ratings) : ratings_(ratings), jurors_(ratings.jurors().size()), count_(jurors_), sum_(jurors_) {
    const auto all = static_cast<double>(ratings.sheets().size());
    for (const Sheet& sheet : ratings.sheets()) origin_ += sheet.total / all;
    for (std::size_t e = 0; e < ratings.entries().size(); ++e) {
      double& sum = entry_sum_.emplace_back();
      const std::span<const Sheet> panel = ratings.panel(e);
      Symmetric& together = together_.try_emplace(panel.size(), jurors_).first->second;
      for (const Sheet& a : panel) {
        const double y = a.total - origin_;
        sum += y;
        squares_ += y * y;
        sum_[a.juror] += y;
        ++count_[a.juror];
        for (const Sheet& b : panel) ++together(a.juror, b.juror);
      }
    }
  }

  struct Point {
    double value = 0;
    Pair slope{};
    CrossedFit fit;
  };

  /// Nothing where the equations are singular to working precision or nothing is left over.
  [[nodiscard]] std::optional<Point> at(const Pair& p) const {
    const double lu = std::exp(p[0]);
    const double lv = std::exp(p[1]);
    Symmetric system = matrix(lu, lv);
    const std::optional<Cholesky> factor = Cholesky::of(system);
    if (!factor) return std::nullopt;
    const std::vector<double> right = right_side(lu);
    const std::vector<double> x = factor->solve(right);
    double rest = squares_ - std::inner_product(x.begin(), x.end(), right.begin(), 0.0);
    double log_d = 0;
    for (std::size_t e = 0; e < entry_sum_.size(); ++e) {
      rest -= entry_sum_[e] * entry_sum_[e] / (panel_size(e) + lu);
      log_d += std::log(panel_size(e) + lu);
    }
    if (rest <= kNothing * squares_) return std::nullopt;
    const auto freedom = static_cast<double>(ratings_.sheets().size() - 1);
    const auto jurors = static_cast<double>(jurors_);
    const auto entries = static_cast<double>(entry_sum_.size());
    Point point;
    point.value =
        log_d + factor->log_det() - entries * p[0] - jurors * p[1] + freedom * (1 + std::log(2 * std::numbers::pi * rest / freedom));
    describe(point, x, factor->inverse(), lu, lv, rest / freedom);
    point.fit.system = std::move(system);
    return point;
  }

 private:
  [[nodiscard]] double panel_size(std::size_t e) const { return static_cast<double>(ratings_.panel(e).size()); }

  [[nodiscard]] Symmetric matrix(double lu, double lv) const {
    Symmetric s(jurors_ + 1);
    for (const auto& [size, together] : together_) {
      const double share = 1 / (static_cast<double>(size) + lu);
      for (std::size_t j = 0; j < jurors_; ++j) {
        for (std::size_t k = 0; k <= j; ++k) s(j, k) -= share * together(j, k);
        const double kept = together(j, j) * lu * share;  // n_j − Σ n_e/D_e of these entries
        s(jurors_, j) += kept;
        s(jurors_, jurors_) += kept;
      }
    }
    for (std::size_t j = 0; j < jurors_; ++j) s(j, j) += count_[j] + lv;
    return s;
  }

  [[nodiscard]] std::vector<double> right_side(double lu) const {
    std::vector<double> b = sum_;
    b.push_back(0);
    for (std::size_t e = 0; e < entry_sum_.size(); ++e) {
      const double share = entry_sum_[e] / (panel_size(e) + lu);
      for (const Sheet& sheet : ratings_.panel(e)) b[sheet.juror] -= share;
      b.back() += share * lu;
    }
    return b;
  }

  /// Estimates, their errors and the slopes λ·(tr(C) + |effects|²/σ²) − size.
  void describe(Point& point, const std::vector<double>& x, const Symmetric& inverse, double lu, double lv, double variance) const {
    CrossedFit& fit = point.fit;
    fit.mean = origin_ + x.back();
    fit.mean_se = std::sqrt(variance * inverse(jurors_, jurors_));
    fit.entry_variance = variance / lu;
    fit.juror_variance = variance / lv;
    fit.residual_variance = variance;
    fit.entry_lambda = lu;
    fit.juror_lambda = lv;
    fit.criterion = point.value;
    double jurors = 0;
    for (std::size_t j = 0; j < jurors_; ++j) {
      jurors += inverse(j, j) + x[j] * x[j] / variance;
      fit.severities.push_back(x[j]);
      fit.severity_ses.push_back(std::sqrt(variance * inverse(j, j)));
    }
    double entries = 0;
    for (std::size_t e = 0; e < entry_sum_.size(); ++e) entries += describe_entry(e, x, inverse, lu, fit);
    point.slope = {lu * entries - static_cast<double>(entry_sum_.size()), lv * jurors - static_cast<double>(jurors_)};
  }

  /// Adds one entry's estimate to the fit and returns its part of tr(C_uu) + |û|²/σ².
  double describe_entry(std::size_t e, const std::vector<double>& x, const Symmetric& inverse, double lu, CrossedFit& fit) const {
    const double variance = fit.residual_variance;
    const double mean_part = inverse(jurors_, jurors_);
    const double size = panel_size(e);
    const double d = size + lu;
    double severity = 0;
    double with_mean = size * mean_part;
    double quadratic = 0;
    for (const Sheet& a : ratings_.panel(e)) {
      severity += x[a.juror];
      with_mean += inverse(a.juror, jurors_);
      quadratic += size * inverse(a.juror, jurors_);
      for (const Sheet& b : ratings_.panel(e)) quadratic += inverse(a.juror, b.juror);
    }
    quadratic += size * with_mean;
    const double u = (entry_sum_[e] - size * x.back() - severity) / d;
    const double spread = 1 / d + quadratic / (d * d);
    fit.scores.push_back(fit.mean + u);
    fit.score_ses.push_back(std::sqrt(variance * (spread - 2 * with_mean / d + mean_part)));
    return spread + u * u / variance;
  }

  const Ratings& ratings_;
  std::size_t jurors_;
  std::vector<double> count_;
  std::vector<double> sum_;
  std::vector<double> entry_sum_;
  double origin_ = 0;  ///< the grand mean, taken off: sums of squares keep their digits
  double squares_ = 0;
  std::map<std::size_t, Symmetric> together_;  ///< by size of panel: on how many entries two jurors sit together
};

/// Second derivatives; 0 where they cannot be had.
std::array<Pair, 2> bends(const Crossed& model, const Pair& p) {
  std::array<Pair, 2> h{};
  for (std::size_t i = 0; i < 2; ++i) {
    Pair right = p;
    Pair left = p;
    right[i] += kDelta;
    left[i] -= kDelta;
    const auto above = model.at(right);
    const auto below = model.at(left);
    if (!above || !below) continue;
    for (std::size_t k = 0; k < 2; ++k) h[i][k] = (above->slope[k] - below->slope[k]) / (2 * kDelta);
  }
  return h;
}

/// −H⁻¹g where H bends upward, else downhill; nothing along what is fixed.
Pair downhill(const std::array<Pair, 2>& h, const Pair& g, const std::array<bool, 2>& fixed) {
  const double det = h[0][0] * h[1][1] - h[0][1] * h[1][0];
  if (!fixed[0] && !fixed[1] && h[0][0] > 0 && det > 0) {
    return {(h[0][1] * g[1] - h[1][1] * g[0]) / det, (h[1][0] * g[0] - h[0][0] * g[1]) / det};
  }
  Pair step{};
  for (std::size_t i = 0; i < 2; ++i) step[i] = fixed[i] ? 0 : h[i][i] > 0 ? -g[i] / h[i][i] : (g[i] > 0 ? -1 : 1);
  return step;
}

/// Which coordinates stand at a bound that the step would cross.
std::array<bool, 2> blocked(const Pair& p, const Pair& step) {
  std::array<bool, 2> result{};
  for (std::size_t i = 0; i < 2; ++i) result[i] = (p[i] >= kHighest && step[i] > 0) || (p[i] <= kLowest && step[i] < 0);
  return result;
}

/// The step from here, within the bounds. Shortened as a whole: cut by itself, one of the two could turn it uphill.
Pair newton_step(const std::array<Pair, 2>& h, const Pair& p, const Pair& slope) {
  std::array<bool, 2> fixed = blocked(p, {-slope[0], -slope[1]});
  Pair step = downhill(h, slope, fixed);
  for (std::array<bool, 2> more = blocked(p, step); more[0] || more[1]; more = blocked(p, step)) {
    fixed = {fixed[0] || more[0], fixed[1] || more[1]};
    step = downhill(h, slope, fixed);
  }
  double part = std::min(1.0, kLongest / std::max(kLongest, std::hypot(step[0], step[1])));
  for (std::size_t i = 0; i < 2; ++i) {
    const double room = (step[i] > 0 ? kHighest : kLowest) - p[i];
    if (std::abs(part * step[i]) > std::abs(room)) part = room / step[i];
  }
  return {part * step[0], part * step[1]};
}

double length(const Pair& step) { return std::max(std::abs(step[0]), std::abs(step[1])); }

/// How steep it is where one may go.
double steepness(const Pair& p, const Pair& slope) {
  const std::array<bool, 2> fixed = blocked(p, {-slope[0], -slope[1]});
  return std::hypot(fixed[0] ? 0 : slope[0], fixed[1] ? 0 : slope[1]);
}

/// Lower, or, where values differ by no more than rounding, less steep.
bool is_better(const Pair& next, const Crossed::Point& there, const Pair& p, const Crossed::Point& here) {
  const double rounding = kRounding * (1 + std::abs(here.value));
  if (there.value < here.value - rounding) return true;
  return there.value <= here.value + rounding && steepness(next, there.slope) < steepness(p, here.slope);
}

/// The least bend along any direction that is not held by a bound.
double least_bend(const std::array<Pair, 2>& h, const Pair& p, const Pair& slope) {
  const std::array<bool, 2> fixed = blocked(p, {-slope[0], -slope[1]});
  if (fixed[0] && fixed[1]) return kBends;
  if (fixed[0] || fixed[1]) return fixed[0] ? h[1][1] : h[0][0];
  const double mixed = (h[0][1] + h[1][0]) / 2;
  return (h[0][0] + h[1][1]) / 2 - std::hypot((h[0][0] - h[1][1]) / 2, mixed);
}

/// Whether the totals differ and some entries and some jurors have several sheets: else a variance stands for another one just as well.
bool can_be_told_apart(const Ratings& ratings) {
  const auto differs = [&](const Sheet& sheet) { return sheet.total != ratings.sheets().front().total; };
  return ratings.sheets().size() > ratings.entries().size() && ratings.sheets().size() > ratings.jurors().size() &&
         std::any_of(ratings.sheets().begin(), ratings.sheets().end(), differs);
}

}  // namespace

std::optional<CrossedFit> fit_crossed(const Ratings& ratings) {
  if (ratings.jurors().size() > kMostJurors) {
    throw base::Error(base::Kind::too_large, "fair.too_many_jurors",
                      {{"most", std::to_string(kMostJurors)}, {"jurors", std::to_string(ratings.jurors().size())}});
  }
  if (!can_be_told_apart(ratings)) return std::nullopt;
  const Crossed model(ratings);
  Pair p{};
  std::optional<Crossed::Point> here = model.at(p);
  double moved = 1;
  for (int round = 0; here && moved > kLast && round < kRounds; ++round) {
    moved = 0;
    for (Pair step = newton_step(bends(model, p), p, here->slope); length(step) > kLeast; step = {step[0] / 2, step[1] / 2}) {
      const Pair next = {std::clamp(p[0] + step[0], kLowest, kHighest), std::clamp(p[1] + step[1], kLowest, kHighest)};
      std::optional<Crossed::Point> there = model.at(next);
      if (!there || !is_better(next, *there, p, *here)) continue;
      p = next;
      here = std::move(there);
      moved = length(step);
      break;
    }
  }
  // At a lower bound no chance is left to compare anything with.
  if (!here || p[0] <= kLowest || p[1] <= kLowest || least_bend(bends(model, p), p, here->slope) < kBends) return std::nullopt;
  here->fit.entries_differ = p[0] < kHighest;
  here->fit.severity_found = p[1] < kHighest;
  return std::move(here->fit);
}

}  // namespace tally::fair
