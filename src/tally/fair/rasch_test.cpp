#include "tally/fair/rasch.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "tally/fair/within.hpp"
#include "tests/support/golden_fair.hpp"

namespace tally::fair {
namespace {

using support::golden_ratings;
using support::golden_rows;
using support::index_of;

const RaschOptions kGoldenCategories = {.from = 45, .width = 10};

double sum(const std::vector<double>& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

/// Sheets of grades 0 … 2 in two criteria.
Ratings grades(std::initializer_list<std::tuple<const char*, const char*, double, double>> rows) {
  std::vector<SheetInput> sheets;
  for (const auto& [entry, juror, a, b] : rows) sheets.push_back({entry, juror, a + b, {a, b}});
  return Ratings({"a", "b"}, sheets);
}

class GoldenRasch : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Sets, GoldenRasch, testing::Values("TINY", "S", "M"), [](const auto& set) { return set.param; });

TEST_P(GoldenRasch, Map_EqualsTheReference) {
  const Ratings ratings = golden_ratings(GetParam());
  const RaschFit fit = fit_rasch(ratings, kGoldenCategories).value();
  const auto entries = index_of(ratings.entries());
  const auto jurors = index_of(ratings.jurors());
  const auto criteria = index_of(ratings.criteria());
  for (const auto& row : golden_rows("ref_mfrm_MAP_" + GetParam() + ".csv")) {
    const double value = std::stod(row.at("value"));
    const std::string& level = row.at("level");
    if (row.at("param") == "entry") {
      EXPECT_NEAR(fit.entries[entries.at(level)], value, 1e-7);
      EXPECT_NEAR(fit.entry_ses[entries.at(level)], std::stod(row.at("se")), 1e-6);
    } else if (row.at("param") == "juror") {
      EXPECT_NEAR(fit.jurors[jurors.at(level)], value, 1e-7);
      EXPECT_NEAR(fit.juror_ses[jurors.at(level)], std::stod(row.at("se")), 1e-6);
    } else if (row.at("param") == "crit") {
      EXPECT_NEAR(fit.criteria[criteria.at(level)], value, 1e-7);
    } else if (row.at("param") == "step") {
      EXPECT_NEAR(fit.steps[std::stoul(level) - 1], value, 1e-7);
    } else {
      EXPECT_NEAR(fit.deviance, value, 1e-5);
    }
  }
}

TEST_P(GoldenRasch, Ranking_AgreesWithTheStandardModel) {
  const Ratings ratings = golden_ratings(GetParam());
  const auto graph = make_laplacian(ratings);
  std::vector<double> shrunk;
  for (const EntryEstimate& entry : fit_within(ratings, *graph).entries) shrunk.push_back(*entry.shrunk);
  const Agreement agreement = compare_rankings(shrunk, fit_rasch(ratings, kGoldenCategories)->entries, 4);
  EXPECT_GT(agreement.spearman, kSpearmanAlarm);
  EXPECT_EQ(agreement.only_in_first.size(), agreement.only_in_second.size());
}

TEST(Rasch, Joint_FitsEveryTotalThatIsNotExtreme) {
  const Ratings ratings = golden_ratings("S");
  const RaschFit fit = fit_rasch(ratings, {.from = 45, .width = 10, .joint = true}).value();
  EXPECT_NEAR(sum(fit.entries), 0, 1e-9);
  EXPECT_NEAR(sum(fit.jurors), 0, 1e-9);
  EXPECT_NEAR(sum(fit.steps), 0, 1e-9);
  double expected = 0;  // of juror 0, whose total a maximum reproduces
  double given = 0;
  for (std::size_t i = 0; i < ratings.sheets().size(); ++i) {
    const Sheet& sheet = ratings.sheets()[i];
    if (sheet.juror != 0) continue;
    for (std::size_t c = 0; c < 5; ++c) {
      given += std::clamp(std::floor((ratings.score(i, c) - 45) / 10), 0.0, 4.0);
      double log = 0;
      double weights = 1;
      double mean = 0;
      for (std::size_t k = 1; k < 5; ++k) {
        log += fit.entries[sheet.entry] - fit.jurors[0] - fit.criteria[c] - fit.steps[k - 1];
        weights += std::exp(log);
        mean += static_cast<double>(k) * std::exp(log);
      }
      expected += mean / weights;
    }
  }
  EXPECT_NEAR(expected, given, 1e-6);
}

TEST(Rasch, JointExtremeEntry_StaysFinite) {
  const Ratings ratings =
      grades({{"a", "x", 2, 2}, {"a", "y", 2, 2}, {"b", "x", 1, 0}, {"b", "y", 2, 1}, {"c", "x", 0, 1}, {"c", "y", 1, 1}});
  const auto fit = fit_rasch(ratings, {.count = 3, .joint = true});
  ASSERT_TRUE(fit);
  EXPECT_TRUE(std::isfinite(fit->entries[0]));
  EXPECT_GT(fit->entries[0], fit->entries[1]);
}

TEST(Rasch, JointExtremeJuror_IsNothing) {
  EXPECT_FALSE(fit_rasch(grades({{"a", "x", 2, 2}, {"a", "y", 2, 1}, {"b", "x", 2, 2}, {"b", "y", 0, 1}}), {.count = 3, .joint = true}));
}

TEST(Rasch, CategoriesThatDoNotOccur_AreClosedUp) {
  const RaschFit fit = fit_rasch(grades({{"a", "x", 4, 2}, {"a", "y", 2, 2}, {"b", "x", 0, 2}, {"b", "y", 2, 0}}), {.count = 5}).value();
  EXPECT_EQ(fit.categories, (std::vector<int>{0, 2, 4}));
  EXPECT_EQ(fit.steps.size(), 2u);
}

TEST(Rasch, WithoutCategories_IsRefused) {
  EXPECT_THROW((void)fit_rasch(Ratings({}, std::vector<SheetInput>{{"a", "x", 1}}), {}), base::Error);
  EXPECT_THROW((void)fit_rasch(grades({{"a", "x", 1, 1}, {"a", "y", 1, 1}}), {}), base::Error);
  EXPECT_THROW((void)fit_rasch(golden_ratings("TINY"), {.width = 0}), base::Error);
}

TEST(Agreement, Spearman_UsesMeanRanks) {
  EXPECT_DOUBLE_EQ(compare_rankings({1, 2, 3, 4}, {10, 20, 30, 40}, 2).spearman, 1);
  EXPECT_DOUBLE_EQ(compare_rankings({1, 2, 3, 4}, {4, 3, 2, 1}, 2).spearman, -1);
  EXPECT_NEAR(compare_rankings({1, 2, 2, 4}, {1, 2, 3, 4}, 2).spearman, 0.9486832980505138, 1e-15);
  EXPECT_EQ(compare_rankings({1, 1}, {2, 2}, 1).spearman, 1);
  EXPECT_EQ(compare_rankings({1, 1}, {2, 3}, 1).spearman, 0);
}

TEST(Agreement, Cut_NamesWhoChangesSides) {
  const Agreement agreement = compare_rankings({9, 8, 7, 1}, {9, 2, 7, 8}, 2);
  EXPECT_EQ(agreement.only_in_first, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(agreement.only_in_second, (std::vector<std::uint32_t>{3}));
}

}  // namespace
}  // namespace tally::fair
