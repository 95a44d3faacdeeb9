#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tally/fair/chances.hpp"
#include "tally/fair/posterior.hpp"

namespace tally::fair {

/// Ranks of all entries in every draw it is shown, kept until their quantiles are asked for.
class RankIntervals {
 public:
  RankIntervals(const std::vector<std::uint32_t>& entries, std::size_t draws);

  /// Takes the draws of the posterior's current block, as far as they are wanted.
  void take(const Posterior& posterior);
  /// The ⌈5 %⌉-th and ⌈95 %⌉-th smallest rank of each entry.
  [[nodiscard]] std::vector<RankInterval> quantiles();

 private:
  static constexpr std::size_t kTogether = 8;  ///< draws ranked in one pass: a cache line of values

  void rank(const std::vector<double>& values, std::size_t lane, std::vector<std::uint32_t>& ranks);

  const std::vector<std::uint32_t>& entries_;
  std::size_t draws_;
  std::size_t taken_ = 0;
  std::vector<std::uint32_t> ranks_;  ///< by entry, then by draw
  std::vector<double> drawn_;         ///< by entry, then by draw of the block
  std::vector<std::uint32_t> bucket_;
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> order_;
};

}  // namespace tally::fair
