#include "tally/fair/cholesky.hpp"

#include <Eigen/Dense>

namespace tally::fair {
namespace {

using View = Eigen::Map<const Eigen::VectorXd>;

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

}  // namespace

struct Cholesky::Impl {
  Eigen::LLT<Eigen::MatrixXd> factor;
};

Cholesky::Cholesky(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Cholesky::Cholesky(Cholesky&&) noexcept = default;
Cholesky& Cholesky::operator=(Cholesky&&) noexcept = default;
Cholesky::~Cholesky() = default;

std::optional<Cholesky> Cholesky::of(const Symmetric& matrix) {
  // Our rows are Eigen's columns: our lower triangle is its upper one.
  const Eigen::Map<const Eigen::MatrixXd> view(matrix.data(), index(matrix.size()), index(matrix.size()));
  auto impl = std::make_unique<Impl>();
  impl->factor.compute(view.transpose());
  if (impl->factor.info() != Eigen::Success) return std::nullopt;
  return Cholesky(std::move(impl));
}

double Cholesky::log_det() const { return 2 * impl_->factor.matrixLLT().diagonal().array().log().sum(); }

std::vector<double> Cholesky::solve(std::span<const double> b) const {
  const Eigen::VectorXd x = impl_->factor.solve(View(b.data(), index(b.size())));
  return {x.begin(), x.end()};
}

void Cholesky::scatter(std::span<double> z, std::size_t columns) const {
  using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  Eigen::Map<Rows> rows(z.data(), impl_->factor.rows(), index(columns));
  impl_->factor.matrixU().solveInPlace(rows);
}

Symmetric Cholesky::inverse() const {
  const Eigen::Index size = impl_->factor.rows();
  Symmetric result(static_cast<std::size_t>(size));
  Eigen::Map<Eigen::MatrixXd>(result.data(), size, size) = impl_->factor.solve(Eigen::MatrixXd::Identity(size, size));
  return result;
}

}  // namespace tally::fair
