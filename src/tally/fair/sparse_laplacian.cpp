#include <Eigen/SparseCholesky>
#include <algorithm>
#include <cmath>

#include "tally/fair/juror_graph.hpp"
#include "tally/fair/laplacian.hpp"

namespace tally::fair {
namespace {

using Matrix = Eigen::SparseMatrix<double>;
using Cholesky = Eigen::SimplicialLLT<Matrix, Eigen::Lower, Eigen::NaturalOrdering<int>>;

constexpr int kPowerSteps = 1000;
constexpr double kPowerTolerance = 1e-12;

/// The numbers of (LLᵀ)⁻¹ that stand where L has one, column by column from the last (Takahashi): that is all the diagonals ask for.
class SelectedInverse {
 public:
  explicit SelectedInverse(const Matrix& l) : z_(l) {
    for (int j = static_cast<int>(l.cols()) - 1; j >= 0; --j) column(l, j);
  }

  [[nodiscard]] double operator()(int i, int j) const {
    const int column = std::min(i, j);
    const int* begin = z_.innerIndexPtr() + z_.outerIndexPtr()[column];
    const int* end = z_.innerIndexPtr() + z_.outerIndexPtr()[column + 1];
    return z_.valuePtr()[std::lower_bound(begin, end, std::max(i, j)) - z_.innerIndexPtr()];
  }

 private:
  void column(const Matrix& l, int j) {
    const int first = l.outerIndexPtr()[j];
    const int end = l.outerIndexPtr()[j + 1];
    const int* rows = l.innerIndexPtr();
    const double pivot = l.valuePtr()[first];
    double diagonal = 1 / pivot;
    for (int at = first + 1; at < end; ++at) {
      double sum = 0;
      for (int k = first + 1; k < end; ++k) sum += l.valuePtr()[k] * (*this)(rows[at], rows[k]);
      z_.valuePtr()[at] = -sum / pivot;
      diagonal -= l.valuePtr()[at] * z_.valuePtr()[at];
    }
    z_.valuePtr()[first] = diagonal / pivot;
  }

  Matrix z_;
};

/// Jurors as they come and in the order of elimination.
class Order {
 public:
  explicit Order(std::vector<std::uint32_t> order) : order_(std::move(order)), place_(order_.size()) {
    for (std::size_t i = 0; i < order_.size(); ++i) place_[order_[i]] = static_cast<int>(i);
  }
  [[nodiscard]] int place(std::uint32_t juror) const { return place_[juror]; }
  [[nodiscard]] std::uint32_t juror(int place) const { return order_[static_cast<std::size_t>(place)]; }
  [[nodiscard]] Eigen::VectorXd in(std::span<const double> x) const {
    Eigen::VectorXd y(static_cast<Eigen::Index>(order_.size()));
    for (std::size_t j = 0; j < place_.size(); ++j) y[place_[j]] = x[j];
    return y;
  }
  [[nodiscard]] std::vector<double> out(const Eigen::VectorXd& y) const {
    std::vector<double> x(order_.size());
    for (std::size_t j = 0; j < place_.size(); ++j) x[j] = y[place_[j]];
    return x;
  }

 private:
  std::vector<std::uint32_t> order_;
  std::vector<int> place_;
};

class SparseFactor : public Factor {
 public:
  SparseFactor(const Matrix& a, const Order& order, double lambda) : order_(order) {
    cholesky_.setShift(lambda);
    cholesky_.compute(a);
  }
  [[nodiscard]] std::vector<double> solve(std::span<const double> b) const override { return order_.out(cholesky_.solve(order_.in(b))); }

  void scatter(std::span<double> z, std::size_t columns) const override {
    const Matrix& l = cholesky_.matrixL().nestedExpression();
    const auto row = [&](int i) { return z.data() + order_.juror(i) * columns; };
    for (int j = static_cast<int>(l.cols()) - 1; j >= 0; --j) {
      double* own = row(j);
      Matrix::InnerIterator below(l, j);
      const double pivot = below.value();
      for (++below; below; ++below) {
        const double* other = row(static_cast<int>(below.row()));
        for (std::size_t r = 0; r < columns; ++r) own[r] -= below.value() * other[r];
      }
      for (std::size_t r = 0; r < columns; ++r) own[r] /= pivot;
    }
  }

  [[nodiscard]] const Cholesky& cholesky() const { return cholesky_; }

