#include "tally/fair/residuals.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/golden_fair.hpp"

namespace tally::fair {
namespace {

TEST(Residuals, Entries_SumToZero) {
  const Ratings ratings = support::golden_ratings("S");
  const auto graph = make_laplacian(ratings);
  const Residuals result = residuals(ratings, fit_within(ratings, *graph));
  double sum = 0;
  for (std::size_t i = ratings.first_sheet(7); i < ratings.first_sheet(8); ++i) sum += result.sheets[i];
  EXPECT_NEAR(sum, 0, 1e-9);
  double outliers = 0;
  for (const auto& standardised : result.standardised) outliers += standardised && std::abs(*standardised) > kOutlier ? 1 : 0;
  EXPECT_LT(outliers / static_cast<double>(result.standardised.size()), 0.01);
  for (const auto& consistency : result.juror_consistency) EXPECT_NEAR(*consistency, 1, 0.35);
}

TEST(Residuals, LeafEntry_HasNone) {
  const Ratings ratings(
      {},
      std::vector<SheetInput>{
          {"a", "x", 80}, {"a", "y", 70}, {"b", "x", 84}, {"b", "y", 70}, {"c", "x", 90}, {"d", "x", 70}, {"d", "y", 66}, {"e", "z", 5}});
  const auto graph = make_laplacian(ratings);
  const Residuals result = residuals(ratings, fit_within(ratings, *graph));
  EXPECT_NEAR(result.sheets[4], 0, 1e-12);
  EXPECT_FALSE(result.standardised[4]);
  EXPECT_TRUE(result.juror_consistency[0]);
  EXPECT_FALSE(result.juror_consistency[2]);
}

}  // namespace
}  // namespace tally::fair
