#include "tally/fair/posterior.hpp"

#include <algorithm>
#include <cmath>

#include "tally/fair/shrinkage.hpp"

namespace tally::fair {

Posterior::Posterior(const Ratings& ratings, const Laplacian& graph, const WithinFit& fit, std::uint64_t seed)
    : ratings_(ratings),
      fit_(fit),
      seed_(seed),
      jurors_(fit.jurors.size()),
      units_(fit.jurors.size() + fit.entries.size()),
      exact_(*fit.residual_variance == 0 || *fit.entry_variance == 0) {
  if (exact_) return;
  if (fit.outcome != Outcome::no_severity) factor_ = graph.factor(fit.lambda);
  severities_.resize(jurors_ * kBlock);
  lowest_.resize(jurors_);
  for (const EntryEstimate& entry : fit.entries) {
    const double k = kept_share(fit, entry);
    const double mean = fit.means[entry.group];
    parts_.push_back(
        {.base = mean + k * (entry.raw - mean), .share = k / entry.sheets, .noise = std::sqrt(k * *fit.residual_variance / entry.sheets)});
  }
}

void Posterior::start(std::size_t block) {
  block_ = block;
  if (!factor_) return;
  std::array<Bits, 4> bits{};
  Normals z;
  for (std::size_t first = 0; first < jurors_; first += bits.size()) {
    const std::uint64_t stream = block_ * units_ + first;
    draw_bits(seed_, {stream, stream + 1, stream + 2, stream + 3}, bits);
    for (std::size_t j = first; j < std::min<std::size_t>(first + bits.size(), jurors_); ++j) {
      normals(bits[j - first], z);
      std::copy(z.begin(), z.end(), severities_.begin() + static_cast<std::ptrdiff_t>(j * kBlock));
    }
  }
  factor_->scatter(severities_, kBlock);
  const double deviation = std::sqrt(*fit_.residual_variance);
  for (std::size_t j = 0; j < jurors_; ++j) {
    double* row = severities_.data() + j * kBlock;
    for (std::size_t r = 0; r < kBlock; ++r) row[r] = fit_.jurors[j].severity + deviation * row[r];
    lowest_[j] = *std::min_element(row, row + kBlock);
  }
}

void Posterior::values(std::uint32_t entry, Normals& out) const {
  Bits bits;
  draw_bits(seed_, stream(entry), bits);
  normals(bits, out);
  const Part& part = parts_[entry];
  Normals sum{};
  for (const Sheet& sheet : ratings_.panel(entry)) {
    const double* row = severities_.data() + sheet.juror * kBlock;
    for (std::size_t r = 0; r < kBlock; ++r) sum[r] += row[r];
  }
  for (std::size_t r = 0; r < kBlock; ++r) out[r] = part.base - part.share * sum[r] + part.noise * out[r];
}

std::uint32_t Posterior::hopeless(std::uint32_t entry, double floor) const {
  const Part& part = parts_[entry];
  double sum = 0;
  for (const Sheet& sheet : ratings_.panel(entry)) sum += lowest_[sheet.juror];
  return bits_below((floor - (part.base - part.share * sum)) / part.noise);
}

double Posterior::value(std::uint32_t entry, std::size_t r, std::uint32_t bits) const {
  const Part& part = parts_[entry];
  double sum = 0;
  for (const Sheet& sheet : ratings_.panel(entry)) sum += severities_[sheet.juror * kBlock + r];
  return part.base - part.share * sum + part.noise * normal(bits);
}

}  // namespace tally::fair
