#include "tally/aggregate/bradley_terry.hpp"

#include <cmath>

#include "base/error.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;
using Vector = std::vector<double>;

constexpr int kMaxSteps = 500;
constexpr int kMaxHalvings = 40;
constexpr double kTolerance = 1e-12;

Rational won(const Pairs& pairs, std::size_t a, std::size_t b) { return pairs.over(a, b) + pairs.level(a, b) / Rational(2); }

/// Whom a chain of wins links with the first entrant: from it downwards, or from others up to it.
std::vector<bool> linked_by_wins(const Pairs& pairs, bool downwards) {
  std::vector<bool> linked(pairs.size(), false);
  std::vector<std::size_t> open{0};
  linked[0] = true;
  while (!open.empty()) {
    const std::size_t a = open.back();
    open.pop_back();
    for (std::size_t b = 0; b < pairs.size(); ++b) {
      if (linked[b] || (downwards ? won(pairs, a, b) : won(pairs, b, a)).is_zero()) continue;
      linked[b] = true;
      open.push_back(b);
    }
  }
  return linked;
}

void require_bounded(const Pairs& pairs) {
  for (const bool downwards : {true, false}) {
    const std::vector<bool> linked = linked_by_wins(pairs, downwards);
    for (std::size_t b = 0; b < pairs.size(); ++b) {
      if (linked[b]) continue;
      const std::string& from = pairs.name(downwards ? 0 : b);
      const std::string& to = pairs.name(downwards ? b : 0);
      throw base::Error(base::Kind::invalid, "aggregate.unbounded", {{"from", from}, {"to", to}});
    }
  }
}

/// 1 / (1 + exp(-x)) and its logarithm, without overflow.
double chance(double x) { return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }
double log_chance(double x) { return x >= 0 ? -std::log1p(std::exp(-x)) : x - std::log1p(std::exp(x)); }

/// The logarithm of the likelihood: concave, and strictly so but for adding a constant to all strengths.
class Likelihood {
 public:
  Likelihood(const Pairs& pairs, double prior) : won_(pairs.size(), Vector(pairs.size())), prior_(prior) {
    double most = prior;
    for (std::size_t a = 0; a < size(); ++a) {
      for (std::size_t b = 0; b < size(); ++b) most = std::max(most, won_[a][b] = won(pairs, a, b).to_double());
    }
    // The optimum does not depend on the unit of the weights, the size of the numbers does.
    for (Vector& row : won_) {
      for (double& wins : row) wins /= most;
    }
    prior_ /= most;
  }

  [[nodiscard]] std::size_t size() const { return won_.size(); }

  [[nodiscard]] double at(const Vector& strengths) const {
    double sum = 0;
    for (std::size_t a = 0; a < size(); ++a) {
      for (std::size_t b = 0; b < size(); ++b) {
        if (won_[a][b] > 0) sum += won_[a][b] * log_chance(strengths[a] - strengths[b]);
      }
      sum += prior_ / 2 * (log_chance(strengths[a]) + log_chance(-strengths[a]));
    }
    return sum;
  }

  [[nodiscard]] Vector gradient(const Vector& strengths) const {
    Vector slope(size());
    for (std::size_t a = 0; a < size(); ++a) {
      for (std::size_t b = 0; b < size(); ++b) {
        const double upset = won_[a][b] > 0 ? won_[a][b] * chance(strengths[b] - strengths[a]) : 0;
        slope[a] += upset;
        slope[b] -= upset;
      }
      slope[a] += prior_ / 2 * (chance(-strengths[a]) - chance(strengths[a]));
    }
    return slope;
  }

  /// Minus the second derivatives; without a prior with 1 added to each, which leaves Newton's step as it is (the gradient sums to 0) and
  /// makes them invertible.
  [[nodiscard]] std::vector<Vector> curvature(const Vector& strengths) const {
    std::vector<Vector> matrix(size(), Vector(size(), prior_ > 0 ? 0.0 : 1.0));
    for (std::size_t a = 0; a < size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        const double gap = strengths[a] - strengths[b];
        const double bend = (won_[a][b] + won_[b][a]) * chance(gap) * chance(-gap);
        matrix[a][a] += bend;
        matrix[b][b] += bend;
        matrix[a][b] -= bend;
        matrix[b][a] -= bend;
      }
      matrix[a][a] += prior_ * chance(strengths[a]) * chance(-strengths[a]);
    }
    return matrix;
  }

 private:
  std::vector<Vector> won_;
  double prior_;
};

