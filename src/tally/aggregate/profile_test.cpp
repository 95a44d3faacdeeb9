#include "tally/aggregate/profile.hpp"

#include <gtest/gtest.h>

#include "tests/support/ballots.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;
using support::profile;
using support::refusal;

TEST(Places, Equal_ShareAndAreCounted) {
  const std::vector<int> points{5, 9, 5, 1};
  EXPECT_EQ(places_of(4, [&](std::size_t a, std::size_t b) { return points[a] > points[b]; }), (Places{2, 1, 2, 4}));
  EXPECT_EQ(places_of(0, [](std::size_t, std::size_t) { return false; }), Places{});
}

TEST(Layers, WeakOrder_IsComplete) {
  const std::vector<int> points{5, 9, 5, 1};
  const Layers layers = layers_of(4, [&](std::size_t a, std::size_t b) { return points[a] > points[b]; });
  EXPECT_EQ(layers.places, (Places{2, 1, 2, 4}));
  EXPECT_TRUE(layers.complete);
}

TEST(Layers, OpenPairInTwoLayers_IsNotComplete) {
  const Layers layers = layers_of(3, [](std::size_t a, std::size_t b) { return a == 0 && b == 2; });
  EXPECT_EQ(layers.places, (Places{1, 1, 3}));
  EXPECT_FALSE(layers.complete);
}

TEST(ProfileOf, Scores_EachJurorsOwnOrder) {
  const std::vector<Score> scores{
      {"wati", 0, 80}, {"wati", 2, 90}, {"wati", 3, 80}, {"adi", 1, Rational::fraction(1, 3)}, {"adi", 0, Rational::fraction(1, 2)}};
  const Profile made = profile_of({"A", "B", "C", "D"}, scores);
  ASSERT_EQ(made.ballots.size(), 2U);
  EXPECT_EQ(made.ballots[0].juror, "adi");
  EXPECT_EQ(made.ballots[0].ranks, (std::vector<int>{1, 2, 0, 0}));
  EXPECT_EQ(made.ballots[1].ranks, (std::vector<int>{2, 0, 1, 2}));
  EXPECT_EQ(profile_of({"A", "B", "C", "D"}, scores, Better::lower).ballots[1].ranks, (std::vector<int>{1, 0, 3, 1}));
}

TEST(ProfileOf, ScoredTwice_IsRefusedByName) {
  const std::vector<Score> scores{{"adi", 0, 80}, {"adi", 0, 80}};
  EXPECT_EQ(refusal([&] { static_cast<void>(profile_of({"A"}, scores)); }), "aggregate.scored_twice adi A");
}

TEST(Profile, UnrankedLast_IsOneGroupBehind) {
  EXPECT_EQ(unranked_last(profile("ABCD", {"1 C>A"})).ballots[0].ranks, (std::vector<int>{2, 3, 1, 3}));
  EXPECT_EQ(unranked_last(profile("AB", {"1 A>B"})).ballots[0].ranks, (std::vector<int>{1, 2}));
}

TEST(Profile, Faulty_IsRefusedWithAllFaults) {
  EXPECT_EQ(refusal([] { require_valid({}); }), "aggregate.no_entrants");
  EXPECT_EQ(refusal([] { require_valid({{"A"}, {}}); }), "aggregate.no_ballots");
  EXPECT_EQ(refusal([] { require_valid({std::vector<std::string>(1001), {}}); }), "aggregate.too_many 1001 1000");
  try {
    require_valid(profile("AB", {"0 A>B", "1 ", "-1/2 A"}));
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.problems(), (std::vector<base::Problem>{{"", 0, "aggregate.weight", {{"of", "juror1"}, {"found", "0"}}},
                                                            {"", 0, "aggregate.blank_ballot", {{"juror", "juror2"}}},
                                                            {"", 0, "aggregate.weight", {{"of", "juror3"}, {"found", "-0.5"}}}}));
  }
}

TEST(Profile, Groups_BestFirst) {
  using Groups = std::vector<std::vector<std::size_t>>;
  EXPECT_EQ(groups_of(profile("ABCD", {"1 C>A=D"}).ballots[0]), (Groups{{2}, {0, 3}}));
  EXPECT_EQ(groups_of({"gaps", {90, 0, 7, 7}}), (Groups{{2, 3}, {0}}));
}

}  // namespace
}  // namespace tally::aggregate
