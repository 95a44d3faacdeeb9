#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace tally::aggregate {

/// The place of each entrant, by position: 1 is best, equal ones share theirs and the next ones count them (1, 2, 2, 4).
using Places = std::vector<int>;

/// The places under a strict weak order of the positions 0..count-1.
template <class Before>
[[nodiscard]] Places places_of(std::size_t count, const Before& before) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), before);
  Places places(count);
  for (std::size_t at = 0; at < count; ++at) {
    const bool shared = at > 0 && !before(order[at - 1], order[at]);
    places[order[at]] = shared ? places[order[at - 1]] : static_cast<int>(at) + 1;
  }
  return places;
}

/// Places of an order that may leave pairs open: first those behind nobody, then those behind nobody of the rest, and so on.
struct Layers {
  Places places;
  bool complete = true;  ///< false: some pair stands in two layers although the order left it open
};

template <class Before>
[[nodiscard]] Layers layers_of(std::size_t count, const Before& before) {
  Layers layers{Places(count, 0), true};
  for (std::size_t placed = 0; placed < count;) {
    std::vector<std::size_t> layer;
    for (std::size_t a = 0; a < count; ++a) {
      const auto ahead = [&](std::size_t b) { return layers.places[b] == 0 && before(b, a); };
      bool behind = layers.places[a] != 0;
      for (std::size_t b = 0; b < count && !behind; ++b) behind = ahead(b);
      if (!behind) layer.push_back(a);
    }
    for (const std::size_t a : layer) layers.places[a] = static_cast<int>(placed) + 1;
    for (const std::size_t a : layer) {
      for (std::size_t b = 0; b < count; ++b) layers.complete = layers.complete && (layers.places[b] != 0 || before(a, b));
    }
    placed += layer.size();
  }
  return layers;
}

}  // namespace tally::aggregate
