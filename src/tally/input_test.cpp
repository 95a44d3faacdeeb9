#include "tally/input.hpp"

#include <gtest/gtest.h>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

using Words = std::vector<std::string>;

const std::string kPack = R"(
groups: [{id: open}]
categories: [{id: health}]
levels: [{id: entry, types: [e]}]
eligibility: [{id: day, level: entry, rule: between, attribute: sent}]
trees:
  - {level: entry, when: {region: [sea]}, root: {id: total, op: sum, children: [{id: w}]}}
  - {level: entry, root: {id: total, op: sum, children: [{id: n, op: sum, children: [{id: x}, {id: y}]}, {id: m, op: sum, over: items, children: [{id: k, op: sum, children: [{id: u}]}]}]}}
)";

Words problems(const support::Given& given, const std::string& pack = kPack) {
  return support::problems([&] { return support::input(support::pack(pack), given); });
}
Words of_subjects(Words subjects) { return problems({.subjects = std::move(subjects)}); }
Words of_sheets(Words sheets) { return problems({.subjects = {"a", "s region=sea"}, .sheets = std::move(sheets)}); }

TEST(PlaceSubjects, Faults_AreRefusedByLine) {
  EXPECT_EQ(of_subjects({"a line=2", "b line=3", "a line=4"}), (Words{"tally.repeated_subject:4"}));
  EXPECT_EQ(of_subjects({"a parent=b line=2"}), (Words{"tally.unknown_parent:2"}));
  EXPECT_EQ(of_subjects({"a group=closed line=2", "b category=roads line=3"}),
            (Words{"tally.unknown_group:2", "tally.unknown_category:3"}));
  EXPECT_EQ(of_subjects({"a type=q line=2"}), (Words{"tally.unknown_type:2"}));
  EXPECT_EQ(of_subjects({"a sent=2023-02-30 line=2"}), (Words{"tally.bad_date:2"}));
  EXPECT_EQ(of_subjects({"a parent=b line=2", "b parent=a line=3", "c parent=a line=4", "d parent=d line=5"}),
            (Words{"tally.subject_cycle:2", "tally.subject_cycle:3", "tally.subject_cycle:5"}));
}

TEST(Arrange, NodeOfAnotherTree_IsRefused) {
  EXPECT_EQ(of_sheets({"s w=1", "a w=1", "s x=1"}), (Words{"tally.not_in_tree:2", "tally.not_in_tree:3"}));
}

TEST(Arrange, Item_WhereNeededOnly) {
  EXPECT_EQ(of_sheets({"a u=1", "a k=1", "a#1 x=1", "a#1 u=1"}),
            (Words{"tally.item_needed:1", "tally.item_needed:2", "tally.item_unexpected:3"}));
}

TEST(Arrange, SameCellTwice_IsRefused) {
  EXPECT_EQ(of_sheets({"a x=1", "a x=2"}), (Words{"tally.duplicate:2"}));
  EXPECT_EQ(of_sheets({"a~p x=1", "a~q x=2", "a~p x=1"}), (Words{"tally.duplicate:3"}));
  EXPECT_EQ(of_sheets({"a#1 u=1", "a#2 u=2", "a#1 u=1"}), (Words{"tally.duplicate:3"}));
}

TEST(Arrange, ValueAtANodeAndBelowIt_IsRefused) {
  EXPECT_EQ(of_sheets({"a n=1", "a x=1"}), (Words{"tally.given_twice:2"}));
  EXPECT_EQ(of_sheets({"a~p total=1", "a~q x=1"}), (Words{"tally.given_twice:2"}));
  EXPECT_EQ(of_sheets({"a m=1", "a#1 u=1"}), (Words{"tally.given_twice:2"}));
  EXPECT_EQ(of_sheets({"a#1 k=1", "a#1 u=1"}), (Words{"tally.given_twice:2"}));
  EXPECT_EQ(of_sheets({"a#1 k=1", "a#2 u=1", "a n=1"}), Words{});
}

const std::string kStages = R"(
stages: [{id: s, kind: desk, weight: 1}, {id: t, kind: visit, weight: 1}, {id: idle, kind: check}]
trees:
  - {level: entry, stage: s, root: {id: total, op: sum, children: [{id: x}]}}
  - {level: entry, stage: t, root: {id: total, op: sum, children: [{id: x}]}}
)";

TEST(Arrange, Stage_MustBeSaidAndScored) {
  EXPECT_EQ(problems({.sheets = {"a x=1"}}, kStages), (Words{"tally.stage_needed:1"}));
  EXPECT_EQ(problems({.sheets = {"a@idle x=1"}}, kStages), (Words{"tally.unexpected_stage:1"}));
  EXPECT_EQ(problems({.sheets = {"a@s x=1", "a@t x=1"}}, kStages), Words{});
  EXPECT_EQ(problems({.sheets = {"a total=1", "a@s x=1"}}, kStages), (Words{"tally.given_twice:2"}));
}

TEST(Arrange, Items_RepeatedOrWithoutTheAttribute_AreRefused) {
  EXPECT_EQ(problems({.items = {"a#1", "a#2", "a#1"}}), (Words{"tally.repeated_item:3"}));
  const std::string condition =
      support::tree("{id: total, op: condition, otherwise: 0, when_items: {attribute: area, among: [p]}, children: [{id: x}]}");
  EXPECT_EQ(problems({.items = {"a#1 other=p"}}, condition), (Words{"tally.attribute_needed:0"}));
}

TEST(Arrange, Values_ComeBySubjectStageItemAndEvaluator) {
  const Input input = support::input(support::pack(kStages), {.sheets = {"b@s~q x=1", "a@t~q x=2", "b@s~p x=3", "a@t x=4", "a@s~q x=5"}});
  Words order;
  for (const Value& value : input.values) order.push_back(value.number.text());
  EXPECT_EQ(order, (Words{"5", "4", "2", "3", "1"}));
}

}  // namespace
}  // namespace tally
