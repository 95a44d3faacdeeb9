#include "tally/evaluation.hpp"

#include <gtest/gtest.h>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

using Words = std::vector<std::string>;
using support::Contest;
using support::tree;

/// The exact total, or what is missing.
std::string total(const Contest& contest) {
  const Row& row = contest.row("a");
  if (row.complete()) return row.total.number.text();
  std::string all = "?";
  for (const std::string& entry : row.missing) all += " " + entry;
  return all;
}

/// Of subject a, whose sheets are `sheets`, under one tree.
std::string total(const std::string& root, Words sheets, Words items = {}) {
  return total(Contest(tree(root), {.subjects = {"a"}, .items = std::move(items), .sheets = std::move(sheets)}));
}

std::string three(const std::string& op) { return "{id: total, " + op + ", children: [{id: x}, {id: y}, {id: z}]}"; }
std::string over_items(const std::string& op, const std::string& child = "{id: x}") {
  return "{id: total, over: items, " + op + ", children: [" + child + "]}";
}

const std::string kWeighted = "op: weighted_mean, children: [{id: x, weight: 50}, {id: y, weight: 30}, {id: z, weight: 20}]}";
const std::string kDroppable = "value: {type: number, min: 0, max: 100}, not_applicable: drop";

TEST(Operator, WeightedMean_Children_AreWeighted) {
  EXPECT_EQ(total("{id: total, " + kWeighted, {"a x=80 y=90 z=75.5"}), "82.1");
  EXPECT_EQ(total("{id: total, op: weighted_mean, weights_sum: 3, children: [{id: x, weight: 1}, {id: y, weight: 2}]}", {"a x=0 y=1"}),
            "2/3");
}

TEST(Operator, WeightedSum_Children_AreAddedWithTheirWeights) {
  EXPECT_EQ(total("{id: total, op: weighted_sum, children: [{id: x, weight: 0.5}, {id: y, weight: 1/3}]}", {"a x=10 y=1"}), "16/3");
}

TEST(Operator, Plain_Children_GiveWhatTheNameSays) {
  const Words sheets{"a x=3 y=10 z=4"};
  EXPECT_EQ(total(three("op: mean"), sheets), "17/3");
  EXPECT_EQ(total(three("op: sum"), sheets), "17");
  EXPECT_EQ(total(three("op: min"), sheets), "3");
  EXPECT_EQ(total(three("op: max"), sheets), "10");
  EXPECT_EQ(total(three("op: median"), sheets), "4");
  EXPECT_EQ(total("{id: total, op: median, children: [{id: x}, {id: y}]}", {"a x=3 y=10"}), "6.5");
}

TEST(Operator, TrimmedMean_TooFewValues_IsMissing) {
  EXPECT_EQ(total(three("op: trimmed_mean, drop_low: 1, drop_high: 1"), {"a x=3 y=10 z=4"}), "4");
  EXPECT_EQ(total(three("op: trimmed_mean, drop_high: 2"), {"a x=3 y=10 z=4"}), "3");
  EXPECT_EQ(total(three("op: trimmed_mean, drop_low: 1, drop_high: 2"), {"a x=3 y=10 z=4"}), "? total");
}

TEST(Operator, Scale_OneChild_IsMultipliedAndMoved) {
  EXPECT_EQ(total("{id: total, op: scale, factor: 25, offset: -1/2, children: [{id: x}]}", {"a x=3.1"}), "77");
  EXPECT_EQ(total("{id: total, op: scale, factor: 1/9, children: [{id: x}]}", {"a x=3"}), "1/3");
}

TEST(Operator, Ratio_SecondChildZero_IsMissing) {
  const std::string root = "{id: total, op: ratio, factor: 100, children: [{id: x}, {id: y}]}";
  EXPECT_EQ(total(root, {"a x=2 y=3"}), "200/3");
  EXPECT_EQ(total("{id: total, op: ratio, children: [{id: x}, {id: y}]}", {"a x=2 y=3"}), "2/3");
  EXPECT_EQ(total(root, {"a x=2 y=0"}), "? total");
}

