#pragma once

#include "tally/aggregate/pairs.hpp"

namespace tally::aggregate {

/// How strong a win of a over b is: the jurors for a, or those less the jurors for b. The two differ only where jurors tie entrants or
/// leave some out.
enum class LinkStrength : std::uint8_t { winning_votes, margins };

struct SchulzeResult {
  Places places;
  /// paths[a][b]: strength of the strongest path from a to b; 0 = there is none. a is before b if paths[a][b] > paths[b][a].
  std::vector<std::vector<base::Rational>> paths;
  /// Whether `places` says exactly which pairs the method decides. If not, an entrant is undecided against two of whom one is before the
  /// other; the places are then layers: first those whom nobody is before, then the same among the rest.
  bool complete = true;
};

/// The Schulze method (M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
/// method, Social Choice and Welfare 36, 2011). A path is as strong as its weakest win. Pairs that stay undecided share their place:
/// nothing is drawn.
[[nodiscard]] SchulzeResult schulze(const Pairs& pairs, LinkStrength strength = LinkStrength::winning_votes);

}  // namespace tally::aggregate
