#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tally/fair/chances.hpp"
#include "tally/fair/posterior.hpp"

namespace tally::fair {

/// Ranks of all entries in every draw, kept until their quantiles are asked for. Blocks may be taken by several threads at once.
class RankIntervals {
 public:
  RankIntervals(const std::vector<std::uint32_t>& entries, std::size_t draws);

  /// Takes the draws of this block, at which the posterior stands, as far as they are wanted.
  void take(const Posterior& posterior, std::size_t block);
  /// The ⌈5 %⌉-th and ⌈95 %⌉-th smallest rank of each entry.
  [[nodiscard]] std::vector<RankInterval> quantiles();

 private:
  const std::vector<std::uint32_t>& entries_;
  std::size_t draws_;
  std::vector<std::uint32_t> ranks_;  ///< by entry, then by draw
};

}  // namespace tally::fair
