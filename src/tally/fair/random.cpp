#include "tally/fair/random.hpp"

#include <bit>
#include <cmath>
#include <limits>

namespace tally::fair {
namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;
constexpr double kTail = 0.47575;  ///< |p − ½| from where the tail's function holds
constexpr double kUnit = 1.0 / 4294967296.0;

std::uint64_t splitmix(std::uint64_t seed, std::uint64_t word) {
  std::uint64_t z = seed + (word + 1) * kGolden;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

/// `Lanes` generators side by side: arrays of lanes are what compilers turn into vector instructions.
template <std::size_t Lanes>
class Xoshiro {
 public:
  Xoshiro(std::uint64_t seed, const std::array<std::uint64_t, Lanes>& streams) {
    for (std::size_t i = 0; i < Lanes; ++i) {
      const std::uint64_t first = splitmix(seed, 2 * streams[i]);
      const std::uint64_t second = splitmix(seed, 2 * streams[i] + 1);
      s_[0][i] = static_cast<std::uint32_t>(first);
      s_[1][i] = static_cast<std::uint32_t>(first >> 32);
      s_[2][i] = static_cast<std::uint32_t>(second);
      s_[3][i] = static_cast<std::uint32_t>(second >> 32);
    }
  }

  std::array<std::uint32_t, Lanes> next() {
    std::array<std::uint32_t, Lanes> out{};
    for (std::size_t i = 0; i < Lanes; ++i) {
      out[i] = std::rotl(s_[0][i] + s_[3][i], 7) + s_[0][i];
      const std::uint32_t t = s_[1][i] << 9;
      s_[2][i] ^= s_[0][i];
      s_[3][i] ^= s_[1][i];
      s_[1][i] ^= s_[2][i];
      s_[0][i] ^= s_[3][i];
      s_[2][i] ^= t;
      s_[3][i] = std::rotl(s_[3][i], 11);
    }
    return out;
  }

 private:
  std::array<std::array<std::uint32_t, Lanes>, 4> s_;
};

template <std::size_t Lanes>
void run(std::uint64_t seed, const std::array<std::uint64_t, Lanes>& streams, const std::array<Bits*, Lanes>& bits) {
  Xoshiro<Lanes> generator(seed, streams);
  for (std::size_t r = 0; r < kBlock; ++r) {
    const std::array<std::uint32_t, Lanes> out = generator.next();
    for (std::size_t i = 0; i < Lanes; ++i) (*bits[i])[r] = out[i];
  }
}

/// ln x for 0 < x < 1: x = m·2^e with √½ ≤ m < √2, then 2·artanh((m−1)/(m+1)) by its series.
double logarithm(double x) {
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // exact
  if (m < 0.70710678118654752) {
    m *= 2;
    --exponent;
  }
  const double s = (m - 1) / (m + 1);
  const double q = s * s;
  double sum = 0;
  for (int k = 21; k >= 1; k -= 2) sum = sum * q + 1.0 / k;
  return 2 * s * sum + exponent * 0.69314718055994531;
}

double centre(double q) {
  const double r = q * q;
  const double above =
      ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.3577518672690) * r - 30.66479806614716) * r +
      2.506628277459239;
  const double below =
      ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r + 1;
  return q * above / below;
}

/// For a small p; the result is negative.
double tail(double p) {
  const double r = std::sqrt(-2 * logarithm(p));
  const double above =
      ((((-0.007784894002430293 * r - 0.3223964580411365) * r - 2.400758277161838) * r - 2.549732539343734) * r + 4.374664141464968) * r +
      2.938163982698783;
  const double below = (((0.007784695709041462 * r + 0.3224671290700398) * r + 2.445134137142996) * r + 3.754408661907416) * r + 1;
  return above / below;
}

/// p − ½, without rounding. By way of a signed number, which every machine converts quickly.
double offset(std::uint32_t bits) { return (static_cast<double>(static_cast<std::int32_t>(bits ^ 0x80000000u)) + 0.5) * kUnit; }

double outer(double q) { return q < 0 ? tail(0.5 + q) : -tail(0.5 - q); }

}  // namespace

void draw_bits(std::uint64_t seed, std::uint64_t stream, Bits& bits) { run<1>(seed, {stream}, {&bits}); }

void draw_bits(std::uint64_t seed, const std::array<std::uint64_t, 4>& streams, std::array<Bits, 4>& bits) {
  run<4>(seed, streams, {bits.data(), &bits[1], &bits[2], &bits[3]});
}

double normal(std::uint32_t bits) {
  const double q = offset(bits);
  return std::abs(q) <= kTail ? centre(q) : outer(q);
}

void normals(const Bits& bits, Normals& out) {
  for (std::size_t r = 0; r < kBlock; ++r) out[r] = centre(offset(bits[r]));
  for (std::size_t r = 0; r < kBlock; ++r) {
    const double q = offset(bits[r]);
    if (std::abs(q) > kTail) out[r] = outer(q);
  }
}

std::uint32_t bits_below(double z) {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (z > 6.5) return kMost;  // no normal number of ours lies so far out
  const double p = std::erfc(-(z - 1e-6) * std::sqrt(0.5)) / 2;
  const double scaled = p * 4294967296.0 - 2;
  return scaled <= 0 ? 0 : static_cast<std::uint32_t>(scaled);
}

}  // namespace tally::fair
