#include "tally/aggregate/stv.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/ballots.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;
using support::profile;
using support::refusal;
using Votes = std::vector<Rational>;
using Entrants = std::vector<std::size_t>;
using Transfers = std::vector<StvTransfer>;

// The party food of many introductions (Orange, Pear, Chocolate, Strawberry, Hamburger): 20 guests, 3 kinds.
const std::vector<std::string> kFood{"4 O", "2 P>O", "8 C>S", "4 C>H", "1 S", "1 H"};

TEST(Stv, PartyFood_AsPublished) {
  const StvResult result = stv(profile("OPCSH", kFood), {.seats = 3});
  EXPECT_EQ(result.quota, Rational(6));
  ASSERT_EQ(result.rounds.size(), 4U);
  EXPECT_EQ(result.rounds[0].votes, (Votes{4, 2, 12, 1, 1}));
  EXPECT_EQ(result.rounds[0].elected, (Entrants{2}));
  EXPECT_EQ(result.rounds[0].transfers, (Transfers{{2, 3, 4}, {2, 4, 2}}));
  EXPECT_EQ(result.rounds[1].votes, (Votes{4, 2, 6, 5, 3}));
  EXPECT_EQ(result.rounds[1].eliminated, (Entrants{1}));
  EXPECT_EQ(result.rounds[1].transfers, (Transfers{{1, 0, 2}}));
  EXPECT_EQ(result.rounds[2].votes, (Votes{6, 0, 6, 5, 3}));
  EXPECT_EQ(result.rounds[2].elected, (Entrants{0}));
  EXPECT_EQ(result.rounds[2].eliminated, (Entrants{4}));
  EXPECT_EQ(result.rounds[2].transfers, (Transfers{{4, std::nullopt, 3}}));
  EXPECT_EQ(result.rounds[3].exhausted, Rational(3));
  EXPECT_EQ(result.rounds[3].elected, (Entrants{3}));
  EXPECT_EQ(result.elected, (Entrants{2, 0, 3}));
  EXPECT_EQ(result.places, (Places{2, 5, 1, 3, 4}));
}

TEST(Stv, Surplus_PassesEveryBallotAtItsExactPart) {
  // Quota 4: A keeps 4 of 7, so 3/7 of each of its ballots goes on, also of those that exhaust.
  const StvResult result = stv(profile("ABCD", {"4 A>B", "2 A>C", "1 A", "2 B", "3 C", "3 D"}), {.seats = 3});
  EXPECT_EQ(result.quota, Rational(4));
  EXPECT_EQ(result.rounds[0].transfers,
            (Transfers{{0, std::nullopt, Rational::fraction(3, 7)}, {0, 1, Rational::fraction(12, 7)}, {0, 2, Rational::fraction(6, 7)}}));
  EXPECT_EQ(result.rounds[1].votes, (Votes{4, Rational::fraction(26, 7), Rational::fraction(27, 7), 3}));
}

TEST(Stv, SecondSurplus_MultipliesTheParts) {
  // Quota 16/4 + 1 = 5. A passes 7/12 of its 12; B then holds 7 (0 + 7) and passes 2/7 of that: each of those ballots is worth 7/12 · 2/7 =
  // 1/6.
  const StvResult result = stv(profile("ABCDE", {"12 A>B>C", "2 D", "2 E"}), {.seats = 3});
  EXPECT_EQ(result.rounds[0].transfers, (Transfers{{0, 1, 7}}));
  EXPECT_EQ(result.rounds[1].transfers, (Transfers{{1, 2, 2}}));
  EXPECT_EQ(result.rounds[2].votes, (Votes{5, 5, 2, 2, 2}));
}

TEST(Stv, TennesseeOneSeat_IsInstantRunoff) {
  const StvResult result = stv(profile("MNCK", {"42 M>N>C>K", "26 N>C>K>M", "15 C>K>N>M", "17 K>C>N>M"}));
  EXPECT_EQ(result.quota, Rational(51));
  EXPECT_EQ(result.elected, (Entrants{3}));
  EXPECT_EQ(result.places, (Places{2, 3, 4, 1}));
}

TEST(Stv, TiesOnABallot_AreSplitEvenly) {
  const StvResult result = stv(profile("ABCD", {"9 A=B=C>D", "2 D"}), {.seats = 1});
  EXPECT_EQ(result.rounds[0].votes, (Votes{3, 3, 3, 2}));
  EXPECT_EQ(result.rounds[1].votes, (Votes{3, 3, 3, 0}));
  EXPECT_EQ(result.places, (Places{1, 1, 1, 4}));
  EXPECT_EQ(result.elected, Entrants{});
  EXPECT_EQ(result.undecided, (Entrants{0, 1, 2}));
}

