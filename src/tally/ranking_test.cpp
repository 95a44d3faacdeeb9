#include "tally/ranking.hpp"

#include <gtest/gtest.h>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

using support::Cells;
using support::Contest;
using Words = std::vector<std::string>;

std::string pack(const std::string& ranking) {
  return "rankings: [{id: main, level: entry, " + ranking + "}]\n" +
         support::tree(
             "{id: total, op: mean, children: [{id: x}, {id: y, not_applicable: drop, value: {type: number, min: 0, max: 100}}]}");
}

Cells cuts(const Contest& contest) {
  Cells all;
  for (const Row& row : contest.result.rows) {
    std::string joined;
    for (const std::string& cut : row.cuts) joined.append(joined.empty() ? "" : " ").append(cut);
    all.emplace_back(contest.input.subjects[row.subject].id, joined);
  }
  return all;
}

TEST(Ranking, EqualScores_ShareTheRank) {
  const Contest contest(pack("order: descending"),
                        {.subjects = {"e"}, .sheets = {"a x=50 y=50", "b x=80 y=80", "c x=50 y=50", "d x=1 y=1"}});
  EXPECT_EQ(contest.ranks(), (Cells{{"a", "2/4 shared"}, {"b", "1/4"}, {"c", "2/4 shared"}, {"d", "4/4"}, {"e", ""}}));
}

TEST(Ranking, Ascending_LowestIsFirst) {
  const Contest contest(pack("order: ascending"), {.sheets = {"a x=50 y=50", "b x=80 y=80"}});
  EXPECT_EQ(contest.ranks(), (Cells{{"a", "1/2"}, {"b", "2/2"}}));
}

TEST(Ranking, On_RoundedTiesWhatExactParts) {
  const Words sheets{"a x=50 y=50.001", "b x=50 y=50"};
  EXPECT_EQ(Contest(pack("on: rounded"), {.sheets = sheets}).ranks(), (Cells{{"a", "1/2 shared"}, {"b", "1/2 shared"}}));
  EXPECT_EQ(Contest(pack("on: exact"), {.sheets = sheets}).ranks(), (Cells{{"a", "1/2"}, {"b", "2/2"}}));
}

TEST(Ranking, By_SubjectsCompeteWithinTheirScope) {
  const Contest contest(pack("by: [region, kind]"), {.subjects = {"a region=n kind=k", "b region=n kind=k", "c region=n kind=l", "d"},
                                                     .sheets = {"a x=50 y=50", "b x=60 y=60", "c x=1 y=1", "d x=2 y=2"}});
  EXPECT_EQ(contest.ranks(), (Cells{{"a", "2/2"}, {"b", "1/2"}, {"c", "1/1"}, {"d", "1/1"}}));
  EXPECT_EQ(contest.row("c").scope, (Words{"n", "l"}));
  EXPECT_EQ(contest.row("d").scope, (Words{"", ""}));
}

TEST(Ranking, FirstMatching_IsUsedAndWithoutOneNobodyRanks) {
  const std::string two =
      "rankings: [{id: sea, level: entry, when: {region: [sea]}}, {id: hill, level: entry, when: {region: [hill, sea]}}]\n";
  const Contest contest(two, {.subjects = {"a region=sea", "b region=hill", "c"}, .sheets = {"a total=1", "b total=2", "c total=3"}});
  EXPECT_EQ(contest.ranks(), (Cells{{"a", "1/1"}, {"b", "1/1"}, {"c", ""}}));
  EXPECT_EQ(contest.row("b").ranking->named.id, "hill");
  EXPECT_EQ(contest.row("c").ranking, nullptr);
}

TEST(Ties, HigherAndLower_CompareANode) {
  const Words sheets{"a x=40 y=60", "b x=60 y=40", "c x=45 y=55"};
  EXPECT_EQ(Contest(pack("ties: [{rule: higher, node: x}]"), {.sheets = sheets}).ranks(),
            (Cells{{"a", "3/3 higher:x"}, {"b", "1/3 higher:x"}, {"c", "2/3 higher:x"}}));
  EXPECT_EQ(Contest(pack("ties: [{rule: lower, node: x}]"), {.sheets = sheets}).ranks(),
            (Cells{{"a", "1/3 lower:x"}, {"b", "3/3 lower:x"}, {"c", "2/3 lower:x"}}));
}

