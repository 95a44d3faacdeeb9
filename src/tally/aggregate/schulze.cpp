#include "tally/aggregate/schulze.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;

Rational link(const Pairs& pairs, LinkStrength strength, std::size_t a, std::size_t b) {
  if (pairs.over(a, b) <= pairs.over(b, a)) return 0;
  return strength == LinkStrength::winning_votes ? pairs.over(a, b) : pairs.over(a, b) - pairs.over(b, a);
}

/// Widest paths after Floyd and Warshall, in place.
void widen(std::vector<std::vector<int>>& width) {
  const std::size_t count = width.size();
  for (std::size_t via = 0; via < count; ++via) {
    for (std::size_t a = 0; a < count; ++a) {
      const int first = width[a][via];
      if (a == via || first == 0) continue;
      for (std::size_t b = 0; b < count; ++b) width[a][b] = std::max(width[a][b], std::min(first, width[via][b]));
    }
    width[via][via] = 0;
  }
}

}  // namespace

SchulzeResult schulze(const Pairs& pairs, LinkStrength strength) {
  const std::size_t count = pairs.size();
  std::vector<std::vector<Rational>> links(count, std::vector<Rational>(count));
  std::vector<Rational> steps{0};
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b < count; ++b) steps.push_back(links[a][b] = link(pairs, strength, a, b));
  }
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());

  // Only the order of the strengths matters, so paths are sought among their positions in it.
  std::vector<std::vector<int>> width(count, std::vector<int>(count));
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b < count; ++b) {
      width[a][b] = static_cast<int>(std::lower_bound(steps.begin(), steps.end(), links[a][b]) - steps.begin());
    }
  }
  widen(width);
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b < count; ++b) links[a][b] = a == b ? Rational(0) : steps[static_cast<std::size_t>(width[a][b])];
  }
  Layers layers = layers_of(count, [&](std::size_t a, std::size_t b) { return width[a][b] > width[b][a]; });
  return {std::move(layers.places), std::move(links), layers.complete};
}

}  // namespace tally::aggregate
