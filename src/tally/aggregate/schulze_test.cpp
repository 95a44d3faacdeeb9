#include "tally/aggregate/schulze.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/ballots.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;
using support::profile;
using support::refusal;
using Paths = std::vector<std::vector<Rational>>;

const std::vector<std::string> kFortyFive{"5 A>C>B>E>D", "5 A>D>E>C>B", "8 B>E>D>A>C", "3 C>A>B>E>D",
                                          "7 C>A>E>B>D", "2 C>B>A>D>E", "7 D>C>E>B>A", "8 E>B>A>D>C"};

TEST(Schulze, FortyFiveVoters_AsPublished) {
  const SchulzeResult result = schulze(Pairs(profile("ABCDE", kFortyFive)));
  EXPECT_EQ(result.places, (Places{2, 4, 3, 5, 1}));  // E > A > C > B > D
  EXPECT_EQ(result.paths, (Paths{{0, 28, 28, 30, 24}, {25, 0, 28, 33, 24}, {25, 29, 0, 29, 24}, {25, 28, 28, 0, 24}, {25, 28, 28, 31, 0}}));
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(schulze(Pairs(profile("ABCDE", kFortyFive)), LinkStrength::margins).places, result.places);
}

TEST(Schulze, Tennessee_NashvilleIsTheCondorcetWinner) {
  EXPECT_EQ(schulze(Pairs(profile("MNCK", {"42 M>N>C>K", "26 N>C>K>M", "15 C>K>N>M", "17 K>C>N>M"}))).places, (Places{4, 1, 2, 3}));
}

TEST(Schulze, Circle_IsCutAtItsWeakestWin) {
  EXPECT_EQ(schulze(Pairs(profile("ABC", {"4 A>B>C", "3 B>C>A", "2 C>A>B"}))).places, (Places{1, 2, 3}));
  EXPECT_EQ(schulze(Pairs(profile("ABC", {"1 A>B>C", "1 B>C>A", "1 C>A>B"}))).places, (Places{1, 1, 1}));
}

TEST(Schulze, WinningVotesAndMargins_DifferWhereJurorsTie) {
  // A > B by 5:0, B > C by 9:6, C > A by 8:4; the weakest is 5 by votes, 3 by margin.
  const Pairs pairs({"A", "B", "C"},
                    std::vector<Duel>{{0, 1, false, 5}, {1, 2, false, 9}, {2, 1, false, 6}, {2, 0, false, 8}, {0, 2, false, 4}});
  EXPECT_EQ(schulze(pairs).places, (Places{3, 1, 2}));
  EXPECT_EQ(schulze(pairs, LinkStrength::margins).places, (Places{2, 3, 1}));
}

TEST(Schulze, OpenPairs_AreLayersAndSaidToBe) {
  // A beats B, and C is level with both: C is behind nobody, so it shares with A, though it is not before B.
  const SchulzeResult result = schulze(Pairs(profile("ABC", {"1 A>B>C", "1 C>A>B"})));
  EXPECT_EQ(result.places, (Places{1, 3, 1}));
  EXPECT_FALSE(result.complete);
}

TEST(Schulze, OneEntrantOneJurorAndAllTied) {
  EXPECT_EQ(schulze(Pairs(profile("A", {"1 A"}))).places, (Places{1}));
  EXPECT_EQ(schulze(Pairs(profile("ABC", {"1 B>C>A"}))).places, (Places{3, 1, 2}));
  EXPECT_EQ(schulze(Pairs(profile("ABC", {"1 B=C=A"}))).places, (Places{1, 1, 1}));
}

TEST(Pairs, Faulty_IsRefusedInWords) {
  const auto duels = [](std::vector<std::string> entrants, const std::vector<Duel>& given) {
    return refusal([&] { static_cast<void>(Pairs(std::move(entrants), given)); });
  };
  EXPECT_EQ(refusal([] { static_cast<void>(Pairs(Profile{})); }), "aggregate.no_entrants");
  EXPECT_EQ(duels({}, {}), "aggregate.no_entrants");
  EXPECT_EQ(duels({"A", "B"}, {}), "aggregate.no_duels");
  EXPECT_EQ(duels({"A", "B"}, {{1, 1}}), "aggregate.self_duel B");
  EXPECT_EQ(duels({"A", "B"}, {{1, 0, false, 0}}), "aggregate.weight B - A 0");
  EXPECT_EQ(duels({"A"}, {}), "");
}

