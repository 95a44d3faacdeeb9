#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tally::fair {

/// A symmetric matrix, row by row; only the lower triangle counts.
class Symmetric {
 public:
  explicit Symmetric(std::size_t size) : size_(size), numbers_(size * size) {}
  [[nodiscard]] std::size_t size() const { return size_; }
  double& operator()(std::size_t row, std::size_t column) { return numbers_[row * size_ + column]; }
  double operator()(std::size_t row, std::size_t column) const { return numbers_[row * size_ + column]; }
  [[nodiscard]] const double* data() const { return numbers_.data(); }
  [[nodiscard]] double* data() { return numbers_.data(); }

 private:
  std::size_t size_;
  std::vector<double> numbers_;
};

/// LLᵀ of a positive definite matrix.
class Cholesky {
 public:
  /// Nothing if the matrix is not positive definite.
  static std::optional<Cholesky> of(const Symmetric& matrix);
  Cholesky(Cholesky&&) noexcept;
  Cholesky& operator=(Cholesky&&) noexcept;
  ~Cholesky();

  [[nodiscard]] double log_det() const;
  [[nodiscard]] std::vector<double> solve(std::span<const double> b) const;
  /// Replaces z by L⁻ᵀz. One row of `columns` numbers for each row of the matrix.
  void scatter(std::span<double> z, std::size_t columns) const;
  /// The whole inverse, both triangles.
  [[nodiscard]] Symmetric inverse() const;

 private:
  struct Impl;
  explicit Cholesky(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tally::fair