TEST(Operator, CappedCount_Items_CountUpToTheCap) {
  const std::string root = "{id: total, op: capped_count, over: items, cap: 2, factor: 1.5}";
  EXPECT_EQ(total(root, {}), "0");
  EXPECT_EQ(total(root, {}, {"a#1"}), "1.5");
  EXPECT_EQ(total(root, {}, {"a#1", "a#2", "a#3"}), "3");
}

TEST(Operator, Condition_TooFewDifferentValues_GivesOtherwise) {
  const std::string root =
      "{id: total, op: condition, when_items: {attribute: area, among: [p, q, r], at_least: 2}, otherwise: -1, children: [{id: x}]}";
  EXPECT_EQ(total(root, {"a x=7"}, {"a#1 area=p", "a#2 area=q"}), "7");
  EXPECT_EQ(total(root, {"a x=7"}, {"a#1 area=p", "a#2 area=p", "a#3 area=other"}), "-1");
  EXPECT_EQ(total(root, {}, {"a#1 area=p", "a#2 area=p"}), "-1");
  EXPECT_EQ(total(root, {}, {"a#1 area=p", "a#2 area=r"}), "? x");
}

TEST(OverItems, Plain_Items_AreRolledUp) {
  const Words sheets{"a#1 x=3", "a#2 x=10", "a#3 x=4"};
  EXPECT_EQ(total(over_items("op: mean"), sheets), "17/3");
  EXPECT_EQ(total(over_items("op: sum"), sheets), "17");
  EXPECT_EQ(total(over_items("op: min"), sheets), "3");
  EXPECT_EQ(total(over_items("op: max"), sheets), "10");
  EXPECT_EQ(total(over_items("op: median"), sheets), "4");
}

TEST(OverItems, Mean_AtLeast_DividesByNoLess) {
  EXPECT_EQ(total(over_items("op: mean, at_least: 4"), {"a#1 x=3", "a#2 x=10"}), "3.25");
  EXPECT_EQ(total(over_items("op: mean, at_least: 1"), {"a#1 x=3", "a#2 x=10"}), "6.5");
}

TEST(OverItems, NoItems_OnlySumAndMeanWithAtLeastAreZero) {
  EXPECT_EQ(total(over_items("op: mean, at_least: 4"), {}), "0");
  EXPECT_EQ(total(over_items("op: sum"), {}), "0");
  for (const char* op : {"op: mean", "op: min", "op: max", "op: median"}) EXPECT_EQ(total(over_items(op), {}), "? total") << op;
}

TEST(OverItems, ItemWithoutValues_IsMissing) {
  const std::string child = "{id: n, op: sum, children: [{id: x}, {id: y}]}";
  EXPECT_EQ(total(over_items("op: mean", child), {"a#2 x=1"}, {"a#2", "a#1"}), "? 1:x 1:y 2:y");
}

TEST(OverItems, NotApplicableItems_AreNotCounted) {
  const std::string child = "{id: x, " + kDroppable + "}";
  EXPECT_EQ(total(over_items("op: mean", child), {"a#1 x=3", "a#2 x=n/a"}), "3");
  EXPECT_EQ(total(over_items("op: mean, at_least: 2", child), {"a#1 x=3", "a#2 x=n/a"}), "1.5");
  EXPECT_EQ(total(over_items("op: sum", child), {"a#1 x=n/a"}), "? total");
}

TEST(OverItems, Nodes_OfEachItem_AreKept) {
  const Contest contest(tree("{id: total, op: sum, children: [{id: n, op: mean, over: items, children: [{id: m, op: scale, factor: 2, "
                             "children: [{id: x}]}]}, {id: y}]}"),
                        {.sheets = {"a y=1", "a#1 x=3", "a#2 m=10"}});

  EXPECT_EQ(total(contest), "9");
  EXPECT_EQ(contest.node("a", "n"), "8");
  EXPECT_EQ(contest.node("a", "1:m"), "6");
  EXPECT_EQ(contest.node("a", "2:m"), "10");
  EXPECT_EQ(contest.node("a", "2:x"), "");
}

