#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "tally/fair/random.hpp"
#include "tally/fair/within.hpp"

namespace tally::fair {

/// Draws of what entries deserve, 256 at a time: severities first, which all entries of a juror share, then each entry's own part.
class Posterior {
 public:
  Posterior(const Ratings& ratings, const Laplacian& graph, const WithinFit& fit, std::uint64_t seed);

  /// Nothing is left to chance: σ² or τ² is 0.
  [[nodiscard]] bool exact() const { return exact_; }

  /// Draws the severities of this block; the functions below refer to it.
  void start(std::size_t block);
  /// The drawn values of one entry.
  void values(std::uint32_t entry, Normals& out) const;
  /// Bits at or below this cannot lift the entry above `floor` in any draw of the block.
  [[nodiscard]] std::uint32_t hopeless(std::uint32_t entry, double floor) const;
  /// The drawn value of one entry from its bits in draw r.
  [[nodiscard]] double value(std::uint32_t entry, std::size_t r, std::uint32_t bits) const;
  [[nodiscard]] std::uint64_t stream(std::uint32_t entry) const { return block_ * units_ + jurors_ + entry; }
  [[nodiscard]] std::uint64_t seed() const { return seed_; }

 private:
  struct Part {
    double base = 0;   ///< m + k(ȳ − m)
    double share = 0;  ///< k/n: of the sum of severities
    double noise = 0;  ///< √(k d)
  };

  const Ratings& ratings_;
  const WithinFit& fit_;
  std::uint64_t seed_;
  std::uint64_t jurors_;
  std::uint64_t units_;
  std::uint64_t block_ = 0;
  bool exact_;
  std::unique_ptr<Factor> factor_;  ///< none if there are no severities to draw
  std::vector<Part> parts_;
  std::vector<double> severities_;  ///< by juror, then by draw
  std::vector<double> lowest_;      ///< of each juror in the block
};

}  // namespace tally::fair