TEST(Stv, EliminationTie_IsBrokenByTheRulesInOrder) {
  // B (2, then 3 from E) and C (3) tie in the second round; B had fewer in the first.
  const Profile tied = profile("ABCE", {"4 A", "2 B", "3 C", "1 E>B"});
  const StvResult backwards = stv(tied);
  EXPECT_EQ(backwards.rounds[1].votes, (Votes{4, 3, 3, 0}));
  EXPECT_EQ(backwards.rounds[1].eliminated, (Entrants{1}));
  EXPECT_EQ(backwards.rounds[1].tie, StvTie::backwards);
  EXPECT_EQ(stv(tied, {.ties = {StvTie::forwards}}).rounds[1].tie, StvTie::forwards);
  EXPECT_EQ(stv(tied, {.ties = {}}).rounds[1].eliminated, (Entrants{1, 2}));
  EXPECT_EQ(stv(tied, {.ties = {StvTie::lots}, .lots = {1, 2, 4, 3}}).rounds[1].eliminated, (Entrants{2}));
  EXPECT_EQ(stv(tied, {.ties = {StvTie::backwards, StvTie::lots}, .lots = {1, 2, 4, 3}}).rounds[1].eliminated, (Entrants{1}));
}

TEST(Stv, BackwardsAndForwards_LookFromTheirOwnEnd) {
  // B and C have 4 and 5, then 6 and 5, then 6 and 6.
  const Profile tied = profile("ABCDE", {"9 A", "4 B", "5 C", "2 E>B", "1 D>C", "0.5 D>A", "1.5 D"});
  const StvResult backwards = stv(tied, {.ties = {StvTie::backwards}});
  ASSERT_GE(backwards.rounds.size(), 3U);
  EXPECT_EQ(backwards.rounds[1].votes, (Votes{9, 6, 5, 3, 0}));
  EXPECT_EQ(backwards.rounds[2].votes, (Votes{Rational::fraction(19, 2), 6, 6, 0, 0}));
  EXPECT_EQ(backwards.rounds[2].eliminated, (Entrants{2}));
  EXPECT_EQ(stv(tied, {.ties = {StvTie::forwards}}).rounds[2].eliminated, (Entrants{1}));
}

TEST(Stv, TiedForTheLastSeat_StayUndecidedAndShare) {
  const StvResult result = stv(profile("ABCD", {"5 A", "2 B", "2 C"}), {.seats = 2});
  EXPECT_EQ(result.elected, (Entrants{0}));
  EXPECT_EQ(result.undecided, (Entrants{1, 2}));
  EXPECT_EQ(result.places, (Places{1, 2, 2, 4}));
  EXPECT_EQ(stv(profile("ABCD", {"5 A", "2 B", "2 C"}), {.seats = 2, .ties = {StvTie::lots}, .lots = {1, 4, 2, 3}}).elected,
            (Entrants{0, 2}));
}

TEST(Stv, HagenbachBischoff_NeedsMoreThanTheQuota) {
  const Profile half = profile("ABC", {"2 A>C", "1 B", "1 C"});
  EXPECT_EQ(stv(half).quota, Rational(3));
  const StvResult exact = stv(half, {.quota = Quota::hagenbach_bischoff});
  EXPECT_EQ(exact.quota, Rational(2));
  EXPECT_TRUE(exact.rounds[0].elected.empty());
  EXPECT_EQ(exact.elected, (Entrants{0}));
}

TEST(Stv, EqualInOneRound_ShareThePlace) {
  EXPECT_EQ(stv(profile("ABC", {"4 A", "4 B", "1 C"}), {.seats = 2}).places, (Places{1, 1, 3}));
  EXPECT_EQ(stv(profile("ABC", {"1 A", "1 B", "1 C"}), {.seats = 3}).places, (Places{1, 1, 1}));
}

TEST(Stv, OneEntrantOrOneJuror) {
  EXPECT_EQ(stv(profile("A", {"1 A"})).places, (Places{1}));
  // Those without a vote are equal: the single juror's lower ranks are not looked at.
  EXPECT_EQ(stv(profile("ABC", {"1 B>C>A"})).places, (Places{2, 1, 2}));
  EXPECT_EQ(stv(profile("ABC", {"1 B>C>A"}), {.seats = 2, .quota = Quota::hagenbach_bischoff}).places, (Places{3, 1, 2}));
}

TEST(Stv, Faulty_IsRefused) {
  EXPECT_EQ(refusal([] { static_cast<void>(stv({})); }), "aggregate.no_entrants");
  EXPECT_EQ(refusal([] { static_cast<void>(stv(profile("AB", {}))); }), "aggregate.no_ballots");
  EXPECT_EQ(refusal([] { static_cast<void>(stv(profile("AB", {"1 A"}), {.seats = 3})); }), "aggregate.seats 3 2");
  EXPECT_EQ(refusal([] { static_cast<void>(stv(profile("AB", {"1 A"}), {.seats = 0})); }), "aggregate.seats 0 2");
}

