#include "tally/tally.hpp"

#include <gtest/gtest.h>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

using support::Cells;
using support::Contest;
using Words = std::vector<std::string>;

std::string roll_up(const std::string& rule) {
  return "levels: [{id: unit, types: [u]}, {id: office, types: [o]}, {id: region}]\ntrees:\n  - {level: unit, root: {id: total}}\n  - "
         "{level: office, root: {id: total, op: mean, "
         "over: subjects, level: unit}}\n  - {level: region, root: {id: total, over: subjects, level: unit, " +
         rule + "}}\n";
}

/// Score or missing entries of a region with units of 10, 20 and 60 below it, at two depths.
std::string region(const std::string& rule, Words more_subjects = {}, Words more_sheets = {}) {
  support::Given given{.subjects = {"r type=region", "o type=o parent=r", "u1 type=u parent=o", "u2 type=u parent=r", "u3 type=u parent=o"},
                       .sheets = {"u1 total=10", "u2 total=20", "u3 total=60"}};
  given.subjects.insert(given.subjects.end(), more_subjects.begin(), more_subjects.end());
  given.sheets.insert(given.sheets.end(), more_sheets.begin(), more_sheets.end());
  const Contest contest(roll_up(rule), given);
  const Row& row = contest.row("r");
  std::string text = row.complete() ? row.score : "?";
  for (const std::string& entry : row.missing) text += " " + entry;
  return text;
}

TEST(OverSubjects, Plain_AllDescendants_AreRolledUp) {
  EXPECT_EQ(region("op: mean"), "30.00");
  EXPECT_EQ(region("op: sum"), "90.00");
  EXPECT_EQ(region("op: min"), "10.00");
  EXPECT_EQ(region("op: max"), "60.00");
  EXPECT_EQ(region("op: median"), "20.00");
}

TEST(OverSubjects, Best_OnlyTheHighest_Count) {
  EXPECT_EQ(region("op: mean, best: 2"), "40.00");
  EXPECT_EQ(region("op: sum, best: 9"), "90.00");
}

TEST(OverSubjects, AtLeast_DividesByNoLess) { EXPECT_EQ(region("op: mean, at_least: 4"), "22.50"); }

TEST(OverSubjects, Incomplete_BlocksUnlessSkipped) {
  const Words more{"u5 type=u parent=o", "u4 type=u parent=r"};
  EXPECT_EQ(region("op: mean", more), "? u4:total u5:total");
  EXPECT_EQ(region("op: mean, incomplete: skip", more), "30.00");
}

TEST(OverSubjects, GivenTotal_ReplacesTheRollUp) { EXPECT_EQ(region("op: mean", {"u4 type=u parent=r"}, {"r total=77"}), "77.00"); }

TEST(OverSubjects, NobodyBelow_IsMissing) {
  const Contest contest(roll_up("op: sum"), {.subjects = {"r type=region"}});
  EXPECT_EQ(contest.row("r").missing, (Words{"total"}));
}

TEST(OverSubjects, Ineligible_AreSkipped) {
  const std::string rule = "eligibility: [{id: none, level: unit, rule: none_of, attribute: flag, values: [bad]}]\n";
  const Contest contest(rule + roll_up("op: mean"),
                        {.subjects = {"r type=region", "u1 type=u parent=r", "u2 type=u parent=r flag=bad", "u3 type=u parent=r flag=bad"},
                         .sheets = {"u1 total=10", "u2 total=20"}});
  EXPECT_EQ(contest.scores(), (Cells{{"r", "10.00"}, {"u1", "10.00"}, {"u2", "20.00"}, {"u3", ""}}));
}

TEST(OverSubjects, Use_RoundedScoresInsteadOfExactOnes) {
  const auto total = [](const std::string& use) {
    const Contest contest(
        "rounding: {decimals: 0, mode: half_up}\n" + roll_up("op: sum" + use),
        {.subjects = {"r type=region", "u1 type=u parent=r", "u2 type=u parent=r"}, .sheets = {"u1 total=10.4", "u2 total=10.4"}});
    return contest.scores().front().second;
  };
  EXPECT_EQ(total(""), "21");
  EXPECT_EQ(total(", use: rounded"), "20");
}

const std::string kStages = R"(
stages: [{id: paper, kind: desk, weight: 60}, {id: talk, kind: presentation, weight: 30}, {id: check, kind: check}]
trees:
  - {level: entry, stage: paper, root: {id: total, op: sum, children: [{id: x}, {id: y}]}}
  - {level: entry, stage: talk, root: {id: total, op: sum, children: [{id: x}]}}
)";

TEST(Stages, Several_AreCombinedByTheirWeights) {
  const Contest contest(kStages, {.sheets = {"a@paper x=10 y=20", "a@talk x=60"}});
  EXPECT_EQ(contest.scores(), (Cells{{"a", "40.00"}}));
  EXPECT_EQ(contest.node("a", "total"), "40");
  EXPECT_EQ(contest.node("a", "paper/total"), "30");
  EXPECT_EQ(contest.node("a", "paper/x"), "10");
  EXPECT_EQ(contest.node("a", "talk/x"), "60");
}

TEST(Stages, OneAskedFor_OthersAreNotLookedAt) {
  const Contest contest(kStages, {.sheets = {"a@paper x=10 y=20", "a@talk x=60"}, .stage = "talk"});
  EXPECT_EQ(contest.scores(), (Cells{{"a", "60.00"}}));
  EXPECT_EQ(contest.node("a", "x"), "60");
}

