#include "tally/aggregate/bradley_terry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/ballots.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;
using support::profile;
using support::refusal;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;
using Vector = std::vector<double>;

std::vector<std::string> letters(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t e = 0; e < count; ++e) names.emplace_back(1, static_cast<char>('A' + e));
  return names;
}

TEST(BradleyTerry, Two_IsTheLogarithmOfTheirWins) {
  const BradleyTerryResult result = bradley_terry(Pairs(letters(2), std::vector<Duel>{{0, 1, false, 3}, {1, 0}}));
  EXPECT_THAT(result.strengths, ElementsAre(DoubleNear(std::log(3) / 2, 1e-12), DoubleNear(-std::log(3) / 2, 1e-12)));
  EXPECT_EQ(result.wins, (std::vector<Rational>{3, 1}));
  EXPECT_EQ(result.duels, (std::vector<Rational>{4, 4}));
  EXPECT_EQ(result.places, (Places{1, 2}));
}

TEST(BradleyTerry, ThreeOnAChain_AddUp) {
  // A meets B (2:1) and B meets C (5:1): without a circle each pair fits its own odds.
  const Pairs pairs(letters(3), std::vector<Duel>{{0, 1, false, 2}, {1, 0}, {1, 2, false, 5}, {2, 1}});
  const Vector strengths = bradley_terry(pairs).strengths;
  EXPECT_NEAR(strengths[0] - strengths[1], std::log(2), 1e-12);
  EXPECT_NEAR(strengths[1] - strengths[2], std::log(5), 1e-12);
  EXPECT_NEAR(strengths[0] + strengths[1] + strengths[2], 0, 1e-12);
}

TEST(BradleyTerry, ThreeAsStrongAsFourTwoOne_AreFoundAgain) {
  // Odds of 4:2:1 exactly: of 6 A wins 4 over B; of 15 A wins 12 over C; of 3 B wins 2 over C.
  const Pairs pairs(letters(3),
                    std::vector<Duel>{{0, 1, false, 4}, {1, 0, false, 2}, {0, 2, false, 12}, {2, 0, false, 3}, {1, 2, false, 2}, {2, 1}});
  EXPECT_THAT(bradley_terry(pairs).strengths,
              ElementsAre(DoubleNear(std::log(2), 1e-12), DoubleNear(0, 1e-12), DoubleNear(-std::log(2), 1e-12)));
}

TEST(BradleyTerry, Circle_IsAllEqualAndShares) {
  const BradleyTerryResult result = bradley_terry(Pairs(letters(4), std::vector<Duel>{{0, 1}, {1, 2}, {2, 0}, {3, 0}, {0, 3}}));
  EXPECT_THAT(result.strengths, Pointwise(DoubleNear(1e-12), Vector{0, 0, 0, 0}));
  EXPECT_EQ(result.places, (Places{1, 1, 1, 1}));
}

TEST(BradleyTerry, DrawnDuel_IsHalfAWinForEach) {
  const BradleyTerryResult drawn = bradley_terry(Pairs(letters(2), std::vector<Duel>{{0, 1}, {0, 1, true}}));
  EXPECT_NEAR(drawn.strengths[0] - drawn.strengths[1], std::log(3), 1e-12);
  EXPECT_EQ(drawn.wins, (std::vector<Rational>{Rational::fraction(3, 2), Rational::fraction(1, 2)}));
}

TEST(BradleyTerry, Undefeated_IsRefusedWithoutAPrior) {
  const Pairs pairs(letters(3), std::vector<Duel>{{0, 1}, {1, 2}, {2, 1}});
  EXPECT_EQ(refusal([&] { static_cast<void>(bradley_terry(pairs)); }), "aggregate.unbounded B A");
  const Pairs winless(letters(3), std::vector<Duel>{{0, 1}, {1, 0}, {1, 2}});
  EXPECT_EQ(refusal([&] { static_cast<void>(bradley_terry(winless)); }), "aggregate.unbounded C A");
  EXPECT_EQ(bradley_terry(pairs, 1).places, (Places{1, 3, 2}));
  EXPECT_EQ(bradley_terry(winless, 1).places, (Places{2, 1, 3}));
}

TEST(BradleyTerry, Prior_KeepsTheUndefeatedFinite) {
  // One duel and a prior of 1: A won 1 + 1/2 and lost 1/2. By symmetry b = -a, and 1 - s(2a) + 1/2 = s(a).
  const BradleyTerryResult result = bradley_terry(Pairs(letters(2), std::vector<Duel>{{0, 1}}), 1);
  const double a = result.strengths[0];
  EXPECT_NEAR(result.strengths[1], -a, 1e-12);
  EXPECT_NEAR(1.5 - 1 / (1 + std::exp(-2 * a)), 1 / (1 + std::exp(-a)), 1e-12);
  EXPECT_EQ(result.places, (Places{1, 2}));
}

