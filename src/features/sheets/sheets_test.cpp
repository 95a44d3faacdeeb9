#include <gtest/gtest.h>

#include "features/sheets/api.hpp"
#include "tests/support/contest.hpp"

namespace sheets {
namespace {

using Words = std::vector<std::string>;

const std::string kPack = R"(
groups: [{id: open}]
stages: [{id: s, kind: desk}, {id: idle, kind: check}]
trees:
  - level: entry
    stage: s
    root:
      id: total
      op: sum
      children:
        - {id: x}
        - {id: y, not_applicable: drop, value: {type: yes_no}}
        - {id: r, missing: zero, value: {type: ratio, factor: 100}}
        - {id: m, op: sum, over: items, children: [{id: u}]}
)";

struct Files {
  std::string scores{};
  std::string subjects{};
  std::string items{};
  char decimal = '.';
  std::string stage{};
};

tally::Input read(const Files& files) {
  Tables tables;
  if (!files.subjects.empty()) tables.subjects = text_table("subjects.csv", files.subjects);
  if (!files.items.empty()) tables.items = text_table("items.csv", files.items);
  tables.scores.push_back(text_table("scores.csv", files.scores));
  tables.decimal = files.decimal;
  tables.stage = files.stage;
  return read_input(support::pack(kPack), std::move(tables));
}

/// `subject#item~evaluator node=value` of each value.
Words values(const Files& files) {
  const tally::Pack pack = support::pack(kPack);
  const tally::Input input = read(files);
  Words all;
  for (const tally::Value& value : input.values) {
    std::string text = input.subjects[value.subject].id;
    if (value.item != tally::kNone) text += "#" + input.items[value.item].id;
    if (value.evaluator != tally::kNone) text += "~" + input.evaluators[value.evaluator];
    all.push_back(text + " " + pack.node_ids[value.node] + "=" + (value.not_applicable ? "n/a" : value.number.text()));
  }
  return all;
}

Words problems(const Files& files) {
  return support::problems([&] { return read(files); });
}

TEST(Sheets, Long_ARowIsAValue) {
  EXPECT_EQ(values({.scores = "subject,item,evaluator,stage,indicator,value\nb,,q,s,x,1.50\nb,,p,,y,ya\na,1,p,s,u,7\n"}),
            (Words{"a#1~p u=7", "b~p y=1", "b~q x=1.5"}));
}

TEST(Sheets, Wide_AColumnIsANodeAndAnEmptyCellNoValue) {
  EXPECT_EQ(values({.scores = "evaluator,subject,x,y,r\np,a,1,n/a,2/3\nq,a,2,,\n"}),
            (Words{"a~p x=1", "a~p y=n/a", "a~p r=200/3", "a~q x=2"}));
}

TEST(Sheets, Separators_ByteOrderMarkAndLineEnds_DoNotMatter) {
  const Words expected{"a x=1.5", "b x=2"};
  EXPECT_EQ(values({.scores = "subject,x\na,1.5\nb,2\n"}), expected);
  EXPECT_EQ(values({.scores = "\xEF\xBB\xBFsubject;x\r\na;1,5\r\nb;2\r\n", .decimal = ','}), expected);
  EXPECT_EQ(values({.scores = "subject\tx\n a \t 1.5 \n\"b\"\t\"2\"", .decimal = '.'}), expected);
  EXPECT_EQ(values({.scores = "subject,x\na,\"1,5\"\nb,2\n", .decimal = ','}), expected);
}

TEST(Sheets, DecimalSign_TheOtherOne_IsRefused) {
  EXPECT_EQ(problems({.scores = "subject;x\na;1,5\n"}), (Words{"tally.not_a_number:2"}));
  EXPECT_EQ(problems({.scores = "subject;x\na;1.5\nb;1.234,5\nc;1,2,3\n", .decimal = ','}),
            (Words{"tally.not_a_number:2", "tally.not_a_number:3", "tally.not_a_number:4"}));
}

TEST(Sheets, SubjectsAndItems_ExtraColumns_AreAttributes) {
  const tally::Input input = read({.scores = "subject,item,u\nb,1,2\n",
                                   .subjects = "id,name,region,sent\nb,Bee,sea,2024-01-02\na,,,\n",
                                   .items = "item,subject,name,area\n1,b,One,health\n"});
  EXPECT_EQ(input.subjects[0].name, "a");
  EXPECT_EQ(input.subjects[0].group, "open");
  EXPECT_EQ(input.subjects[1].region, "sea");
  EXPECT_EQ(input.subjects[1].attributes, (tally::Attributes{{"sent", "2024-01-02"}}));
  EXPECT_EQ(input.items[0].name, "One");
  EXPECT_EQ(input.items[0].attributes, (tally::Attributes{{"area", "health"}}));
  EXPECT_EQ(input.items[0].subject, 1U);
}

TEST(Sheets, Columns_UnknownOrMissing_AreRefused) {
  EXPECT_EQ(problems({.scores = "subject,x,z,w\na,1,2,3\n"}), (Words{"tally.unknown_column:1", "tally.unknown_column:1"}));
  EXPECT_EQ(problems({.scores = "subject,indicator,value,x\na,x,1,2\n"}), (Words{"tally.unknown_column:1"}));
  EXPECT_EQ(problems({.scores = "subject,indicator\na,x\n"}), (Words{"tally.missing_column:1"}));
  EXPECT_EQ(problems({.scores = "unit,x\na,1\n"}), (Words{"tally.missing_column:1"}));
  EXPECT_EQ(problems({.scores = "subject,evaluator\na,p\n"}), (Words{"tally.no_indicator_column:1"}));
  EXPECT_EQ(problems({.scores = "subject,x\na,1\n", .subjects = "name\nA\n"}), (Words{"tally.missing_column:1"}));
}

TEST(Sheets, Faults_AllRowsAreReportedAtOnce) {
  EXPECT_EQ(problems({.scores = "subject,stage,item,indicator,value\n"
                                "a,,,x,many\n"
                                "a,,,x,101\n"
                                "a,,,y,2\n"
                                "a,,,x,n/a\n"
                                "c,,,x,1\n"
                                "a,t,,x,1\n"
                                "a,,9,u,1\n"
                                "a,,,zzzzzzz,1\n"
                                "a,,,totl,1\n"
                                ",,,x,1\n"
                                "a,,,x\n"
                                "a,,,r,-1/2\n",
                      .subjects = "id\na\n",
                      .items = "item,subject,name\n1,a,\n"}),
            (Words{"tally.not_a_number:2", "tally.out_of_bounds:3", "tally.not_yes_no:4", "tally.not_applicable:5",
                   "tally.unknown_subject:6", "tally.unknown_stage:7", "tally.unknown_item:8", "tally.unknown_indicator:9",
                   "tally.unknown_indicator_near:10", "tally.empty_id:11", "tally.row_width:12", "tally.out_of_bounds:13"}));
}

TEST(Sheets, Faults_OnlyTheFirstFiftyAreKept) {
  std::string scores = "subject,x\n";
  for (int row = 0; row < 70; ++row) scores += "a,many\n";
  try {
    (void)read({.scores = scores});
    FAIL() << "accepted";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.problems().size(), 50U);
    EXPECT_EQ(error.total(), 70U);
    EXPECT_EQ(error.problems().back(),
              (base::Problem{.file = "scores.csv", .line = 51, .code = "tally.not_a_number", .params = error.problems().back().params}));
  }
}

