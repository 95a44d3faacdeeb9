#include "tally/fair/posterior.hpp"

#include <algorithm>
#include <cmath>

namespace tally::fair {

Posterior::Posterior(const Ratings& ratings, const Drawing& drawing, std::uint64_t seed)
    : ratings_(ratings),
      drawing_(drawing),
      seed_(seed),
      jurors_(ratings.jurors().size()),
      units_(drawing.centres.size() + drawing.parts.size()),
      effects_(drawing.centres.size() * kBlock),
      lowest_(jurors_) {}

void Posterior::start(std::size_t block) {
  block_ = block;
  if (drawing_.factor) draw_effects();
  for (std::size_t i = 0; i < drawing_.centres.size(); ++i) {
    double* row = effects_.data() + i * kBlock;
    for (std::size_t r = 0; r < kBlock; ++r) row[r] = drawing_.centres[i] + (drawing_.factor ? drawing_.deviation * row[r] : 0);
    if (i < jurors_) {
      lowest_[i] = *std::min_element(row, row + kBlock);
    } else {
      highest_mean_ = *std::max_element(row, row + kBlock);
    }
  }
}

/// Standard normal numbers by unit, then spread as the effects are.
void Posterior::draw_effects() {
  std::array<Bits, 4> bits{};
  std::array<std::uint64_t, 4> streams{};
  Normals z;
  for (std::size_t first = 0; first < drawing_.centres.size(); first += bits.size()) {
    for (std::size_t k = 0; k < bits.size(); ++k) {
      const std::uint64_t unit = first + k < jurors_ ? first + k : units_ - 1;  // the mean is the last unit
      streams[k] = block_ * units_ + unit;
    }
    draw_bits(seed_, streams, bits);
    for (std::size_t i = first; i < std::min(first + bits.size(), drawing_.centres.size()); ++i) {
      normals(bits[i - first], z);
      std::copy(z.begin(), z.end(), effects_.begin() + static_cast<std::ptrdiff_t>(i * kBlock));
    }
  }
  drawing_.factor->scatter(effects_, kBlock);
}

void Posterior::values(std::uint32_t entry, Normals& out) const {
  Bits bits;
  draw_bits(seed_, stream(entry), bits);
  normals(bits, out);
  const Drawing::Part& part = drawing_.parts[entry];
  Normals sum{};
  for (const Sheet& sheet : ratings_.panel(entry)) {
    const double* row = effects_.data() + sheet.juror * kBlock;
    for (std::size_t r = 0; r < kBlock; ++r) sum[r] += row[r];
  }
  for (std::size_t r = 0; r < kBlock; ++r) out[r] = part.base - part.share * sum[r] + part.noise * out[r];
  if (part.mean_share == 0) return;
  const double* mean = effects_.data() + jurors_ * kBlock;
  for (std::size_t r = 0; r < kBlock; ++r) out[r] += part.mean_share * mean[r];
}

std::uint32_t Posterior::hopeless(std::uint32_t entry, double floor) const {
  const Drawing::Part& part = drawing_.parts[entry];
  double sum = 0;
  for (const Sheet& sheet : ratings_.panel(entry)) sum += lowest_[sheet.juror];
  return bits_below((floor - (part.base - part.share * sum + part.mean_share * highest_mean_)) / part.noise);
}

double Posterior::value(std::uint32_t entry, std::size_t r, std::uint32_t bits) const {
  const Drawing::Part& part = drawing_.parts[entry];
  double sum = 0;
  for (const Sheet& sheet : ratings_.panel(entry)) sum += effects_[sheet.juror * kBlock + r];
  const double own = part.base - part.share * sum + part.noise * normal(bits);
  return part.mean_share == 0 ? own : own + part.mean_share * effects_[jurors_ * kBlock + r];
}

}  // namespace tally::fair
