#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "tally/fair/drawing.hpp"
#include "tally/fair/random.hpp"

namespace tally::fair {

/// Draws of what entries deserve, 256 at a time: the effects first, which all entries of a juror share, then each entry's own part.
class Posterior {
 public:
  /// Refers to `ratings` and `drawing`, which must leave something to chance.
  Posterior(const Ratings& ratings, const Drawing& drawing, std::uint64_t seed);

  /// Draws the effects of this block; the functions below refer to it.
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
  void draw_effects();

  const Ratings& ratings_;
  const Drawing& drawing_;
  std::uint64_t seed_;
  std::uint64_t jurors_;
  std::uint64_t units_;
  std::uint64_t block_ = 0;
  std::vector<double> effects_;  ///< by juror (the mean last), then by draw
  std::vector<double> lowest_;   ///< of each juror in the block
  double highest_mean_ = 0;      ///< in the block
};

}  // namespace tally::fair
