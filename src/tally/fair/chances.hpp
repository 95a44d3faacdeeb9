#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tally/fair/drawing.hpp"

namespace tally::fair {

struct ChanceOptions {
  std::uint64_t seed = 1;
  std::size_t draws = 10000;
  std::vector<std::size_t> cuts = {};          ///< the K of each P(top-K)
  std::vector<std::uint32_t> among = {};       ///< the entries that are ranked against each other, ascending; empty: all
  std::size_t threads = 0;                     ///< 0: one for each core; changes nothing but the time
  std::optional<std::size_t> rank_draws = {};  ///< how many draws rank intervals use; 0: none wanted; unset: as many as is quick
};

/// The ranks between which an entry lies in nine of ten draws.
struct RankInterval {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  bool operator==(const RankInterval&) const = default;
};

struct Chances {
  std::size_t rank_draws = 0;            ///< used for ranks
  std::vector<std::uint32_t> entries;    ///< as in `among`
  std::vector<std::vector<double>> top;  ///< by cut, by position in `entries`
  std::vector<RankInterval> ranks;       ///< by position in `entries`
};

/// P(top-K) and rank intervals. Entries that nothing tells apart share alike.
/// Throws base::Error for a cut above the number of entries and for a number of draws out of bounds.
Chances chances(const Ratings& ratings, const WithinFit& fit, const Drawing& drawing, const ChanceOptions& options);

/// The same of the standard model; nothing if the fit has no standard errors.
std::optional<Chances> chances(const Ratings& ratings, const Laplacian& graph, const WithinFit& fit, const ChanceOptions& options);

}  // namespace tally::fair