 private:
  const Order& order_;
  Cholesky cholesky_;
};

class SparseLaplacian : public Laplacian {
 public:
  explicit SparseLaplacian(const Ratings& ratings)
      : ratings_(ratings), component_(components_of(ratings)), order_(least_degree(neighbours_of(ratings)).order) {
    std::vector<Eigen::Triplet<double>> parts;
    for (std::size_t e = 0; e < ratings.entries().size(); ++e) {
      const std::span<const Sheet> panel = ratings.panel(e);
      const double share = 1 / static_cast<double>(panel.size());
      for (const Sheet& x : panel) {
        for (const Sheet& y : panel) {
          const int i = order_.place(x.juror);
          const int k = order_.place(y.juror);
          if (i >= k) parts.emplace_back(i, k, (i == k ? 1 : 0) - share);
        }
      }
    }
    const auto size = static_cast<Eigen::Index>(component_.size());
    a_.resize(size, size);
    a_.setFromTriplets(parts.begin(), parts.end());
  }

  [[nodiscard]] Profile at(double lambda, std::span<const double> b) const override {
    const SparseFactor shifted(a_, order_, lambda);
    const Matrix& l = shifted.cholesky().matrixL().nestedExpression();
    const Eigen::VectorXd rotated = order_.in(b);
    const Eigen::VectorXd v = shifted.cholesky().solve(rotated);
    const SelectedInverse inverse(l);
    Profile profile{.log_det = 0, .fitted = rotated.dot(v), .square = v.squaredNorm(), .trace = 0};
    for (int j = 0; j < l.cols(); ++j) {
      profile.log_det += 2 * std::log(l.valuePtr()[l.outerIndexPtr()[j]]);
      profile.trace += inverse(j, j);
    }
    return profile;
  }

  [[nodiscard]] Spread spread(double lambda) const override {
    const SparseFactor shifted(a_, order_, lambda);
    const SelectedInverse inverse(shifted.cholesky().matrixL().nestedExpression());
    Spread result;
    for (std::uint32_t j = 0; j < component_.size(); ++j) result.jurors.push_back(inverse(order_.place(j), order_.place(j)));
    for (std::size_t e = 0; e < ratings_.entries().size(); ++e) {
      const std::span<const Sheet> panel = ratings_.panel(e);
      double sum = 0;
      for (const Sheet& x : panel) {
        for (const Sheet& y : panel) sum += inverse(order_.place(x.juror), order_.place(y.juror));
      }
      result.panels.push_back(sum / static_cast<double>(panel.size() * panel.size()));
    }
    return result;
  }

  [[nodiscard]] std::unique_ptr<Factor> factor(double lambda) const override { return std::make_unique<SparseFactor>(a_, order_, lambda); }

  /// Inverse iteration across the constant vector, which is the eigenvector of 0.
  [[nodiscard]] WeakestLink weakest_link() const override {
    if (*std::max_element(component_.begin(), component_.end()) > 0 || component_.size() < 2) return {};
    const double shift = 1e-6 * a_.diagonal().mean();
    const SparseFactor shifted(a_, order_, shift);
    Eigen::VectorXd x = Eigen::VectorXd::LinSpaced(a_.rows(), -1, 1);
    double value = 0;
    for (int step = 0; step < kPowerSteps; ++step) {
      x.array() -= x.mean();
      x.normalize();
      const Eigen::VectorXd next = shifted.cholesky().solve(x);
      const double found = 1 / x.dot(next) - shift;
      x = next;
      if (std::abs(found - value) <= kPowerTolerance * found) break;
      value = found;
    }
    WeakestLink link{.value = value, .side = {}};
    for (std::uint32_t j = 0; j < component_.size(); ++j) link.side.push_back(x[order_.place(j)] * x[order_.place(0)] < 0);
    return link;
  }

  [[nodiscard]] const std::vector<std::uint32_t>& components() const override { return component_; }

 private:
  const Ratings& ratings_;
  std::vector<std::uint32_t> component_;
  Order order_;
  Matrix a_;  ///< lower triangle, in that order
};

constexpr std::size_t kDenseJurors = 1000;

}  // namespace

std::unique_ptr<Laplacian> make_sparse_laplacian(const Ratings& ratings) { return std::make_unique<SparseLaplacian>(ratings); }

std::unique_ptr<Laplacian> make_laplacian(const Ratings& ratings) {
  std::vector<std::size_t> size(ratings.jurors().size());
  for (const std::uint32_t component : components_of(ratings)) ++size[component];
  if (*std::max_element(size.begin(), size.end()) <= kDenseJurors) return make_dense_laplacian(ratings);
  const std::size_t fill = least_degree(neighbours_of(ratings)).fill;
  const bool sparse = fill < ratings.jurors().size() * ratings.jurors().size() / 8;
  return sparse ? make_sparse_laplacian(ratings) : make_dense_laplacian(ratings);
}

}  // namespace tally::fair