/// Every ballot as its strict readings, each with an equal part of the weight.
Profile without_ties(const Profile& profile) {
  Profile made{profile.entrants, {}};
  for (const Ballot& ballot : profile.ballots) {
    Profile readings{profile.entrants, {}};
    std::vector<int> order(profile.entrants.size());
    std::iota(order.begin(), order.end(), 1);
    do {
      bool fits = true;
      for (std::size_t a = 0; a < order.size(); ++a) {
        for (std::size_t b = 0; b < order.size(); ++b) fits = fits && (ballot.ranks[a] >= ballot.ranks[b] || order[a] < order[b]);
      }
      if (fits) readings.ballots.push_back({ballot.juror, order, ballot.weight});
    } while (std::next_permutation(order.begin(), order.end()));
    for (Ballot& reading : readings.ballots) {
      reading.weight = reading.weight / Rational(static_cast<std::int64_t>(readings.ballots.size()));
      made.ballots.push_back(reading);
    }
  }
  return made;
}

TEST(StvProperty, Ties_CountAsAllTheirStrictReadings) {
  std::mt19937 random(9);
  for (int run = 0; run < 60; ++run) {
    const Profile any = support::random_profile(4, random() % 4 + 1, 3, random);
    const StvRules rules{.seats = random() % 3 + 1};
    const StvResult tied = stv(any, rules);
    const StvResult strict = stv(without_ties(any), rules);
    EXPECT_EQ(tied.places, strict.places);
    ASSERT_EQ(tied.rounds.size(), strict.rounds.size());
    for (std::size_t r = 0; r < tied.rounds.size(); ++r) EXPECT_EQ(tied.rounds[r].votes, strict.rounds[r].votes);
  }
}

TEST(StvProperty, NoVoteIsLost_SeatsAreFilled_NamesDoNotMatter) {
  std::mt19937 random(10);
  for (int run = 0; run < 300; ++run) {
    const std::size_t count = random() % 5 + 2;
    Profile any = support::random_profile(count, random() % 7 + 1, static_cast<int>(random() % 6) + 2, random);
    for (Ballot& ballot : any.ballots) ballot.ranks[random() % count] = 0;
    Rational total;
    for (const Ballot& ballot : any.ballots) total += ballot.weight;
    StvRules rules{.seats = random() % count + 1, .quota = static_cast<Quota>(random() % 2)};
    const StvResult result = stv(any, rules);
    for (const StvRound& round : result.rounds) {
      Rational sum = round.exhausted;
      for (const Rational& votes : round.votes) sum += votes;
      EXPECT_EQ(sum, total);
    }
    if (result.undecided.empty()) {
      EXPECT_EQ(result.elected.size(), rules.seats);
    } else {
      EXPECT_LT(result.elected.size(), rules.seats);
      EXPECT_GT(result.elected.size() + result.undecided.size(), rules.seats);
    }

    std::vector<std::size_t> to(count);
    std::iota(to.begin(), to.end(), std::size_t{0});
    std::shuffle(to.begin(), to.end(), random);
    Profile moved = support::permuted(any, to);
    std::shuffle(moved.ballots.begin(), moved.ballots.end(), random);
    const Places after = stv(moved, rules).places;
    for (std::size_t e = 0; e < count; ++e) EXPECT_EQ(after[to[e]], result.places[e]);
  }
}

TEST(StvProperty, SolidCoalition_GetsTheSeatsOfItsQuotas) {
  std::mt19937 random(11);
  for (int run = 0; run < 200; ++run) {
    // The first jurors put A, B and C (in any order) before D, E and F; the others are free.
    Profile any = support::random_profile(6, 9, 6, random);
    const std::size_t coalition = random() % 9 + 1;
    for (std::size_t j = 0; j < any.ballots.size(); ++j) {
      any.ballots[j].weight = 1;
      for (std::size_t e = 3; e < 6 && j < coalition; ++e) any.ballots[j].ranks[e] += 6;
    }
    const std::size_t seats = random() % 3 + 1;
    const StvResult result = stv(any, {.seats = seats, .ties = {StvTie::backwards, StvTie::lots}, .lots = {1, 2, 3, 4, 5, 6}});
    const Rational quotas = (Rational(static_cast<std::int64_t>(coalition)) / result.quota).rounded(0, base::Rounding::down);
    const auto seated = std::count_if(result.elected.begin(), result.elected.end(), [](std::size_t e) { return e < 3; });
    EXPECT_GE(Rational(seated), std::min(quotas, Rational(3)));
  }
}

}  // namespace
}  // namespace tally::aggregate