TEST(Evaluation, GivenValue_ReplacesWhatIsBelow) {
  const Contest contest(tree("{id: total, op: sum, children: [{id: n, op: mean, children: [{id: x}]}, {id: y}]}"),
                        {.sheets = {"a n=5 y=1"}});
  EXPECT_EQ(total(contest), "6");
  EXPECT_EQ(contest.node("a", "x"), "");
  EXPECT_EQ(total(three("op: mean"), {"a total=50"}), "50");
}

TEST(Evaluation, MissingIndicators_AreListedInTreeOrder) {
  EXPECT_EQ(total(three("op: mean"), {"a y=1"}), "? x z");
  EXPECT_EQ(total(three("op: mean"), {}), "? x y z");
  EXPECT_EQ(total("{id: total, op: mean, children: [{id: x, missing: zero, value: {type: number, min: 1, max: 5}}, {id: y}]}", {"a y=5"}),
            "2.5");
}

TEST(Evaluation, NotApplicableChildren_AreLeftOut) {
  const auto root = [](const std::string& op) {
    return "{id: total, " + op + ", children: [{id: x, " + kDroppable + "}, {id: y, " + kDroppable + "}, {id: z}]}";
  };
  const Words sheets{"a x=n/a y=10 z=4"};
  EXPECT_EQ(total(root("op: mean"), sheets), "7");
  EXPECT_EQ(total(root("op: min"), sheets), "4");
  EXPECT_EQ(total(root("op: median"), sheets), "7");
  EXPECT_EQ(total(root("op: sum"), sheets), "14");
  EXPECT_EQ(total(root("op: trimmed_mean, drop_low: 1, drop_high: 1"), sheets), "? total");
  const std::string weighted = "weight: 50, " + kDroppable;
  EXPECT_EQ(total("{id: total, op: weighted_mean, children: [{id: x, " + weighted + "}, {id: y, " + weighted + "}]}", {"a x=n/a y=10"}),
            "10");
  EXPECT_EQ(total("{id: total, op: weighted_sum, children: [{id: x, " + weighted + "}, {id: y, weight: 2}]}", {"a x=n/a y=10"}), "20");
}

TEST(Evaluation, NotApplicableOperand_MakesTheNodeNotApplicable) {
  for (const char* op :
       {"op: scale, factor: 2", "op: sum", "op: mean", "op: condition, otherwise: 0, when_items: {attribute: q, among: [p]}"}) {
    const std::string child = "{id: n, " + std::string(op) + ", children: [{id: x, " + kDroppable + "}]}";
    const Contest contest(tree("{id: total, op: mean, children: [" + child + ", {id: y}]}"),
                          {.items = {"a#1 q=p"}, .sheets = {"a x=n/a y=4"}});
    EXPECT_EQ(contest.node("a", "n"), "n/a") << op;
    EXPECT_EQ(total(contest), "4") << op;
  }
  EXPECT_EQ(total("{id: total, op: ratio, children: [{id: x, " + kDroppable + "}, {id: y}]}", {"a x=n/a y=4"}), "? total");
}

TEST(Evaluation, MissingBesideNotApplicable_IsMissing) {
  EXPECT_EQ(total("{id: total, op: sum, children: [{id: x, " + kDroppable + "}, {id: y}]}", {"a x=n/a"}), "? y");
}

TEST(Evaluation, NodeRound_IsAppliedBeforeTheParent) {
  const auto root = [](const std::string& mode) {
    return "{id: total, op: sum, children: [{id: n, op: scale, factor: 0.5, round: {decimals: 0, mode: " + mode +
           "}, children: [{id: x}]}, {id: y}]}";
  };
  EXPECT_EQ(total(root("half_up"), {"a x=5 y=0.25"}), "3.25");
  EXPECT_EQ(total(root("half_even"), {"a x=5 y=0.25"}), "2.25");
  EXPECT_EQ(total(root("down"), {"a x=5 y=0.25"}), "2.25");
  EXPECT_EQ(total(root("down"), {"a n=2.5 y=0.25"}), "2.25");
}

