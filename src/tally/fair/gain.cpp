#include "tally/fair/gain.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "tally/fair/random.hpp"

namespace tally::fair {
namespace {

constexpr double kPi = 3.14159265358979324;
constexpr int kIntervals = 64;  ///< of Simpson's rule; even

}  // namespace

double normal_share(double x) { return std::erfc(-x * std::sqrt(0.5)) / 2; }

double normal_point(double p) {
  const double scaled = std::clamp(p * 4294967296.0 - 0.5, 0.0, 4294967295.0);
  double z = normal(static_cast<std::uint32_t>(scaled));
  for (int round = 0; round < 2; ++round) z -= (normal_share(z) - p) * std::sqrt(2 * kPi) * std::exp(z * z / 2);
  return z;
}

/// The derivative by the correlation sin θ is the density at (h, k), integrated from θ = 0, where both are independent.
double normal_share(double h, double k, double correlation) {
  const double end = std::asin(correlation);
  double sum = 0;
  for (int i = 0; i <= kIntervals; ++i) {
    const double sine = std::sin(end * i / kIntervals);
    const double density = std::exp(-(h * h + k * k - 2 * h * k * sine) / (2 * (1 - sine * sine)));
    sum += density * (i == 0 || i == kIntervals ? 1 : i % 2 == 0 ? 2 : 4);
  }
  return normal_share(h) * normal_share(k) + sum * end / (3 * kIntervals) / (2 * kPi);
}

double choice_gain(double chance, double price, double share) {
  if (share <= 0) return 0;
  const double z = normal_point(chance);
  const double reach = (z - std::sqrt(1 - share) * normal_point(price)) / std::sqrt(share);  // chosen if the news is above −reach
  const double after = normal_share(z, reach, std::sqrt(share)) - price * normal_share(reach);
  return std::max(0.0, after - std::max(chance - price, 0.0));
}

std::vector<double> concave_steps(const std::vector<double>& gains) {
  std::vector<std::size_t> corners{0};  // counts of sheets; 0 sheets gain 0
  const auto at = [&](std::size_t count) { return count == 0 ? 0 : gains[count - 1]; };
  const auto slope = [&](std::size_t from, std::size_t to) { return (at(to) - at(from)) / static_cast<double>(to - from); };
  for (std::size_t count = 1; count <= gains.size(); ++count) {
    while (corners.size() > 1 && slope(corners[corners.size() - 2], corners.back()) <= slope(corners.back(), count)) {
      corners.pop_back();
    }
    corners.push_back(count);
  }
  std::vector<double> steps;
  for (std::size_t i = 1; i < corners.size(); ++i) {
    steps.insert(steps.end(), corners[i] - corners[i - 1], slope(corners[i - 1], corners[i]));
  }
  return steps;
}

}  // namespace tally::fair
