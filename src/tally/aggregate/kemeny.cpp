#include "tally/aggregate/kemeny.hpp"

#include "base/error.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;
using Set = std::uint32_t;  ///< of entrants, a bit each

Set bit(std::size_t entrant) { return Set{1} << entrant; }

/// For every set of entrants already placed: the least disagreement that placing the others must add, and in how many ways it can be had.
class Search {
 public:
  explicit Search(const Pairs& pairs) : pairs_(pairs), all_(bit(pairs.size()) - 1), least_(all_ + 1), ways_(all_ + 1, 0) {
    ways_[all_] = 1;
    for (Set placed = all_; placed-- > 0;) {
      for (std::size_t next = 0; next < pairs_.size(); ++next) {
        if ((placed & bit(next)) != 0) continue;
        const Rational cost = toll(placed, next) + least_[placed | bit(next)];
        if (ways_[placed] == 0 || cost < least_[placed]) {
          least_[placed] = cost;
          ways_[placed] = 0;
        }
        if (cost == least_[placed]) ways_[placed] += ways_[placed | bit(next)];
      }
    }
  }

  [[nodiscard]] const Rational& least() const { return least_[0]; }
  [[nodiscard]] std::uint64_t optima() const { return ways_[0]; }

  void list(Set placed, std::vector<std::size_t>& order, std::vector<std::vector<std::size_t>>& orders) const {
    if (orders.size() == kMaxKemenyOrders) return;
    if (placed == all_) orders.push_back(order);
    for (std::size_t next = 0; next < pairs_.size(); ++next) {
      if (!best(placed, next)) continue;
      order.push_back(next);
      list(placed | bit(next), order, orders);
      order.pop_back();
    }
  }

  /// By entrant: those that stand before it in some best order.
  [[nodiscard]] std::vector<Set> ever_before() const {
    std::vector<Set> before(pairs_.size(), 0);
    std::vector<bool> reached(all_ + 1, false);
    reached[0] = true;
    for (Set placed = 0; placed < all_; ++placed) {
      for (std::size_t next = 0; reached[placed] && next < pairs_.size(); ++next) {
        if (!best(placed, next)) continue;
        before[next] |= placed;
        reached[placed | bit(next)] = true;
      }
    }
    return before;
  }

 private:
  /// Whether some best order of what is left begins with `next`.
  [[nodiscard]] bool best(Set placed, std::size_t next) const {
    return (placed & bit(next)) == 0 && toll(placed, next) + least_[placed | bit(next)] == least_[placed];
  }

  /// The weight of jurors who would rather have seen one of the others next.
  [[nodiscard]] Rational toll(Set placed, std::size_t next) const {
    Rational sum;
    for (std::size_t other = 0; other < pairs_.size(); ++other) {
      if (other != next && (placed & bit(other)) == 0) sum += pairs_.over(other, next);
    }
    return sum;
  }

  const Pairs& pairs_;
  Set all_;
  std::vector<Rational> least_;
  std::vector<std::uint64_t> ways_;
};

Rational preferences(const Pairs& pairs) {
  Rational sum;
  for (std::size_t a = 0; a < pairs.size(); ++a) {
    for (std::size_t b = 0; b < pairs.size(); ++b) sum += pairs.over(a, b);
  }
  return sum;
}

/// How many orders without ties break the ties of these places: the n-th of a shared place can stand in n ways among those before it.
std::uint64_t ways_to_break(const Places& places) {
  std::uint64_t ways = 1;
  for (std::size_t at = 0; at < places.size(); ++at) {
    const auto shared = std::count(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(at) + 1, places[at]);
    ways *= static_cast<std::uint64_t>(shared);
  }
  return ways;
}

}  // namespace

KemenyResult kemeny(const Pairs& pairs) {
  if (pairs.size() > kMaxKemeny) {
    throw base::Error(base::Kind::invalid, "aggregate.too_many_kemeny",
                      {{"count", std::to_string(pairs.size())}, {"limit", std::to_string(kMaxKemeny)}});
  }
  const Search search(pairs);
  KemenyResult result{preferences(pairs) - search.least(), search.least(), search.optima(), {}, {}};
  std::vector<std::size_t> order;
  search.list(0, order, result.orders);

  const std::vector<Set> before = search.ever_before();
  Layers layers = layers_of(pairs.size(), [&](std::size_t a, std::size_t b) { return (before[a] & bit(b)) == 0 && a != b; });
  if (layers.complete && ways_to_break(layers.places) == result.optima) result.places = std::move(layers.places);
  return result;
}

}  // namespace tally::aggregate
