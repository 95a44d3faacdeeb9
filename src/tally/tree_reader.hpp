#pragma once

#include "tally/fields.hpp"
#include "tally/pack.hpp"

namespace tally {

/// Reads `trees` into `pack` (levels and stages must be read before). Problems go to the reading.
void read_trees(Fields& fields, Pack& pack);

/// Index of the named element, or -1.
template <typename Elements>
int index_of(const Elements& elements, std::string_view id) {
  int index = 0;
  for (const auto& element : elements) {
    if (element.named.id == id) return index;
    ++index;
  }
  return -1;
}

}  // namespace tally
