#pragma once

#include <cstdint>
#include <optional>

#include "tally/aggregate/pairs.hpp"

namespace tally::aggregate {

constexpr std::size_t kMaxKemeny = 12;
constexpr std::size_t kMaxKemenyOrders = 24;

struct KemenyResult {
  base::Rational agreement;     ///< juror preferences the best orders keep: the Kemeny score
  base::Rational disagreement;  ///< those they turn round; no order has fewer
  std::uint64_t optima = 0;     ///< how many orders are best
  /// The best orders, each from first to last entrant, by position; at most kMaxKemenyOrders of them.
  std::vector<std::vector<std::size_t>> orders;
  /// Nothing if no weak order says exactly which orders are best (as in a circle of three, where 3 of 6 are): then only `orders` tells the
  /// result.
  std::optional<Places> places;
};

/// The Kemeny-Young rule (J. G. Kemeny, Mathematics without Numbers, Daedalus 88, 1959; H. P. Young and A. Levenglick, 1978): the orders
/// without ties that contradict the fewest preferences of jurors over pairs; a tie of a juror contradicts none. Exact, over all sets of
/// entrants (2^n · n²). Throws aggregate.too_many_kemeny above kMaxKemeny entrants.
[[nodiscard]] KemenyResult kemeny(const Pairs& pairs);

}  // namespace tally::aggregate
