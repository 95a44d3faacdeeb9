#include <Eigen/Dense>
#include <cmath>

#include "tally/fair/juror_graph.hpp"
#include "tally/fair/laplacian.hpp"

namespace tally::fair {
namespace {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A of one component, A = Q diag(w) Qᵀ: with it every λ costs next to nothing.
struct Block {
  std::vector<std::uint32_t> jurors;  ///< ascending
  Eigen::MatrixXd a;
  Eigen::MatrixXd q;
  Eigen::VectorXd w;  ///< ascending, the first is 0
};

Eigen::VectorXd gather(const Block& block, std::span<const double> all) {
  Eigen::VectorXd part(static_cast<Eigen::Index>(block.jurors.size()));
  for (Eigen::Index i = 0; const std::uint32_t j : block.jurors) part[i++] = all[j];
  return part;
}

class DenseFactor : public Factor {
 public:
  DenseFactor(const std::vector<Block>& blocks, double lambda) : blocks_(blocks) {
    factors_.reserve(blocks.size());
    for (const Block& block : blocks) {
      factors_.emplace_back(block.a + lambda * Eigen::MatrixXd::Identity(block.a.rows(), block.a.cols()));
    }
  }

  [[nodiscard]] std::vector<double> solve(std::span<const double> b) const override {
    std::vector<double> x(b.size());
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      const Eigen::VectorXd part = factors_[k].solve(gather(blocks_[k], b));
      for (Eigen::Index i = 0; const std::uint32_t j : blocks_[k].jurors) x[j] = part[i++];
    }
    return x;
  }

  void scatter(std::span<double> z, std::size_t columns) const override {
    const auto width = static_cast<Eigen::Index>(columns);
    const auto row = [&](std::uint32_t j) { return Eigen::Map<Eigen::RowVectorXd>(z.data() + j * columns, width); };
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      Rows part(static_cast<Eigen::Index>(blocks_[k].jurors.size()), width);
      for (Eigen::Index i = 0; const std::uint32_t j : blocks_[k].jurors) part.row(i++) = row(j);
      factors_[k].matrixU().solveInPlace(part);
      for (Eigen::Index i = 0; const std::uint32_t j : blocks_[k].jurors) row(j) = part.row(i++);
    }
  }

 private:
  const std::vector<Block>& blocks_;
  std::vector<Eigen::LLT<Eigen::MatrixXd>> factors_;
};

class DenseLaplacian : public Laplacian {
 public:
  explicit DenseLaplacian(const Ratings& ratings) : ratings_(ratings), component_(components_of(ratings)), place_(component_.size()) {
    for (std::uint32_t j = 0; j < component_.size(); ++j) {
      if (component_[j] == blocks_.size()) blocks_.emplace_back();
      place_[j] = static_cast<Eigen::Index>(blocks_[component_[j]].jurors.size());
      blocks_[component_[j]].jurors.push_back(j);
    }
    for (Block& block : blocks_) block.a.setZero(size(block), size(block));
    for (std::size_t e = 0; e < ratings.entries().size(); ++e) add(ratings.panel(e));
    for (Block& block : blocks_) decompose(block);
  }

  [[nodiscard]] Profile at(double lambda, std::span<const double> b) const override {
    Profile sum;
    for (const Block& block : blocks_) {
      const Eigen::ArrayXd c = (block.q.transpose() * gather(block, b)).array();
      const Eigen::ArrayXd shifted = block.w.array() + lambda;
      sum.log_det += shifted.log().sum();
      sum.fitted += (c.square() / shifted).sum();
      sum.square += (c / shifted).square().sum();
      sum.trace += shifted.inverse().sum();
    }
    return sum;
  }

  [[nodiscard]] Spread spread(double lambda) const override {
    std::vector<Eigen::MatrixXd> inverse;
    inverse.reserve(blocks_.size());
    for (const Block& block : blocks_) {
      const Eigen::MatrixXd half = block.q * (block.w.array() + lambda).rsqrt().matrix().asDiagonal();
      inverse.emplace_back(Eigen::MatrixXd::Zero(size(block), size(block)));
      inverse.back().selfadjointView<Eigen::Lower>().rankUpdate(half);
    }
    Spread result;
    for (std::size_t j = 0; j < place_.size(); ++j) result.jurors.push_back(inverse[component_[j]](place_[j], place_[j]));
    for (std::size_t e = 0; e < ratings_.entries().size(); ++e) {
      const std::span<const Sheet> panel = ratings_.panel(e);
      const Eigen::MatrixXd& v = inverse[component_[panel.front().juror]];
      double sum = 0;  // jurors ascend in a panel, hence places do in a block: only the lower triangle is read
      for (std::size_t i = 0; i < panel.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) sum += 2 * v(place_[panel[i].juror], place_[panel[k].juror]);
        sum += v(place_[panel[i].juror], place_[panel[i].juror]);
      }
      result.panels.push_back(sum / static_cast<double>(panel.size() * panel.size()));
    }
    return result;
  }

  [[nodiscard]] std::unique_ptr<Factor> factor(double lambda) const override { return std::make_unique<DenseFactor>(blocks_, lambda); }

  [[nodiscard]] WeakestLink weakest_link() const override {
    if (blocks_.size() != 1 || place_.size() < 2) return {};
    WeakestLink link{.value = blocks_.front().w[1], .side = {}};
    const auto vector = blocks_.front().q.col(1);
    for (Eigen::Index j = 0; j < vector.size(); ++j) link.side.push_back(vector[j] * vector[0] < 0);
    return link;
  }

  [[nodiscard]] const std::vector<std::uint32_t>& components() const override { return component_; }

 private:
  static Eigen::Index size(const Block& block) { return static_cast<Eigen::Index>(block.jurors.size()); }

  /// One entry joins its jurors: A += I − 11ᵀ/n on its panel.
  void add(std::span<const Sheet> panel) {
    Eigen::MatrixXd& a = blocks_[component_[panel.front().juror]].a;
    const double share = 1 / static_cast<double>(panel.size());
    for (const Sheet& x : panel) {
      for (const Sheet& y : panel) a(place_[x.juror], place_[y.juror]) -= share;
      a(place_[x.juror], place_[x.juror]) += 1;
    }
  }

  /// A connected component has exactly one eigenvalue 0; rounding must not make it anything else.
  static void decompose(Block& block) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(block.a);
    block.q = solver.eigenvectors();
    block.w = solver.eigenvalues().cwiseMax(0);
    block.w[0] = 0;
  }

  const Ratings& ratings_;
  std::vector<std::uint32_t> component_;
  std::vector<Eigen::Index> place_;  ///< of each juror in his block
  std::vector<Block> blocks_;
};

}  // namespace

std::unique_ptr<Laplacian> make_dense_laplacian(const Ratings& ratings) { return std::make_unique<DenseLaplacian>(ratings); }

}  // namespace tally::fair