TEST(Pairs, NotLinked_IsRefusedByName) {
  EXPECT_EQ(refusal([] { static_cast<void>(Pairs(profile("ABCD", {"1 A>B", "1 C>D"}))); }), "aggregate.not_connected A C");
  EXPECT_EQ(refusal([] { static_cast<void>(Pairs(profile("ABC", {"1 A>B", "1 C"}))); }), "aggregate.not_connected A C");
  EXPECT_EQ(refusal([] { static_cast<void>(Pairs(profile("ABCD", {"1 A>B", "1 C>D", "1 B=C"}))); }), "");
}

/// The strongest path by trying every one.
Rational strongest(const Pairs& pairs, std::size_t from, std::size_t to, std::vector<bool> seen) {
  seen[from] = true;
  Rational best;
  for (std::size_t via = 0; via < pairs.size(); ++via) {
    if (seen[via] || pairs.over(from, via) <= pairs.over(via, from)) continue;
    const Rational& link = pairs.over(from, via);
    best = std::max(best, via == to ? link : std::min(link, strongest(pairs, via, to, seen)));
  }
  return best;
}

TEST(SchulzeProperty, Paths_AreThoseOfTryingEveryOne) {
  std::mt19937 random(3);
  for (int run = 0; run < 100; ++run) {
    const std::size_t count = random() % 5 + 2;
    const Pairs pairs(support::random_profile(count, random() % 6 + 1, static_cast<int>(random() % 6) + 2, random));
    const SchulzeResult result = schulze(pairs);
    for (std::size_t a = 0; a < count; ++a) {
      for (std::size_t b = 0; b < count; ++b) {
        if (a != b) {
          EXPECT_EQ(result.paths[a][b], strongest(pairs, a, b, std::vector<bool>(count, false)));
        }
        if (result.paths[a][b] > result.paths[b][a]) {
          EXPECT_LT(result.places[a], result.places[b]);
        }
      }
    }
  }
}

/// Whether everybody in the set beats everybody outside of it.
bool dominates(const Pairs& pairs, unsigned set) {
  for (std::size_t a = 0; a < pairs.size(); ++a) {
    for (std::size_t b = 0; b < pairs.size(); ++b) {
      if ((set >> a & 1U) != 0 && (set >> b & 1U) == 0 && pairs.over(a, b) <= pairs.over(b, a)) return false;
    }
  }
  return true;
}

TEST(SchulzeProperty, DominatingSetsAreAheadOfTheRest_CondorcetWinnerIsFirstAlone) {
  std::mt19937 random(4);
  int condorcet = 0;
  for (int run = 0; run < 300; ++run) {
    const Pairs pairs(support::random_profile(5, random() % 6 + 1, 5, random));
    for (const LinkStrength strength : {LinkStrength::winning_votes, LinkStrength::margins}) {
      const Places places = schulze(pairs, strength).places;
      for (unsigned set = 1; set < 31; ++set) {
        if (!dominates(pairs, set)) continue;
        condorcet += (set & (set - 1)) == 0 ? 1 : 0;
        for (std::size_t a = 0; a < 5; ++a) {
          for (std::size_t b = 0; b < 5; ++b) {
            if ((set >> a & 1U) != 0 && (set >> b & 1U) == 0) {
              EXPECT_LT(places[a], places[b]);
            }
          }
        }
      }
    }
  }
  EXPECT_GT(condorcet, 50);
}

TEST(SchulzeProperty, ReversalTurnsPathsAndASoleWinnerIsNoLongerFirst) {
  std::mt19937 random(5);
  for (int run = 0; run < 200; ++run) {
    const Profile any = support::random_profile(5, 4, 4, random);
    const SchulzeResult forth = schulze(Pairs(any));
    const SchulzeResult back = schulze(Pairs(support::reversed(any)));
    for (std::size_t a = 0; a < 5; ++a) {
      for (std::size_t b = 0; b < 5; ++b) EXPECT_EQ(forth.paths[a][b], back.paths[b][a]);
      const bool alone = forth.places[a] == 1 && std::count(forth.places.begin(), forth.places.end(), 1) == 1;
      if (alone) {
        EXPECT_NE(back.places[a], 1);
      }
    }
  }
}

TEST(SchulzeProperty, NamesAndOrderOfBallots_DoNotMatter) {
  std::mt19937 random(6);
  for (int run = 0; run < 100; ++run) {
    const Profile any = support::random_profile(5, 4, 3, random);
    std::vector<std::size_t> to{0, 1, 2, 3, 4};
    std::shuffle(to.begin(), to.end(), random);
    Profile moved = support::permuted(any, to);
    std::shuffle(moved.ballots.begin(), moved.ballots.end(), random);
    const Places before = schulze(Pairs(any)).places;
    const Places after = schulze(Pairs(moved)).places;
    for (std::size_t e = 0; e < to.size(); ++e) EXPECT_EQ(after[to[e]], before[e]);
  }
}

}  // namespace
}  // namespace tally::aggregate