std::string with(const std::string& evaluators, const std::string& root, Words sheets) {
  return total(Contest("evaluators: {" + evaluators + "}\n" + tree(root), {.sheets = std::move(sheets)}));
}

TEST(Evaluators, AtIndicator_ValuesAreCombinedByTheRule) {
  const Words sheets{"a~p x=10", "a~q x=20", "a~r x=90"};
  const std::string root = "{id: total, op: sum, children: [{id: x}]}";
  EXPECT_EQ(with("combine: mean, at: indicator, sheets: partial", root, sheets), "40");
  EXPECT_EQ(with("combine: median, at: indicator, sheets: partial", root, sheets), "20");
  EXPECT_EQ(with("combine: trimmed_mean, drop_low: 1, at: indicator, sheets: partial", root, sheets), "55");
  EXPECT_EQ(with("combine: trimmed_mean, drop_low: 2, drop_high: 1, at: indicator, sheets: partial", root, sheets), "? x");
  EXPECT_EQ(with("combine: trimmed_mean, drop_low: 1, at: indicator, sheets: partial", root, {"a x=10"}), "? x");
}

TEST(Evaluators, AtIndicator_PartialSheets_CountWhereTheySpeak) {
  EXPECT_EQ(with("combine: mean, at: indicator, sheets: partial", "{id: total, op: sum, children: [{id: x}, {id: y}]}",
                 {"a~p x=10", "a~q x=20 y=5"}),
            "20");
  EXPECT_EQ(with("combine: mean, at: indicator, sheets: partial", "{id: total, op: sum, children: [{id: x, " + kDroppable + "}, {id: y}]}",
                 {"a~p x=n/a", "a~q x=20 y=5"}),
            "25");
}

TEST(Evaluators, AtTotal_EachTreeIsComputedAndThenCombined) {
  const std::string root = "{id: total, op: max, children: [{id: x}, {id: y}]}";
  const Words sheets{"a~p x=10 y=0", "a~q x=0 y=30"};
  EXPECT_EQ(with("combine: mean, at: indicator, sheets: partial", root, sheets), "15");
  const Contest contest("evaluators: {combine: mean, at: total, sheets: partial}\n" + tree(root), {.sheets = sheets});
  EXPECT_EQ(total(contest), "20");
  EXPECT_EQ(contest.node("a", "x"), "5");
}

TEST(Evaluators, AtTotal_WhatOneLacks_IsMissingWithHisName) {
  const std::string root = "{id: total, op: sum, children: [{id: x}, {id: y}]}";
  EXPECT_EQ(with("combine: mean, at: total, sheets: partial", root, {"a~q x=1", "a~p y=2", "a~r x=1 y=1"}), "? x~p y~q");
  EXPECT_EQ(with("combine: trimmed_mean, drop_low: 2, at: total, sheets: partial", root, {"a~p x=1 y=1", "a~q x=1 y=1"}), "? total");
  EXPECT_EQ(total(Contest("evaluators: {combine: mean, at: total, sheets: partial}\n" + tree(root), {.subjects = {"a"}})), "? x y");
}

TEST(Evaluators, CompleteSheets_WhatASheetLacks_ComesAfterAllElse) {
  const std::string root =
      "{id: total, op: sum, children: [{id: w}, {id: n, op: sum, children: [{id: x}, {id: y}]}, {id: z, missing: zero, value: {type: "
      "count}}, "
      "{id: m, op: sum, over: items, children: [{id: k, op: sum, children: [{id: u}, {id: v}]}]}]}";
  EXPECT_EQ(with("combine: mean, at: indicator, sheets: complete", root, {"a~q x=1 y=1", "a~p x=2", "a#1~q u=1 v=2", "a#1~p u=1"}),
            "? w w~p y~p w~q 1:v~p");
  EXPECT_EQ(with("combine: mean, at: indicator, sheets: complete", root, {"a~q w=1 n=1", "a~p w=1 n=2", "a#1~p k=1"}), "3.5");
  EXPECT_EQ(with("combine: mean, at: indicator, sheets: complete", root, {"a w=1 x=2", "a#1 k=1"}), "? y y~");
}

}  // namespace
}  // namespace tally
