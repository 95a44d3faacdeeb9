#include "tally/aggregate/kemeny.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/support/ballots.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;
using support::profile;
using support::refusal;
using Order = std::vector<std::size_t>;
using Orders = std::vector<Order>;

TEST(Kemeny, TennesseeCapital_AsPublished) {
  const KemenyResult result = kemeny(Pairs(profile("MNCK", {"42 M>N>C>K", "26 N>C>K>M", "15 C>K>N>M", "17 K>C>N>M"})));
  EXPECT_EQ(result.agreement, Rational(393));
  EXPECT_EQ(result.disagreement, Rational(207));
  EXPECT_EQ(result.orders, (Orders{{1, 2, 3, 0}}));
  EXPECT_EQ(result.places, (Places{4, 1, 2, 3}));
}

TEST(Kemeny, AllBestOrdersOfAWeakOrder_ShareThePlace) {
  const KemenyResult result = kemeny(Pairs(profile("ABCD", {"1 A>B>C>D", "1 A>C>B>D"})));
  EXPECT_EQ(result.optima, 2U);
  EXPECT_EQ(result.orders, (Orders{{0, 1, 2, 3}, {0, 2, 1, 3}}));
  EXPECT_EQ(result.places, (Places{1, 2, 2, 4}));
}

TEST(Kemeny, Circle_HasNoPlacesButItsBestOrders) {
  const KemenyResult result = kemeny(Pairs(profile("ABC", {"1 A>B>C", "1 B>C>A", "1 C>A>B"})));
  EXPECT_EQ(result.optima, 3U);
  EXPECT_EQ(result.orders, (Orders{{0, 1, 2}, {1, 2, 0}, {2, 0, 1}}));
  EXPECT_EQ(result.places, std::nullopt);
}

TEST(Kemeny, OpenPairThatIsNotTransitive_HasNoPlaces) {
  const KemenyResult result = kemeny(Pairs(profile("ABC", {"1 A>B>C", "1 C>A>B"})));
  EXPECT_EQ(result.orders, (Orders{{0, 1, 2}, {0, 2, 1}, {2, 0, 1}}));
  EXPECT_EQ(result.places, std::nullopt);
}

TEST(Kemeny, TwelveAllTied_ShareOnePlace) {
  const KemenyResult result = kemeny(Pairs(profile("ABCDEFGHIJKL", {"1 A=B=C=D=E=F=G=H=I=J=K=L"})));
  EXPECT_EQ(result.optima, 479001600U);
  EXPECT_EQ(result.orders.size(), kMaxKemenyOrders);
  EXPECT_EQ(result.places, Places(12, 1));
}

TEST(Kemeny, OneEntrantOrOneJuror) {
  EXPECT_EQ(kemeny(Pairs(profile("A", {"1 A"}))).places, (Places{1}));
  EXPECT_EQ(kemeny(Pairs(profile("ABC", {"1 B>C>A"}))).places, (Places{3, 1, 2}));
  EXPECT_EQ(kemeny(Pairs(profile("ABC", {"1 B>A=C"}))).places, (Places{2, 1, 2}));
}

TEST(Kemeny, Thirteen_IsRefused) {
  EXPECT_EQ(refusal([] { static_cast<void>(kemeny(Pairs(profile("ABCDEFGHIJKLM", {"1 A>B>C>D>E>F>G>H>I>J>K>L>M"})))); }),
            "aggregate.too_many_kemeny 13 12");
}

/// The best orders by trying every one.
std::pair<Rational, std::set<Order>> best_of_all(const Pairs& pairs) {
  std::pair<Rational, std::set<Order>> best;
  Order order(pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  do {
    Rational cost;
    for (std::size_t a = 0; a < order.size(); ++a) {
      for (std::size_t b = a + 1; b < order.size(); ++b) cost += pairs.over(order[b], order[a]);
    }
    if (best.second.empty() || cost < best.first) best = {cost, {}};
    if (cost == best.first) best.second.insert(order);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

/// The orders that break the ties of the places and nothing else.
std::set<Order> orders_within(const Places& places) {
  std::set<Order> found;
  Order order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  do {
    if (std::is_sorted(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return places[a] < places[b]; })) {
      found.insert(order);
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return found;
}

TEST(KemenyProperty, Best_AreThoseOfTryingEveryOrder) {
  std::mt19937 random(7);
  int with_places = 0;
  for (int run = 0; run < 150; ++run) {
    const std::size_t count = random() % 5 + 2;
    const Pairs pairs(support::random_profile(count, random() % 6 + 1, static_cast<int>(random() % 6) + 2, random));
    const KemenyResult result = kemeny(pairs);
    const auto [least, best] = best_of_all(pairs);
    EXPECT_EQ(result.disagreement, least);
    EXPECT_EQ(result.optima, best.size());
    if (best.size() <= kMaxKemenyOrders) {
      EXPECT_EQ(result.orders, Orders(best.begin(), best.end()));
    }
    if (result.places) {
      EXPECT_EQ(orders_within(*result.places), best);
    }
    with_places += result.places ? 1 : 0;
  }
  EXPECT_GT(with_places, 50);
}

TEST(KemenyProperty, ReversalAndNames_TurnTheOrdersAlong) {
  std::mt19937 random(8);
  for (int run = 0; run < 100; ++run) {
    const Profile any = support::random_profile(4, 3, 4, random);
    const KemenyResult forth = kemeny(Pairs(any));
    const KemenyResult back = kemeny(Pairs(support::reversed(any)));
    std::set<Order> turned;
    for (Order order : back.orders) turned.insert(Order(order.rbegin(), order.rend()));
    EXPECT_EQ(turned, std::set<Order>(forth.orders.begin(), forth.orders.end()));

    std::vector<std::size_t> to{0, 1, 2, 3};
    std::shuffle(to.begin(), to.end(), random);
    const KemenyResult moved = kemeny(Pairs(support::permuted(any, to)));
    EXPECT_EQ(moved.agreement, forth.agreement);
    EXPECT_EQ(moved.optima, forth.optima);
    ASSERT_EQ(moved.places.has_value(), forth.places.has_value());
    for (std::size_t e = 0; forth.places && e < 4; ++e) EXPECT_EQ((*moved.places)[to[e]], (*forth.places)[e]);
  }
}

}  // namespace
}  // namespace tally::aggregate