TEST(BradleyTerry, HugeOdds_StayFinite) {
  const BradleyTerryResult result = bradley_terry(Pairs(letters(2), std::vector<Duel>{{0, 1, false, Rational::power_of_ten(12)}, {1, 0}}));
  EXPECT_NEAR(result.strengths[0] - result.strengths[1], 12 * std::log(10), 1e-6);
}

TEST(BradleyTerry, OddsBeyondDoubles_AreRefusedNotGuessed) {
  const Pairs pairs(letters(3), std::vector<Duel>{{0, 1, false, Rational::power_of_ten(30)}, {1, 0}, {1, 2}, {2, 1, false, 3}});
  EXPECT_EQ(refusal([&] { static_cast<void>(bradley_terry(pairs)); }), "aggregate.not_solved");
}

TEST(BradleyTerry, OneEntrant_IsFirst) {
  const BradleyTerryResult result = bradley_terry(Pairs(letters(1), {}));
  EXPECT_EQ(result.places, (Places{1}));
  EXPECT_EQ(result.strengths, (Vector{0}));
}

TEST(BradleyTerry, NegativePrior_IsRefused) {
  const Pairs pairs(letters(2), std::vector<Duel>{{0, 1}});
  EXPECT_EQ(refusal([&] { static_cast<void>(bradley_terry(pairs, -1)); }), "aggregate.prior -1");
}

TEST(BradleyTerry, Rankings_CountAsTheirPairs) {
  const BradleyTerryResult result = bradley_terry(Pairs(profile("AB", {"3 A>B", "1 B>A", "2 A=B"})));
  EXPECT_NEAR(result.strengths[0] - result.strengths[1], std::log(2), 1e-12);
}

std::vector<Duel> random_duels(std::size_t count, std::size_t duels, std::mt19937& random) {
  std::vector<Duel> made;
  for (std::size_t e = 0; e < count; ++e) made.push_back({e, (e + 1) % count});  // a circle, so that all is bounded
  while (made.size() < duels) {
    const std::size_t a = random() % count;
    const std::size_t b = random() % count;
    if (a != b) made.push_back({a, b, random() % 5 == 0, static_cast<std::int64_t>(random() % 3 + 1)});
  }
  return made;
}

/// Hunter's MM algorithm, p_a = wins_a / sum of duels_ab / (p_a + p_b), for very long.
Vector slowly(const Pairs& pairs) {
  Vector strengths(pairs.size(), 1.0);
  for (int step = 0; step < 20000; ++step) {
    for (std::size_t a = 0; a < pairs.size(); ++a) {
      double wins = 0;
      double weight = 0;
      for (std::size_t b = 0; b < pairs.size(); ++b) {
        const double level = pairs.level(a, b).to_double();
        wins += pairs.over(a, b).to_double() + level / 2;
        weight += (pairs.over(a, b).to_double() + pairs.over(b, a).to_double() + level) / (strengths[a] + strengths[b]);
      }
      strengths[a] = wins / weight;
    }
  }
  double mean = 0;
  for (double& strength : strengths) mean += (strength = std::log(strength)) / static_cast<double>(pairs.size());
  for (double& strength : strengths) strength -= mean;
  return strengths;
}

TEST(BradleyTerryProperty, Newton_FindsWhatMMFinds) {
  std::mt19937 random(12);
  for (int run = 0; run < 20; ++run) {
    const std::size_t count = random() % 5 + 2;
    const Pairs pairs(letters(count), random_duels(count, 3 * count, random));
    EXPECT_THAT(bradley_terry(pairs).strengths, Pointwise(DoubleNear(1e-9), slowly(pairs)));
  }
}

TEST(BradleyTerryProperty, ExpectedWinsAreTheWins_UnitAndNamesDoNotMatter) {
  std::mt19937 random(13);
  for (int run = 0; run < 50; ++run) {
    const std::size_t count = random() % 20 + 2;
    std::vector<Duel> duels = random_duels(count, 4 * count, random);
    const Pairs pairs(letters(count), duels);
    const BradleyTerryResult result = bradley_terry(pairs);
    std::vector<std::size_t> to(count);
    std::iota(to.begin(), to.end(), std::size_t{0});
    std::shuffle(to.begin(), to.end(), random);
    for (std::size_t a = 0; a < count; ++a) {
      double expected = 0;
      for (std::size_t b = 0; b < count; ++b) {
        const double weight = (pairs.over(a, b) + pairs.over(b, a) + pairs.level(a, b)).to_double();
        expected += weight / (1 + std::exp(result.strengths[b] - result.strengths[a]));
      }
      EXPECT_NEAR(expected, result.wins[a].to_double(), 1e-9);
    }
    for (Duel& duel : duels) duel = {to[duel.winner], to[duel.loser], duel.drawn, duel.weight * Rational::fraction(1, 1000)};
    const BradleyTerryResult moved = bradley_terry(Pairs(letters(count), duels));
    for (std::size_t e = 0; e < count; ++e) {
      EXPECT_NEAR(moved.strengths[to[e]], result.strengths[e], 1e-10);
      EXPECT_EQ(moved.places[to[e]], result.places[e]);
    }
  }
}

}  // namespace
}  // namespace tally::aggregate