TEST(Sheets, Lists_FaultsHaveTheirFileAndLine) {
  EXPECT_EQ(problems({.scores = "subject,x\na,1\n", .subjects = "id,group\na,closed\n,open\n"}), (Words{"tally.empty_id:3"}));
  EXPECT_EQ(problems({.scores = "subject,x\na,1\n", .subjects = "id,group\na,closed\n"}), (Words{"tally.unknown_group:2"}));
  EXPECT_EQ(problems({.scores = "subject,x\na,1\n", .subjects = "id\na\n", .items = "item,subject,name\n1,b,\n"}),
            (Words{"tally.unknown_subject:2"}));
  EXPECT_EQ(problems({.scores = "subject,item,u\na,1,1\n", .items = "item,subject,name\n1,a,\n1,a,\n"}), (Words{"tally.repeated_item:3"}));
}

TEST(Sheets, StageAskedFor_MustBeScored) {
  EXPECT_EQ(problems({.scores = "subject,x\na,1\n", .stage = "idle"}), (Words{"tally.stage_not_scored:0"}));
  EXPECT_EQ(problems({.scores = "subject,x\na,1\n", .stage = "s"}), Words{});
}

TEST(Sheets, OpenTable_WhatIsNotThere_IsRefused) {
  EXPECT_EQ(support::problems([] { return open_table("/nowhere/scores.csv"); }), (Words{"files.cannot_open:0"}));
  EXPECT_EQ(support::problems([] { return open_table("/dev/null"); }), (Words{"csv.empty:0"}));
  EXPECT_EQ(support::problems([] { return open_table("/tmp"); }).size(), 1U);
}

}  // namespace
}  // namespace sheets
