#include "tally/fair/outlook.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tally/fair/gain.hpp"

namespace tally::fair {
namespace {

constexpr int kHalvings = 100;
constexpr double kReach = 8;  ///< deviations beyond which no entry lies

double dot(const std::vector<double>& a, const std::vector<double>& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

/// Where as many entries are expected above as are chosen.
double cut_of(const WithinFit& fit, const Choice& choice) {
  const auto entry = [&](std::uint32_t e) -> const EntryEstimate& { return fit.entries[e]; };
  double low = *entry(choice.among.front()).shrunk;
  double high = low;
  for (const std::uint32_t e : choice.among) {
    low = std::min(low, *entry(e).shrunk - kReach * *entry(e).deviation);
    high = std::max(high, *entry(e).shrunk + kReach * *entry(e).deviation);
  }
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    double above = 0;
    for (const std::uint32_t e : choice.among) above += normal_share((*entry(e).shrunk - middle) / *entry(e).deviation);
    (above > static_cast<double>(choice.places) ? low : high) = middle;
  }
  return low;
}

}  // namespace

Outlook::Outlook(const Ratings& ratings, const WithinFit& fit, const Drawing& drawing, const Choice& choice)
    : ratings_(ratings), fit_(fit), drawing_(drawing) {
  find_cut(choice);
  if (!drawing.factor) return;
  solved_cut_ = drawing.factor->solve(cut_panel_);
  cut_severity_ = dot(cut_panel_, solved_cut_);
  for (std::size_t j = 0; j < fit.jurors.size(); ++j) {
    typical_juror_ += *fit.jurors[j].se * *fit.jurors[j].se / *fit.residual_variance - 2 * solved_cut_[j] + cut_severity_;
  }
  typical_juror_ /= static_cast<double>(fit.jurors.size());
}

/// To first order the cut moves with the entries near it, each by the density it has there.
void Outlook::find_cut(const Choice& choice) {
  const double cut = cut_of(fit_, choice);
  std::vector<double> weights;
  for (const std::uint32_t e : choice.among) {
    const double z = (*fit_.entries[e].shrunk - cut) / *fit_.entries[e].deviation;
    weights.push_back(std::exp(-z * z / 2) / *fit_.entries[e].deviation);
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  cut_panel_.resize(fit_.jurors.size());
  for (std::size_t at = 0; at < weights.size(); ++at) {
    const Drawing::Part& part = drawing_.parts[choice.among[at]];
    const double weight = weights[at] / sum;
    cut_variance_ += weight * weight * part.noise * part.noise;
    const auto panel = ratings_.panel(choice.among[at]);
    for (const Sheet& sheet : panel) cut_panel_[sheet.juror] += weight / static_cast<double>(panel.size());
  }
}

/// k·σ²/n, with k = τ²/(τ² + σ²/n).
double Outlook::own_variance(double sheets) const { return 1 / (1 / *fit_.entry_variance + sheets / *fit_.residual_variance); }

std::vector<double> Outlook::resolved(std::uint32_t entry, std::size_t most) const {
  const auto panel = ratings_.panel(entry);
  const auto sheets = static_cast<double>(panel.size());
  double severity = 0;
  if (drawing_.factor) {
    std::vector<double> loading(cut_panel_.size());
    for (std::size_t j = 0; j < loading.size(); ++j) loading[j] = -cut_panel_[j];
    for (const Sheet& sheet : panel) loading[sheet.juror] += 1 / sheets;
    severity = dot(loading, drawing_.factor->solve(loading));
  }
  const auto variance = [&](double more) {
    const double all = sheets + more;
    const double own = own_variance(all);
    const double kept = 1 - own / *fit_.entry_variance;
    const double panels = (sheets * sheets * severity + more * typical_juror_) / (all * all);
    return own + kept * kept * *fit_.residual_variance * panels + cut_variance_;
  };
  const double now = variance(0);
  std::vector<double> shares;
  for (std::size_t more = 1; more <= most; ++more) shares.push_back(1 - variance(static_cast<double>(more)) / now);
  return shares;
}

/// The new sheet adds n/(n+1)·wwᵀ to A, where w takes the panel's mean from the juror: the inverse follows without another factor.
std::vector<double> Outlook::unknown_with(std::span<const std::uint32_t> panel) const {
  if (!drawing_.factor) return {};
  const auto n = static_cast<double>(panel.size());
  std::vector<double> mean(cut_panel_.size());
  for (const std::uint32_t j : panel) mean[j] += 1 / n;
  const std::vector<double> solved = drawing_.factor->solve(mean);
  const double own = dot(mean, solved);
  const double with_cut = dot(cut_panel_, solved);
  const double left = 1 / (n + 1);
  std::vector<double> variances;
  for (std::size_t j = 0; j < mean.size(); ++j) {
    const double juror = *fit_.jurors[j].se * *fit_.jurors[j].se / *fit_.residual_variance;
    const double spread = juror - 2 * solved[j] + own;                                     // wᵀVw
    const double lever = (solved[j] - own) + left * spread - (solved_cut_[j] - with_cut);  // wᵀV(panel with him − cut)
    const double before = own + 2 * left * (solved[j] - own) + left * left * spread        // (panel with him − cut)ᵀV( same )
                          - 2 * (with_cut + left * (solved_cut_[j] - with_cut)) + cut_severity_;
    variances.push_back(before - lever * lever / ((n + 1) / n + spread));
  }
  return variances;
}

}  // namespace tally::fair
