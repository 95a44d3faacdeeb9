#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "tally/fair/ratings.hpp"

namespace tally::fair {

/// What REML asks of (A+λI)⁻¹ at one λ, for one right-hand side b.
struct Profile {
  double log_det = 0;  ///< log|A+λI|
  double fitted = 0;   ///< bᵀ(A+λI)⁻¹b
  double square = 0;   ///< |(A+λI)⁻¹b|²
  double trace = 0;    ///< of (A+λI)⁻¹
};

/// Diagonals of (A+λI)⁻¹: of each juror, and of the mean over each entry's panel.
struct Spread {
  std::vector<double> jurors;
  std::vector<double> panels;
};

/// The second smallest eigenvalue of A and the two sides of the weakest cut; 0 and no sides if the graph falls apart.
struct WeakestLink {
  double value = 0;
  std::vector<bool> side;  ///< per juror; the first juror's side is false
};

/// The Cholesky factor LLᵀ = A+λI.
class Factor {
 public:
  Factor() = default;
  Factor(const Factor&) = delete;
  Factor& operator=(const Factor&) = delete;
  virtual ~Factor() = default;
  [[nodiscard]] virtual std::vector<double> solve(std::span<const double> b) const = 0;
  /// Replaces z by L⁻ᵀz. One row per juror, `columns` numbers in each.
  virtual void scatter(std::span<double> z, std::size_t columns) const = 0;
};

/// The Laplacian A of the juror graph: jurors are joined by the entries they share (docs/developer/fair.md).
class Laplacian {
 public:
  Laplacian() = default;
  Laplacian(const Laplacian&) = delete;
  Laplacian& operator=(const Laplacian&) = delete;
  virtual ~Laplacian() = default;
  [[nodiscard]] virtual Profile at(double lambda, std::span<const double> b) const = 0;
  [[nodiscard]] virtual Spread spread(double lambda) const = 0;
  [[nodiscard]] virtual std::unique_ptr<Factor> factor(double lambda) const = 0;
  [[nodiscard]] virtual WeakestLink weakest_link() const = 0;
  /// The component of each juror, numbered by their first jurors.
  [[nodiscard]] virtual const std::vector<std::uint32_t>& components() const = 0;
};

/// Dense, component by component, unless one of them is large and sparse. Refers to `ratings`, which must outlive it.
std::unique_ptr<Laplacian> make_laplacian(const Ratings& ratings);

/// The two ways by themselves; only make_laplacian and tests name one.
std::unique_ptr<Laplacian> make_dense_laplacian(const Ratings& ratings);
std::unique_ptr<Laplacian> make_sparse_laplacian(const Ratings& ratings);

}  // namespace tally::fair
