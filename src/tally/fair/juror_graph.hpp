#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tally/fair/ratings.hpp"

namespace tally::fair {

/// The component of each juror, numbered in the order of their first jurors.
std::vector<std::uint32_t> components_of(const Ratings& ratings);

/// For each juror the others who share an entry with him, ascending.
std::vector<std::vector<std::uint32_t>> neighbours_of(const Ratings& ratings);

/// In which order Cholesky takes the jurors, and how many numbers its factor then holds below the diagonal.
struct Elimination {
  std::vector<std::uint32_t> order;
  std::size_t fill = 0;
};

/// Least degree first, lowest juror on ties: written out so that any program can repeat it. Stops as soon as all who remain are neighbours.
Elimination least_degree(std::vector<std::vector<std::uint32_t>> neighbours);

}  // namespace tally::fair
