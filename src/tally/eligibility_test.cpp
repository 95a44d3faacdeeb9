#include "tally/eligibility.hpp"

#include <gtest/gtest.h>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

using support::Contest;

/// `kept`, `broken` or `unchecked`, for a subject with these attributes.
std::string verdict(const std::string& rule, const std::string& attributes, const Settings& settings = {}) {
  const std::string yaml =
      "parameters: [{id: closing, type: date}]\neligibility: [{id: r, level: entry, " + rule + "}]\nrankings: [{id: main, level: entry}]\n";
  const Contest contest(yaml, {.subjects = {"a " + attributes}, .sheets = {"a total=50"}}, settings);
  const Row& row = contest.row("a");
  EXPECT_EQ(row.score, "50.00");
  EXPECT_EQ(row.rank, row.broken.empty() ? 1 : 0);
  if (!row.unchecked.empty()) return "unchecked";
  return row.broken.empty() ? "kept" : "broken";
}

TEST(Eligibility, MinAge_YearsAfterTheDate_MustHavePassed) {
  const std::string rule = "rule: min_age, attribute: since, on: closing, years: 2";
  EXPECT_EQ(verdict(rule, "since=2022-05-01", {{"closing", "2024-05-01"}}), "kept");
  EXPECT_EQ(verdict(rule, "since=2022-05-02", {{"closing", "2024-05-01"}}), "broken");
  EXPECT_EQ(verdict(rule, "since=2022-05-01"), "unchecked");
  EXPECT_EQ(verdict(rule, "", {{"closing", "2024-05-01"}}), "unchecked");
}

TEST(Eligibility, MinAge_LeapDayInACommonYear_IsTheFirstOfMarch) {
  const std::string rule = "rule: min_age, attribute: since, on: closing, years: 1";
  EXPECT_EQ(verdict(rule, "since=2024-02-29", {{"closing", "2025-02-28"}}), "broken");
  EXPECT_EQ(verdict(rule, "since=2024-02-29", {{"closing", "2025-03-01"}}), "kept");
  const std::string four = "rule: min_age, attribute: since, on: closing, years: 4";
  EXPECT_EQ(verdict(four, "since=2024-02-29", {{"closing", "2028-02-28"}}), "broken");
  EXPECT_EQ(verdict(four, "since=2024-02-29", {{"closing", "2028-02-29"}}), "kept");
  EXPECT_EQ(verdict("rule: min_age, attribute: since, on: closing, years: 4", "since=2096-02-29", {{"closing", "2100-02-28"}}), "broken");
}

TEST(Eligibility, Between_BothDaysAreInside) {
  const std::string rule = "rule: between, attribute: sent, from: \"2024-01-01\", to: \"2024-01-31\"";
  EXPECT_EQ(verdict(rule, "sent=2024-01-01"), "kept");
  EXPECT_EQ(verdict(rule, "sent=2024-01-31"), "kept");
  EXPECT_EQ(verdict(rule, "sent=2023-12-31"), "broken");
  EXPECT_EQ(verdict(rule, "sent=2024-02-01"), "broken");
  EXPECT_EQ(verdict(rule, ""), "unchecked");
  EXPECT_EQ(verdict("rule: between, attribute: sent, from: \"2024-01-01\"", "sent=2099-01-01"), "kept");
}

TEST(Eligibility, NoneOf_AnyListedEntry_Breaks) {
  const std::string rule = "rule: none_of, attribute: won, values: [top45, top99]";
  EXPECT_EQ(verdict(rule, "won=top5;top99"), "broken");
  EXPECT_EQ(verdict(rule, "won=top5;top9"), "kept");
  EXPECT_EQ(verdict(rule, "won="), "kept");
  EXPECT_EQ(verdict(rule, ""), "unchecked");
}

TEST(Eligibility, FewerThan_AsManyAsTheLimit_Breaks) {
  const std::string rule = "rule: fewer_than, attribute: won, values: [top45, top99], limit: 2";
  EXPECT_EQ(verdict(rule, "won=top45;top99"), "broken");
  EXPECT_EQ(verdict(rule, "won=top45;top45"), "broken");
  EXPECT_EQ(verdict(rule, "won=top45;other"), "kept");
  EXPECT_EQ(verdict(rule, "won="), "kept");
  EXPECT_EQ(verdict(rule, ""), "unchecked");
}

TEST(Eligibility, OneOf_AnotherValue_Breaks) {
  const std::string rule = "rule: one_of, attribute: category, values: [health]";
  EXPECT_EQ(verdict(rule, "category=health"), "kept");
  EXPECT_EQ(verdict(rule, "category=roads"), "broken");
  EXPECT_EQ(verdict(rule, ""), "unchecked");
}

TEST(Eligibility, When_RulesOfOthers_DoNotCount) {
  EXPECT_EQ(verdict("when: {region: [sea]}, rule: one_of, attribute: category, values: [health]", "region=hill category=roads"), "kept");
}

}  // namespace
}  // namespace tally
