#include "tally/trust.hpp"

#include <gtest/gtest.h>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

using support::Contest;

std::string trust(const std::string& yaml, const support::Given& given = {.sheets = {"a total=50"}}) {
  return word(Contest(yaml, given).row("a").trust);
}

TEST(Trust, Row_RestsOnTheWeakestFigure) {
  EXPECT_EQ(trust(""), "official");
  EXPECT_EQ(trust("trust: reported\n"), "reported");
  EXPECT_EQ(trust("evaluators: {combine: mean, at: indicator, sheets: partial, trust: code}\n"), "code");
  EXPECT_EQ(trust("rounding: {decimals: 1, mode: down, trust: derived}\n"), "derived");
  EXPECT_EQ(trust("bands: [{trust: derived, closed: lower, list: [{id: all, from: 0, to: 100}]}]\n"), "derived");
  EXPECT_EQ(trust("rankings: [{id: main, level: entry, trust: code}]\n"), "code");
}

TEST(Trust, Node_CountsEvenBelowAGivenValue) {
  EXPECT_EQ(trust(support::tree("{id: total, op: sum, children: [{id: x, trust: illustrative}]}")), "illustrative");
  EXPECT_EQ(trust(support::tree("{id: total, trust: code, op: sum, children: [{id: x, trust: official}]}")), "code");
}

TEST(Trust, Cut_CountsWhenPassedOrUndecided) {
  const std::string cut = "rankings: [{id: main, level: entry, cuts: [{id: top, places: 1, trust: illustrative}]}]\n";
  EXPECT_EQ(trust(cut), "illustrative");
  EXPECT_EQ(trust(cut, {.sheets = {"a total=50", "b total=50"}}), "illustrative");
  EXPECT_EQ(trust(cut, {.sheets = {"a total=50", "b total=60"}}), "official");
}

TEST(Trust, IllustrativeSubject_IsIllustrative) {
  for (const char* word : {"true", "ya"}) {
    EXPECT_EQ(trust("", {.subjects = {std::string("a illustrative=") + word}, .sheets = {"a total=50"}}), "illustrative");
  }
  EXPECT_EQ(trust("", {.subjects = {"a illustrative=no"}, .sheets = {"a total=50"}}), "official");
}

const std::string kLevels = R"(
levels: [{id: unit, types: [u]}, {id: office}]
trees:
  - {level: unit, root: {id: total}}
  - {level: office, root: {id: total, op: mean, over: subjects, level: unit}}
)";

TEST(Trust, OverSubjects_RestsOnAllTakenAndNotOnThoseSkipped) {
  const std::string none = "eligibility: [{id: none, level: unit, rule: none_of, attribute: flag, values: [bad]}]\n";
  const auto below = [&](const std::string& attributes) {
    return trust(none + kLevels, {.subjects = {"a", "u1 parent=a", "u2 parent=a " + attributes}, .sheets = {"u1 total=90", "u2 total=80"}});
  };
  EXPECT_EQ(below(""), "official");
  EXPECT_EQ(below("illustrative=ya"), "illustrative");
  EXPECT_EQ(below("illustrative=ya flag=bad"), "official");
}

}  // namespace
}  // namespace tally
