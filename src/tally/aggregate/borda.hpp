#pragma once

#include "tally/aggregate/profile.hpp"

namespace tally::aggregate {

struct BordaResult {
  Places places;
  std::vector<base::Rational> points;  ///< by entrant
};

/// The Borda count (J.-C. de Borda, Mémoire sur les élections au scrutin, 1781): each juror gives n-1 points to his first, n-2 to the next
/// ... 0 to his last; tied ones share what their places give, so that every juror gives as many points as any other. Most points first,
/// equal points share a place. Every ballot must rank every entrant. Throws what require_valid does, and aggregate.not_ranked.
[[nodiscard]] BordaResult borda(const Profile& profile);

}  // namespace tally::aggregate