TEST(Stages, OneIncomplete_MakesTheTotalMissing) {
  const Contest contest(kStages, {.sheets = {"a@paper x=10"}});
  EXPECT_EQ(contest.scores(), (Cells{{"a", ""}}));
  EXPECT_EQ(contest.row("a").missing, (Words{"paper/y", "talk/x"}));
}

TEST(Stages, GivenCombinedTotal_StandsForAll) {
  const Contest contest(kStages, {.sheets = {"a total=77.5"}});
  EXPECT_EQ(contest.scores(), (Cells{{"a", "77.50"}}));
  EXPECT_EQ(contest.node("a", "paper/x"), "");
}

TEST(Stages, GivenCombinedTotalOfEvaluators_IsTheirMean) {
  EXPECT_EQ(Contest(kStages, {.sheets = {"a~p total=70", "a~q total=80"}}).scores(), (Cells{{"a", "75.00"}}));
}

TEST(Stages, TieRule_NamesANodeOfAStage) {
  const Contest contest("rankings: [{id: main, level: entry, ties: [{rule: higher, node: talk/x}]}]\n" + kStages,
                        {.sheets = {"a@paper x=30 y=0", "a@talk x=30", "b@paper x=0 y=20", "b@talk x=50"}});
  EXPECT_EQ(contest.ranks(), (Cells{{"a", "2/2 higher:talk/x"}, {"b", "1/2 higher:talk/x"}}));
}

TEST(Trees, When_TheFirstThatMatches_IsUsed) {
  const std::string yaml = R"(
trees:
  - {level: entry, when: {region: [sea, lake], kind: [k]}, root: {id: total, op: scale, factor: 2, children: [{id: x}]}}
  - {level: entry, when: {region: [sea]}, root: {id: total, op: scale, factor: 3, children: [{id: x}]}}
)";
  const Contest contest(yaml, {.subjects = {"a region=lake kind=k", "b region=sea", "c"}, .sheets = {"a x=10", "b x=10"}});
  EXPECT_EQ(contest.scores(), (Cells{{"a", "20.00"}, {"b", "30.00"}, {"c", ""}}));
  EXPECT_EQ(contest.row("c").missing, (Words{"total"}));
}

TEST(Levels, Type_SelectsTheLevelThatListsItOrItsId) {
  const Contest contest(roll_up("op: sum"), {.subjects = {"a type=u", "b type=unit", "c type=o", "d type=anything"}});
  std::vector<int> levels;
  for (const Row& row : contest.result.rows) levels.push_back(row.level);
  EXPECT_EQ(levels, (std::vector<int>{0, 0, 1, 2}));
}

TEST(Levels, NoType_HeightSelectsTheLevel) {
  const Contest contest(roll_up("op: sum"), {.subjects = {"a", "b parent=a", "c parent=b", "d parent=c", "e parent=a"}});
  std::vector<int> levels;
  for (const Row& row : contest.result.rows) levels.push_back(row.level);
  EXPECT_EQ(levels, (std::vector<int>{2, 2, 1, 0, 0}));
}

TEST(Groups, Empty_BecomesTheFirstButACategoryStaysEmpty) {
  const Contest contest("groups: [{id: open}, {id: closed}]\ncategories: [{id: health}]\n",
                        {.subjects = {"a", "b group=closed category=health"}});
  EXPECT_EQ(contest.input.subjects[0].group, "open");
  EXPECT_EQ(contest.input.subjects[0].category, "");
  EXPECT_EQ(contest.input.subjects[1].group, "closed");
}

TEST(Rounding, Score_IsWrittenWithItsDecimals) {
  const auto score = [](const std::string& rounding, const std::string& value) {
    return Contest(
               "rounding: " + rounding + "\n" +
                   support::tree("{id: total, op: scale, factor: 1/8, children: [{id: x, value: {type: number, min: -800, max: 800}}]}"),
               {.sheets = {"a x=" + value}})
        .scores()
        .front()
        .second;
  };
  EXPECT_EQ(score("{decimals: 2, mode: half_up}", "704"), "88.00");
  EXPECT_EQ(score("{decimals: 2, mode: half_up}", "1"), "0.13");
  EXPECT_EQ(score("{decimals: 2, mode: half_up}", "-1"), "-0.13");
  EXPECT_EQ(score("{decimals: 2, mode: half_even}", "1"), "0.12");
  EXPECT_EQ(score("{decimals: 2, mode: down}", "-1"), "-0.12");
  EXPECT_EQ(score("{decimals: 0, mode: down}", "-1"), "0");
  EXPECT_EQ(score("none", "1"), "0.125");
}

TEST(Parameters, DollarName_StandsForTheValueInForce) {
  const std::string yaml = "parameters: [{id: f, type: number, default: 0.5, choices: [0.5, 1/9]}]\n" +
                           support::tree("{id: total, op: scale, factor: $f, children: [{id: x}]}");
  EXPECT_EQ(Contest(yaml, {.sheets = {"a x=18"}}).scores(), (Cells{{"a", "9.00"}}));
  EXPECT_EQ(Contest(yaml, {.sheets = {"a x=18"}}, {{"f", "1/9"}}).scores(), (Cells{{"a", "2.00"}}));
}

}  // namespace
}  // namespace tally
