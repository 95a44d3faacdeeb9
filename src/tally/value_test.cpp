#include "tally/value.hpp"

#include <gtest/gtest.h>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

/// The number read, `n/a`, or the code of the fault.
std::string read(const std::string& indicator, std::string_view text, bool has_evaluator = false) {
  const Pack pack = support::pack(support::tree("{id: total, " + indicator + "}"));
  const ValueReading reading = read_value(pack.trees.front().nodes.front(), text, has_evaluator);
  if (reading.code != nullptr) return reading.code;
  return reading.not_applicable ? "n/a" : reading.number.text();
}

TEST(Value, Number_DecimalWithinBounds_IsRead) {
  const std::string number = "value: {type: number, min: -1.5, max: 100}";
  EXPECT_EQ(read(number, "-1.5"), "-1.5");
  EXPECT_EQ(read(number, "100"), "100");
  EXPECT_EQ(read(number, "100.000"), "100");
  EXPECT_EQ(read(number, "100.001"), "tally.out_of_bounds");
  EXPECT_EQ(read(number, "-1.51"), "tally.out_of_bounds");
  for (const char* text : {"", "1/2", "1e2", "+1", " 1", "1,5", ".5", "5.", "NaN", "0x10"}) {
    EXPECT_EQ(read(number, text), "tally.not_a_number") << text;
  }
}

TEST(Value, Measured_DecimalWithinBounds_IsRead) {
  const std::string measured = "value: {type: measured, unit: menit, min: 0, max: 60}";
  EXPECT_EQ(read(measured, "20.42"), "20.42");
  EXPECT_EQ(read(measured, "60.1"), "tally.out_of_bounds");
}

TEST(Value, Level_OneOfTheLevels_IsRead) {
  const std::string level =
      "value: {type: level, levels: [{value: 1, text: {id: a, en: a}}, {value: 2, text: {id: b, en: b}}, {value: 3, text: {id: c, en: "
      "c}}]}";
  EXPECT_EQ(read(level, "3"), "3");
  EXPECT_EQ(read(level, "4"), "tally.out_of_bounds");
  EXPECT_EQ(read(level, "0"), "tally.out_of_bounds");
  EXPECT_EQ(read(level, "1.5"), "tally.not_a_level");
}

TEST(Value, Count_WholeNumber_IsRead) {
  EXPECT_EQ(read("value: {type: count}", "123456789012345678901234567890"), "123456789012345678901234567890");
  EXPECT_EQ(read("value: {type: count}", "-1"), "tally.out_of_bounds");
  EXPECT_EQ(read("value: {type: count}", "0.5"), "tally.not_whole");
  EXPECT_EQ(read("value: {type: count, max: 2}", "3"), "tally.out_of_bounds");
}

TEST(Value, Checklist_NumberOfOptions_IsTheBound) {
  const std::string checklist = "value: {type: checklist, options: [{id: a, en: a}, {id: b, en: b}]}";
  EXPECT_EQ(read(checklist, "0"), "0");
  EXPECT_EQ(read(checklist, "2"), "2");
  EXPECT_EQ(read(checklist, "3"), "tally.out_of_bounds");
  EXPECT_EQ(read(checklist, "1.5"), "tally.not_whole");
}

TEST(Value, YesNo_Words_AreOneAndZero) {
  for (const char* text : {"1", "ya", "yes"}) EXPECT_EQ(read("value: {type: yes_no}", text), "1") << text;
  for (const char* text : {"0", "tidak", "no"}) EXPECT_EQ(read("value: {type: yes_no}", text), "0") << text;
  for (const char* text : {"2", "YA", "", "1.0"}) EXPECT_EQ(read("value: {type: yes_no}", text), "tally.not_yes_no") << text;
}

TEST(Value, Ratio_Fraction_IsMultipliedAndADecimalStands) {
  const std::string ratio = "value: {type: ratio, factor: 100, max: 150}";
  EXPECT_EQ(read(ratio, "2/3"), "200/3");
  EXPECT_EQ(read(ratio, "66.5"), "66.5");
  EXPECT_EQ(read(ratio, "0/5"), "0");
  EXPECT_EQ(read(ratio, "3/2"), "150");
  EXPECT_EQ(read(ratio, "4/2"), "tally.out_of_bounds");
  EXPECT_EQ(read(ratio, "-1/2"), "tally.out_of_bounds");
  EXPECT_EQ(read(ratio, "1/0"), "tally.not_a_number");
  EXPECT_EQ(read("value: {type: ratio, factor: 1}", "7/2"), "3.5");
}

TEST(Value, Survey_WithAnEvaluator_IsWhole) {
  const std::string survey = "value: {type: survey, min: 1, max: 4}";
  EXPECT_EQ(read(survey, "3", true), "3");
  EXPECT_EQ(read(survey, "3.25", true), "tally.not_whole");
  EXPECT_EQ(read(survey, "3.25"), "3.25");
  EXPECT_EQ(read(survey, "4.01"), "tally.out_of_bounds");
}

TEST(Value, NotApplicable_OnlyWhereItMayBeDropped) {
  EXPECT_EQ(read("not_applicable: drop, value: {type: yes_no}", "n/a"), "n/a");
  EXPECT_EQ(read("value: {type: yes_no}", "n/a"), "tally.not_applicable");
  EXPECT_EQ(read("op: sum, children: [{id: x}]", "n/a"), "tally.not_applicable");
}

TEST(Value, InnerNode_RangeIsTheBound) {
  const std::string inner = "op: sum, range: [1, 4], children: [{id: x}]";
  EXPECT_EQ(read(inner, "3.3"), "3.3");
  EXPECT_EQ(read(inner, "4.1"), "tally.out_of_bounds");
  EXPECT_EQ(read(inner, "7/2"), "tally.not_a_number");
}

}  // namespace
}  // namespace tally
