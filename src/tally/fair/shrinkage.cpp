#include "tally/fair/shrinkage.hpp"

#include <algorithm>
#include <cmath>

namespace tally::fair {
namespace {

constexpr int kRounds = 1000;
constexpr double kStep = 1e-13;      ///< of the variance of the corrected scores
constexpr double kStart = 1e-6;      ///< likewise
constexpr double kRounding = 1e-12;  ///< of the largest raw score

/// Mean squared distance to the common mean.
double variance(const std::vector<EntryEstimate>& entries) {
  double mean = 0;
  for (const EntryEstimate& entry : entries) mean += entry.corrected;
  mean /= static_cast<double>(entries.size());
  double sum = 0;
  for (const EntryEstimate& entry : entries) sum += (entry.corrected - mean) * (entry.corrected - mean);
  return sum / static_cast<double>(entries.size());
}

class Shrinkage {
 public:
  explicit Shrinkage(const WithinFit& fit) : fit_(fit) {
    std::uint32_t count = 0;
    for (const EntryEstimate& entry : fit.entries) count = std::max(count, entry.group + 1);
    means_.resize(count);
    weights_.resize(count);
  }

  [[nodiscard]] const std::vector<double>& means() const { return means_; }

  /// m_g = Σ w θ̂ / Σ w with w = 1/(τ²+d).
  void set_means(double tau2) {
    std::fill(means_.begin(), means_.end(), 0);
    std::fill(weights_.begin(), weights_.end(), 0);
    for (std::size_t e = 0; e < fit_.entries.size(); ++e) {
      means_[fit_.entries[e].group] += weight(e, tau2) * fit_.entries[e].corrected;
      weights_[fit_.entries[e].group] += weight(e, tau2);
    }
    for (std::size_t g = 0; g < means_.size(); ++g) {
      if (weights_[g] > 0) means_[g] /= weights_[g];
    }
  }

  /// Σ w²((θ̂−m)²−d) / Σ w², not below 0.
  [[nodiscard]] double next(double tau2) const {
    double sum = 0;
    double weights = 0;
    for (std::size_t e = 0; e < fit_.entries.size(); ++e) {
      const double square = weight(e, tau2) * weight(e, tau2);
      const double distance = fit_.entries[e].corrected - means_[fit_.entries[e].group];
      sum += square * (distance * distance - noise(e));
      weights += square;
    }
    return std::max(sum / weights, 0.0);
  }

  [[nodiscard]] double noise(std::size_t e) const { return *fit_.residual_variance / fit_.entries[e].sheets; }

 private:
  [[nodiscard]] double weight(std::size_t e, double tau2) const { return 1 / (tau2 + noise(e)); }

  const WithinFit& fit_;
  std::vector<double> means_;
  std::vector<double> weights_;
};

/// Iterates to τ² and leaves the means that belong to it.
double settle(Shrinkage& shrinkage, const WithinFit& fit) {
  const double spread = variance(fit.entries);
  double noise = 0;
  for (std::size_t e = 0; e < fit.entries.size(); ++e) noise += shrinkage.noise(e);
  double tau2 = std::max(spread - noise / static_cast<double>(fit.entries.size()), kStart * spread);
  for (int round = 0; round < kRounds; ++round) {
    shrinkage.set_means(tau2);
    const double next = shrinkage.next(tau2);
    const bool settled = std::abs(next - tau2) <= kStep * spread;
    tau2 = next;
    if (settled) break;
  }
  shrinkage.set_means(tau2);
  return tau2;
}

}  // namespace

double kept_share(const WithinFit& fit, const EntryEstimate& entry) {
  const double noise = *fit.residual_variance / entry.sheets;
  return noise == 0 ? 1 : *fit.entry_variance / (*fit.entry_variance + noise);
}

double rounding_of(const WithinFit& fit) {
  double largest = 0;
  for (const EntryEstimate& entry : fit.entries) largest = std::max(largest, std::abs(entry.raw));
  return kRounding * largest;
}

void shrink(WithinFit& fit) {
  if (*fit.residual_variance == 0) {  // nothing to smooth: what was measured is exact
    const double spread = variance(fit.entries);
    fit.entry_variance = std::sqrt(spread) > rounding_of(fit) ? spread : 0;
    for (EntryEstimate& entry : fit.entries) {
      entry.shrunk = entry.corrected;
      entry.deviation = 0;
    }
    if (*fit.entry_variance > 0) fit.reliability = 1;
    return;
  }
  Shrinkage shrinkage(fit);
  fit.entry_variance = settle(shrinkage, fit);
  fit.means = shrinkage.means();
  double errors = 0;
  for (std::size_t e = 0; e < fit.entries.size(); ++e) {
    EntryEstimate& entry = fit.entries[e];
    const double k = kept_share(fit, entry);
    const double mean = fit.means[entry.group];
    const double noise = shrinkage.noise(e);
    const double square = *entry.se * *entry.se;
    entry.shrunk = mean + k * (entry.corrected - mean);
    entry.deviation = std::sqrt(k * noise + k * k * (square - noise));
    errors += square;
  }
  fit.reliability = *fit.entry_variance / (*fit.entry_variance + errors / static_cast<double>(fit.entries.size()));
}

}  // namespace tally::fair
