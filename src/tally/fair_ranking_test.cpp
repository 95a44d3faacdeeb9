#include "tally/fair_ranking.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

using support::Contest;
using support::Given;
using Words = std::vector<std::string>;

FairRanking ranked(const Contest& contest, const FairRequest& request) {
  return rank_fairly({contest.pack, contest.input, contest.result, sheet_totals(contest.pack, contest.input)}, request);
}

/// `id P,P from-to`
Words told(const Contest& contest, const FairRanking& fair) {
  Words words;
  for (const FairEntry& entry : fair.entries) {
    std::string& word = words.emplace_back(contest.input.subjects[entry.subject].id + " ");
    for (const auto& chance : entry.top) word += chance ? std::to_string(std::lround(100 * *chance)) + "," : "-,";
    word += " " + std::to_string(entry.rank_low) + "-" + std::to_string(entry.rank_high);
  }
  return words;
}

const Given kThree{.sheets = {"a~x total=90", "a~y total=90", "b~x total=80", "b~y total=80", "c~x total=70", "c~y total=70"}};

TEST(FairRanking, TheIneligible_TakeNobodysPlace) {
  Given given = kThree;
  given.subjects = {"a type=old", "b type=new", "c type=new"};
  const Contest contest(
      "rankings: [{id: main, level: entry}]\n"
      "eligibility: [{id: new, level: entry, rule: one_of, attribute: type, values: [new]}]\n",
      given);
  EXPECT_EQ(told(contest, ranked(contest, {.top = {1, 2}})), (Words{"a -,-, 0-0", "b 100,100, 1-1", "c 0,100, 2-2"}));
  EXPECT_THROW((void)ranked(contest, {.top = {3}}), base::Error);
}

TEST(FairRanking, WithoutARanking_AllCompete) {
  const Contest contest("rankings: []\n", kThree);
  EXPECT_EQ(told(contest, ranked(contest, {.top = {1}})), (Words{"a 100, 1-1", "b 0, 2-2", "c 0, 3-3"}));
}

TEST(FairRanking, Lambda_StandsWhereItIsFinite) {
  const Contest constant("rankings: []\n", {.sheets = {"a~x total=90", "a~y total=92", "b~x total=80", "b~y total=82"}});
  EXPECT_EQ(ranked(constant, {}).lambda, 0);
  const Contest alone("rankings: []\n", {.sheets = {"a~x total=90", "b~y total=92"}});
  EXPECT_FALSE(ranked(alone, {}).lambda);
  const Contest level("rankings: []\n", {.sheets = {"a~x total=90", "a~y total=92", "b~x total=82", "b~y total=80"}});
  const FairRanking none = ranked(level, {});
  EXPECT_EQ(none.outcome, "no_severity");
  EXPECT_FALSE(none.lambda);
}

TEST(FairRanking, Zone_IsThatOfTheWrittenChance) {
  EXPECT_EQ(zone_of(std::nextafter(0.9, 0)), FairZone::in);
  EXPECT_EQ(zone_of(0.8999), FairZone::borderline);
  EXPECT_EQ(zone_of(std::nextafter(0.1, 1)), FairZone::out);
  EXPECT_EQ(zone_of(0.1001), FairZone::borderline);
}

}  // namespace
}  // namespace tally