TEST(Ties, HigherAndLower_SubjectWithoutTheValueIsBehind) {
  const Words sheets{"a x=50 y=n/a", "b x=40 y=60", "c total=50"};
  EXPECT_EQ(Contest(pack("ties: [{rule: higher, node: y}]"), {.sheets = sheets}).ranks(),
            (Cells{{"a", "2/3 shared"}, {"b", "1/3 higher:y"}, {"c", "2/3 shared"}}));
  EXPECT_EQ(Contest(pack("ties: [{rule: lower, node: y}]"), {.sheets = sheets}).ranks(),
            (Cells{{"a", "2/3 shared"}, {"b", "1/3 lower:y"}, {"c", "2/3 shared"}}));
}

TEST(Ties, EarlierAndLater_CompareAnAttribute) {
  const support::Given given{.subjects = {"a sent=2024-03-01", "b sent=2024-02-29", "c"},
                             .sheets = {"a x=5 y=5", "b x=5 y=5", "c x=5 y=5"}};
  EXPECT_EQ(Contest(pack("ties: [{rule: earlier, attribute: sent}]"), given).ranks(),
            (Cells{{"a", "2/3 earlier:sent"}, {"b", "1/3 earlier:sent"}, {"c", "3/3 earlier:sent"}}));
  EXPECT_EQ(Contest(pack("ties: [{rule: later, attribute: sent}]"), given).ranks(),
            (Cells{{"a", "1/3 later:sent"}, {"b", "2/3 later:sent"}, {"c", "3/3 later:sent"}}));
}

TEST(Ties, SeveralRules_TheFirstThatLeavesNobodyEqualIsNamed) {
  const Contest contest(pack("ties: [{rule: higher, node: x}, {rule: earlier, attribute: sent}]"),
                        {.subjects = {"a sent=2", "b sent=1", "c sent=1", "d sent=9", "e sent=9"},
                         .sheets = {"a x=50 y=50", "b x=50 y=50", "c x=40 y=60", "d x=30 y=70", "e x=30 y=70"}});
  EXPECT_EQ(contest.ranks(),
            (Cells{{"a", "2/5 earlier:sent"}, {"b", "1/5 earlier:sent"}, {"c", "3/5 higher:x"}, {"d", "4/5 shared"}, {"e", "4/5 shared"}}));
}

TEST(Cuts, Places_GroupAcrossTheCutIsUndecided) {
  const std::string top = "cuts: [{id: top1, places: 1}, {id: top2, places: 2}, {id: top3, places: 3}]";
  const Contest contest(pack(top), {.sheets = {"a x=90 y=90", "b x=80 y=80", "c x=80 y=80", "d x=1 y=1"}});
  EXPECT_EQ(cuts(contest), (Cells{{"a", "top1 top2 top3"}, {"b", "top2? top3"}, {"c", "top2? top3"}, {"d", ""}}));
}

TEST(Cuts, MinScore_LooksAtTheOfficialScore) {
  const Words sheets{"a x=60 y=60", "b x=59.99 y=60", "c x=59.98 y=60"};  // 59.995 → 60.00, 59.99
  EXPECT_EQ(cuts(Contest(pack("on: exact, cuts: [{id: pass, min_score: 60}]"), {.sheets = sheets})),
            (Cells{{"a", "pass"}, {"b", "pass"}, {"c", ""}}));
  EXPECT_EQ(
      cuts(Contest(pack("order: ascending, cuts: [{id: pass, min_score: 60}]"), {.sheets = {"a x=61 y=60", "b x=60 y=60", "c x=1 y=1"}})),
      (Cells{{"a", ""}, {"b", "pass"}, {"c", "pass"}}));
}

TEST(Cuts, PlacesAndMinScore_BothMustHold) {
  const Contest contest(pack("cuts: [{id: top, places: 2, min_score: 60}]"), {.sheets = {"a x=90 y=90", "b x=50 y=50", "c x=40 y=40"}});
  EXPECT_EQ(cuts(contest), (Cells{{"a", "top"}, {"b", ""}, {"c", ""}}));
}

TEST(Cuts, When_RestrictsToScopesWhoseSubjectsMatch) {
  const Contest contest(pack("by: [region], cuts: [{id: top, places: 1, when: {region: [sea]}}]"),
                        {.subjects = {"a region=sea", "b region=hill"}, .sheets = {"a x=1 y=1", "b x=2 y=2"}});
  EXPECT_EQ(cuts(contest), (Cells{{"a", "top"}, {"b", ""}}));
}

}  // namespace
}  // namespace tally
