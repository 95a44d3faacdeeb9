#include "tally/aggregate/borda.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/ballots.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;
using support::profile;
using support::refusal;
using Points = std::vector<Rational>;

TEST(Borda, TennesseeCapital_NashvilleWins) {
  // Memphis, Nashville, Chattanooga, Knoxville: the example of many textbooks.
  const BordaResult result = borda(profile("MNCK", {"42 M>N>C>K", "26 N>C>K>M", "15 C>K>N>M", "17 K>C>N>M"}));
  EXPECT_EQ(result.points, (Points{126, 194, 173, 107}));
  EXPECT_EQ(result.places, (Places{3, 1, 2, 4}));
}

TEST(Borda, TiesOnABallot_ShareWhatTheirPlacesGive) {
  const BordaResult result = borda(profile("ABCD", {"1 A=B>C>D", "1 A>B=C=D"}));
  EXPECT_EQ(result.points, (Points{Rational::fraction(11, 2), Rational::fraction(7, 2), 2, 1}));
  EXPECT_EQ(borda(profile("ABC", {"1 A=B=C"})).places, (Places{1, 1, 1}));
}

TEST(Borda, EqualPoints_ShareThePlace) { EXPECT_EQ(borda(profile("ABCD", {"1 A>B>C>D", "1 A>C>B>D"})).places, (Places{1, 2, 2, 4})); }

TEST(Borda, OneEntrantOrOneJuror) {
  EXPECT_EQ(borda(profile("A", {"1 A"})).places, (Places{1}));
  EXPECT_EQ(borda(profile("ABC", {"1 C>A>B"})).places, (Places{2, 3, 1}));
}

TEST(Borda, PartialBallot_IsRefusedOrReadAsLast) {
  const Profile partial = profile("ABC", {"1 A>B"});
  EXPECT_EQ(refusal([&] { static_cast<void>(borda(partial)); }), "aggregate.not_ranked juror1 C");
  EXPECT_EQ(borda(unranked_last(partial)).points, (Points{2, 1, 0}));
}

TEST(Borda, Empty_IsRefused) {
  EXPECT_EQ(refusal([] { static_cast<void>(borda({})); }), "aggregate.no_entrants");
  EXPECT_EQ(refusal([] { static_cast<void>(borda(profile("AB", {}))); }), "aggregate.no_ballots");
}

TEST(BordaProperty, PointsSumUp_AndReversalMirrorsThem) {
  std::mt19937 random(1);
  for (int run = 0; run < 200; ++run) {
    const std::size_t count = random() % 6 + 1;
    const Profile any = support::random_profile(count, random() % 5 + 1, static_cast<int>(random() % 6) + 1, random);
    Rational weight;
    for (const Ballot& ballot : any.ballots) weight += ballot.weight;
    const Points points = borda(any).points;
    const Points mirrored = borda(support::reversed(any)).points;
    const auto n = static_cast<std::int64_t>(count);
    Rational sum;
    for (std::size_t e = 0; e < count; ++e) {
      sum += points[e];
      EXPECT_EQ(points[e] + mirrored[e], weight * (n - 1));
    }
    EXPECT_EQ(sum, weight * Rational::fraction(n * (n - 1), 2));
  }
}

TEST(BordaProperty, NamesAndOrderOfBallots_DoNotMatter) {
  std::mt19937 random(2);
  for (int run = 0; run < 100; ++run) {
    const Profile any = support::random_profile(5, 4, 3, random);
    std::vector<std::size_t> to{0, 1, 2, 3, 4};
    std::shuffle(to.begin(), to.end(), random);
    Profile moved = support::permuted(any, to);
    std::shuffle(moved.ballots.begin(), moved.ballots.end(), random);
    const BordaResult before = borda(any);
    const BordaResult after = borda(moved);
    for (std::size_t e = 0; e < to.size(); ++e) {
      EXPECT_EQ(after.points[to[e]], before.points[e]);
      EXPECT_EQ(after.places[to[e]], before.places[e]);
    }
  }
}

}  // namespace
}  // namespace tally::aggregate
