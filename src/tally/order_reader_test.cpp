#include <gtest/gtest.h>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

using Words = std::vector<std::string>;

/// A ranking on line 2, its options on line 3, and then a pack.
std::string ranking(const std::string& options, const std::string& rest = "") {
  return "rankings:\n  - {id: main, level: entry, cuts: [{id: pass, min_score: 1}, {id: top, places: 3}],\n     " + options + "}\n" + rest;
}

Words faults(const std::string& yaml) {
  return support::problems([&] { return support::pack(yaml); });
}

OrderRule rule(const std::string& options, const std::string& rest = "") {
  return support::pack(ranking(options, rest)).rankings.front().order;
}

const std::string kTwoStages =
    "stages: [{id: s, kind: desk, weight: 1}, {id: t, kind: visit, weight: 1}, {id: u, kind: check}]\n"
    "trees: [{level: entry, stage: s, root: {id: total}}, {level: entry, stage: t, root: {id: total}}]\n";

TEST(OrderReader, NoMethod_IsTheScore) {
  EXPECT_EQ(support::pack(ranking("order: ascending")).rankings.front().order.method, Method::score);
  EXPECT_EQ(rule("method: score, on: exact").method, Method::score);
}

TEST(OrderReader, Options_AreReadAndHaveDefaults) {
  const OrderRule plain = rule("method: stv");
  EXPECT_EQ(plain.seats, 3);  // of the first cut with places
  EXPECT_EQ(plain.quota, aggregate::Quota::droop);
  EXPECT_EQ(plain.elimination, (std::vector{aggregate::StvTie::backwards}));
  EXPECT_FALSE(plain.unranked_last);
  const OrderRule full = rule("method: stv, seats: 2, quota: hagenbach_bischoff, unranked: last, elimination: [forwards, lots], lots: lot");
  EXPECT_EQ(full.seats, 2);
  EXPECT_EQ(full.quota, aggregate::Quota::hagenbach_bischoff);
  EXPECT_EQ(full.elimination, (std::vector{aggregate::StvTie::forwards, aggregate::StvTie::lots}));
  EXPECT_EQ(full.lots, "lot");
  EXPECT_TRUE(full.unranked_last);
  EXPECT_EQ(rule("method: schulze").wins, aggregate::LinkStrength::winning_votes);
  EXPECT_EQ(rule("method: schulze, wins: margins").wins, aggregate::LinkStrength::margins);
  EXPECT_EQ(rule("method: bradley_terry").prior, base::Rational(0));
  EXPECT_EQ(rule("method: bradley_terry, prior: 0.5").prior, base::Rational::fraction(1, 2));
}

TEST(OrderReader, Stage_IsNeededWhereSeveralAreScored) {
  EXPECT_EQ(rule("method: borda, stage: t", kTwoStages).stage, 1);
  EXPECT_EQ(faults(ranking("method: borda", kTwoStages)), (Words{"pack.method_stage:2"}));
  EXPECT_EQ(faults(ranking("method: borda, stage: u", kTwoStages)), (Words{"pack.not_scored:3"}));
  EXPECT_EQ(faults(ranking("method: borda, stage: v", kTwoStages)), (Words{"pack.not_scored:3"}));
  EXPECT_EQ(faults(ranking("method: borda, stage: s")), (Words{"pack.not_scored:3"}));
}

TEST(OrderReader, UnknownMethodOrWord_IsRefused) {
  EXPECT_EQ(faults(ranking("method: copeland, wins: margins")), (Words{"pack.unknown_word:3"}));
  EXPECT_EQ(faults(ranking("method: [borda]")), (Words{"pack.not_a_word:3", "pack.unknown_word:3"}));
  EXPECT_EQ(faults(ranking("method: borda, unranked: first")), (Words{"pack.unknown_word:3"}));
  EXPECT_EQ(faults(ranking("method: schulze, wins: most")), (Words{"pack.unknown_word:3"}));
  EXPECT_EQ(faults(ranking("method: stv, quota: hare")), (Words{"pack.unknown_word:3"}));
  EXPECT_EQ(faults(ranking("method: stv, seats: 0")), (Words{"pack.not_whole:3"}));
  EXPECT_EQ(faults(ranking("method: stv, elimination: [sideways]")), (Words{"pack.unknown_word:3"}));
  EXPECT_EQ(faults(ranking("method: stv, elimination: backwards")), (Words{"pack.not_a_list:3"}));
  EXPECT_EQ(faults(ranking("method: bradley_terry, prior: -1")), (Words{"aggregate.prior:2"}));
}

TEST(OrderReader, OptionOfAnotherMethod_IsRefused) {
  EXPECT_EQ(faults(ranking("wins: margins")), (Words{"pack.not_an_option:3"}));
  EXPECT_EQ(faults(ranking("stage: s", kTwoStages)), (Words{"pack.not_an_option:3"}));
  EXPECT_EQ(faults(ranking("method: borda, on: exact")), (Words{"pack.not_an_option:3"}));
  EXPECT_EQ(faults(ranking("method: corrected, unranked: last")), (Words{"pack.not_an_option:3"}));
  EXPECT_EQ(faults(ranking("method: kemeny, wins: margins, seats: 1, prior: 1")),
            (Words{"pack.not_an_option:3", "pack.not_an_option:3", "pack.not_an_option:3"}));
}

TEST(OrderReader, SeatsNowhere_IsRefused) {
  EXPECT_EQ(faults("rankings:\n  - {id: main, level: entry, method: stv, cuts: [{id: pass, min_score: 1}]}\n"),
            (Words{"pack.stv_seats:2"}));
}

TEST(OrderReader, LotsAndTheirColumn_ComeTogether) {
  EXPECT_EQ(faults(ranking("method: stv, lots: lot")), (Words{"pack.lots:2"}));
  EXPECT_EQ(faults(ranking("method: stv, elimination: [lots]")), (Words{"pack.lots:2"}));
}

TEST(OrderReader, LevelWithoutSheets_IsRefused) {
  const std::string measured = support::tree("{id: total, value: {type: measured, unit: min, min: 0, max: 9}}");
  EXPECT_EQ(faults(ranking("method: borda", measured)), (Words{"pack.method_without_sheets:2"}));
  const std::string above =
      "levels: [{id: unit, types: [u]}, {id: entry}]\n"
      "trees: [{level: unit, root: {id: total}}, {level: entry, root: {id: total, op: mean, over: subjects, level: unit}}]\n";
  EXPECT_EQ(faults(ranking("method: corrected", above)), (Words{"pack.method_without_sheets:2"}));
}

}  // namespace
}  // namespace tally
