#include "tally/banding.hpp"

#include <gtest/gtest.h>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

using support::Contest;

const std::string kRoot =
    support::tree("{id: total, op: scale, factor: 1/3, children: [{id: x, value: {type: number, min: 0, max: 300}}]}");

/// The band of thirds `x`/3 under the table given; the pack rounds half up to two decimals.
std::string band(const std::string& table, const std::string& x) {
  const Contest contest("bands: [" + table + "]\n" + kRoot, {.sheets = {"a x=" + x}});
  return contest.bands().front().second;
}

TEST(Bands, ClosedBoth_NeighboursDifferByOneUnit) {
  const std::string table = "{closed: both, list: [{id: high, from: 50, to: 100}, {id: low, from: 0, to: 49.99}]}";
  EXPECT_EQ(band(table, "150"), "high");
  EXPECT_EQ(band(table, "149.985"), "high");  // 49.995 → 50.00
  EXPECT_EQ(band(table, "149.984"), "low");
  EXPECT_EQ(band(table, "300"), "high");
  EXPECT_EQ(band(table, "0"), "low");
}

TEST(Bands, ClosedLower_BorderBelongsToTheHigher) {
  const std::string table = "{closed: lower, list: [{id: low, from: 0, to: 50}, {id: high, from: 50, to: 100}]}";
  EXPECT_EQ(band(table, "150"), "high");
  EXPECT_EQ(band(table, "149.97"), "low");
  EXPECT_EQ(band(table, "300"), "high");
}

TEST(Bands, ClosedUpper_BorderBelongsToTheLower) {
  const std::string table = "{closed: upper, list: [{id: low, from: 0, to: 50}, {id: high, from: 50, to: 100}]}";
  EXPECT_EQ(band(table, "150"), "low");
  EXPECT_EQ(band(table, "150.03"), "high");
  EXPECT_EQ(band(table, "0"), "low");
}

TEST(Bands, RoundNone_ClassifiesTheExactValue) {
  EXPECT_EQ(band("{closed: lower, round: none, list: [{id: low, from: 0, to: 50}, {id: high, from: 50, to: 100}]}", "149.999"), "low");
  EXPECT_EQ(band("{closed: lower, list: [{id: low, from: 0, to: 50}, {id: high, from: 50, to: 100}]}", "149.999"), "high");
}

TEST(Bands, OwnRound_ClassifiesTheExactValueSoRounded) {
  const std::string table =
      "{closed: both, round: {decimals: 0, mode: down}, list: [{id: low, from: 0, to: 49}, {id: high, from: 50, to: 100}]}";
  EXPECT_EQ(band(table, "149.999"), "low");
  EXPECT_EQ(band(table, "150"), "high");
}

TEST(Bands, OwnRound_DoesNotRoundTwice) {
  EXPECT_EQ(band("{closed: both, round: {decimals: 0, mode: half_up}, list: [{id: low, from: 0, to: 49}, {id: high, from: 50, to: 100}]}",
                 "148.494"),
            "low");
}

TEST(Bands, FirstMatchingTable_IsUsed) {
  const std::string tables = R"(
bands:
  - {when: {region: [sea]}, closed: lower, list: [{id: wet, from: 0, to: 100}]}
  - {closed: lower, list: [{id: dry, from: 0, to: 100, zone: land}]}
)";
  const Contest contest(tables + kRoot, {.subjects = {"a region=sea", "b region=hill", "c"}, .sheets = {"a x=3", "b x=3"}});
  EXPECT_EQ(contest.bands(), (support::Cells{{"a", "wet"}, {"b", "dry"}, {"c", ""}}));
  EXPECT_EQ(contest.row("b").band->zone, "land");
}

TEST(Bands, ValueOutside_HasNoBand) {
  const Contest contest("bands: [{closed: lower, list: [{id: all, from: 0, to: 100}]}]\n" +
                            support::tree("{id: total, op: sum, children: [{id: x}, {id: y}]}"),
                        {.sheets = {"a x=60 y=60"}});
  EXPECT_EQ(contest.bands(), (support::Cells{{"a", ""}}));
}

}  // namespace
}  // namespace tally
