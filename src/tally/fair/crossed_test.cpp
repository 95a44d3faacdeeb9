#include "tally/fair/crossed.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/error.hpp"
#include "tests/support/golden_fair.hpp"

namespace tally::fair {
namespace {

using support::golden_ratings;
using support::golden_rows;
using support::index_of;

class GoldenCrossed : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Sets, GoldenCrossed, testing::Values("TINY", "S", "M"), [](const auto& set) { return set.param; });

TEST_P(GoldenCrossed, Crossed_EqualsLme4) {
  const Ratings ratings = golden_ratings(GetParam());
  const CrossedFit fit = fit_crossed(ratings).value();
  std::map<std::string, double> terms;
  for (const auto& row : golden_rows("lme4_" + GetParam() + "_M1.csv")) {
    if (row.at("term").find("wall") == std::string::npos) terms[row.at("term")] = std::stod(row.at("value"));
  }
  EXPECT_NEAR(fit.entry_variance / terms.at("var:entry"), 1, 1e-4);
  EXPECT_NEAR(fit.juror_variance / terms.at("var:juror"), 1, 1e-4);
  EXPECT_NEAR(fit.residual_variance / terms.at("var:Residual"), 1, 1e-4);
  EXPECT_NEAR(fit.mean, terms.at("fixef:(Intercept)"), 1e-4);
  EXPECT_NEAR(fit.mean_se, terms.at("se:(Intercept)"), 1e-4);
  EXPECT_NEAR(fit.criterion, terms.at("REMLcrit"), 1e-4);
  const auto entries = index_of(ratings.entries());
  for (const auto& row : golden_rows("blup_" + GetParam() + "_M1_entry.csv")) {
    EXPECT_NEAR(fit.scores[entries.at(row.at("id"))] - fit.mean, std::stod(row.at("blup")), 1e-4);
    EXPECT_GT(fit.score_ses[entries.at(row.at("id"))], std::stod(row.at("cond_se")) * 0.9);
  }
  const auto jurors = index_of(ratings.jurors());
  for (const auto& row : golden_rows("blup_" + GetParam() + "_M1_juror.csv")) {
    EXPECT_NEAR(fit.severities[jurors.at(row.at("id"))], std::stod(row.at("blup")), 1e-4);
  }
}

TEST(Crossed, Penicillin_EqualsThePublishedValues) {
  std::vector<SheetInput> sheets;
  for (const auto& row : golden_rows("penicillin.csv")) {
    sheets.push_back({.entry = row.at("plate"), .juror = row.at("sample"), .total = std::stod(row.at("diameter"))});
  }
  const CrossedFit fit = fit_crossed(Ratings({}, sheets)).value();
  EXPECT_NEAR(fit.entry_variance / .716905, 1, 1e-4);
  EXPECT_NEAR(fit.juror_variance / 3.731132, 1, 1e-4);
  EXPECT_NEAR(fit.residual_variance / .302415, 1, 1e-4);
  EXPECT_NEAR(fit.criterion, 330.860589, 1e-4);
}

TEST(Crossed, WhatCannotBeToldApart_IsNothing) {
  EXPECT_FALSE(fit_crossed(Ratings({}, std::vector<SheetInput>{{"a", "x", 60}, {"b", "x", 70}, {"c", "x", 80}})));
  EXPECT_FALSE(fit_crossed(Ratings({}, std::vector<SheetInput>{{"a", "x", 60}, {"a", "y", 60}, {"b", "x", 60}, {"b", "y", 60}})));
  EXPECT_FALSE(fit_crossed(Ratings(
      {}, std::vector<SheetInput>{{"a", "x", 60}, {"a", "y", 50}, {"b", "x", 70}, {"b", "y", 60}, {"c", "x", 90}, {"c", "y", 80}})));
}

TEST(Crossed, OneSheetOfEachJuror_IsNothing) {
  EXPECT_FALSE(fit_crossed(Ratings({}, std::vector<SheetInput>{{"a", "x", 50}, {"a", "y", 40}, {"a", "z", 37}, {"b", "w", 62}})));
}

TEST(Crossed, EqualTotalsWithFractions_AreNothing) {
  EXPECT_FALSE(fit_crossed(Ratings({}, std::vector<SheetInput>{{"a", "x", .1}, {"a", "y", .1}, {"b", "x", .1}, {"b", "y", .1}})));
}

/// From its start the criterion falls along a step of which each part alone would be cut; it once stayed where it began, at 143.997.
TEST(Crossed, SteepStart_IsLeft) {
  const std::vector<SheetInput> sheets = {
      {"0", "a", 34.2},  {"1", "b", 38.9},  {"12", "a", 37.5}, {"13", "a", 37.5}, {"14", "c", 31.3}, {"14", "d", 33.5}, {"15", "c", 33.2},
      {"15", "d", 34.8}, {"16", "c", 42.2}, {"16", "e", 40.4}, {"17", "f", 42.3}, {"20", "a", 41.1}, {"21", "g", 31.9}, {"22", "h", 37.2},
      {"22", "a", 39.1}, {"23", "i", 39},   {"23", "j", 42.8}, {"24", "d", 37.6}, {"24", "e", 39.9}, {"25", "i", 41.7}, {"4", "k", 40.5},
      {"4", "e", 38.4},  {"6", "a", 32.5},  {"7", "i", 35.5},  {"8", "a", 41.6},  {"8", "d", 37.6},  {"8", "k", 38.5},  {"9", "f", 39.4}};
  const CrossedFit fit = fit_crossed(Ratings({}, sheets)).value();
  EXPECT_NEAR(fit.criterion, 139.141248138788, 1e-9);
  EXPECT_FALSE(fit.severity_found);
}

TEST(Crossed, NoSeverity_IsSaid) {
  std::vector<SheetInput> sheets;
  for (int e = 0; e < 6; ++e) {
    for (int j = 0; j < 2; ++j) sheets.push_back({std::to_string(e), std::to_string(j), 60.0 + 10 * e + ((e + j) % 2 == 0 ? 2 : -2)});
  }
  const CrossedFit fit = fit_crossed(Ratings({}, sheets)).value();
  EXPECT_FALSE(fit.severity_found);
  EXPECT_TRUE(fit.entries_differ);
  EXPECT_NEAR(fit.severities[0], 0, 1e-3);
}

TEST(Crossed, TooManyJurors_AreRefused) {
  std::vector<SheetInput> sheets;
  sheets.reserve(2001);
  for (int j = 0; j < 2001; ++j) sheets.push_back({"a", std::to_string(j), 1});
  EXPECT_THROW((void)fit_crossed(Ratings({}, sheets)), base::Error);
}

}  // namespace
}  // namespace tally::fair