/// Solves matrix · x = right after Cholesky; the matrix is symmetric and positive definite.
Vector solve(std::vector<Vector> matrix, Vector right) {
  const std::size_t count = right.size();
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      double rest = matrix[a][b];
      for (std::size_t c = 0; c < b; ++c) rest -= matrix[a][c] * matrix[b][c];
      matrix[a][b] = a == b ? std::sqrt(rest) : rest / matrix[b][b];
    }
  }
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b < a; ++b) right[a] -= matrix[a][b] * right[b];
    right[a] /= matrix[a][a];
  }
  for (std::size_t a = count; a-- > 0;) {
    for (std::size_t b = a + 1; b < count; ++b) right[a] -= matrix[b][a] * right[b];
    right[a] /= matrix[a][a];
  }
  return right;
}

double largest(const Vector& numbers) {
  double most = 0;
  for (const double number : numbers) most = std::isfinite(number) ? std::max(most, std::abs(number)) : HUGE_VAL;
  return most;
}

/// One step uphill, halved until it is one. Returns how far it went.
double climb(const Likelihood& likelihood, Vector& strengths) {
  const Vector step = solve(likelihood.curvature(strengths), likelihood.gradient(strengths));
  const double length = largest(step);
  if (!std::isfinite(length)) return length;
  const double height = likelihood.at(strengths);
  const double noise = kTolerance * std::abs(height);
  for (int halvings = 0; halvings < kMaxHalvings; ++halvings) {
    const double part = std::ldexp(1.0, -halvings);
    Vector next = strengths;
    for (std::size_t a = 0; a < next.size(); ++a) next[a] += part * step[a];
    if (likelihood.at(next) < height - noise) continue;
    strengths = std::move(next);
    return part * length;
  }
  return 0;
}

Vector fit(const Likelihood& likelihood) {
  Vector strengths(likelihood.size(), 0.0);
  for (int steps = 0; steps < kMaxSteps; ++steps) {
    const double length = climb(likelihood, strengths);
    if (!std::isfinite(length)) break;
    if (length <= kTolerance * std::max(1.0, largest(strengths))) return strengths;
  }
  throw base::Error(base::Kind::invalid, "aggregate.not_solved");
}

/// Sorted, a strength joins the place of the one before it unless it is clearly lower.
Places places_by(const Vector& strengths) {
  std::vector<std::size_t> order(strengths.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return strengths[a] > strengths[b]; });
  std::vector<int> group(strengths.size(), 0);
  for (std::size_t at = 1; at < order.size(); ++at) {
    const bool lower = strengths[order[at - 1]] - strengths[order[at]] > kEqualStrengths;
    group[order[at]] = group[order[at - 1]] + (lower ? 1 : 0);
  }
  return places_of(strengths.size(), [&](std::size_t a, std::size_t b) { return group[a] < group[b]; });
}

}  // namespace

BradleyTerryResult bradley_terry(const Pairs& pairs, const Rational& prior) {
  if (prior < 0) throw base::Error(base::Kind::invalid, "aggregate.prior", {{"found", prior.text()}});
  if (prior.is_zero()) require_bounded(pairs);
  BradleyTerryResult result;
  result.wins.resize(pairs.size());
  result.duels.resize(pairs.size());
  for (std::size_t a = 0; a < pairs.size(); ++a) {
    for (std::size_t b = 0; b < pairs.size(); ++b) {
      result.wins[a] += won(pairs, a, b);
      result.duels[a] += won(pairs, a, b) + won(pairs, b, a);
    }
  }
  result.strengths = pairs.size() == 1 ? Vector{0.0} : fit(Likelihood(pairs, prior.to_double()));
  result.places = places_by(result.strengths);
  return result;
}

}  // namespace tally::aggregate
