#include "tally/fair/lot.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tally/fair/chances.hpp"
#include "tally/fair/posterior.hpp"
#include "tests/support/golden_fair.hpp"

namespace tally::fair {
namespace {

using support::golden_ratings;
using support::golden_rows;
using support::index_of;

TEST(Lot, Estimates_AreThoseOfLme4) {
  const Ratings ratings = golden_ratings("S");
  const LotFit made = fit_lot(ratings, *make_laplacian(ratings)).value();
  const auto entries = index_of(ratings.entries());
  const auto rows = golden_rows("blup_S_M1_entry.csv");
  ASSERT_EQ(rows.size(), made.fit.entries.size());
  for (const auto& row : rows) {
    const EntryEstimate& entry = made.fit.entries[entries.at(row.at("id"))];
    EXPECT_NEAR(*entry.shrunk - made.fit.means[0], std::stod(row.at("blup")), 1e-4);
  }
}

/// The mean and standard deviation of the draws of each entry are its estimate and error.
TEST(Lot, Draws_ScatterAsTheErrorsSay) {
  const Ratings ratings = golden_ratings("TINY");
  const LotFit made = fit_lot(ratings, *make_laplacian(ratings)).value();
  constexpr std::size_t kBlocks = 400;
  constexpr double kDraws = kBlocks * kBlock;
  Posterior posterior(ratings, made.drawing, 7);
  std::vector<double> sums(ratings.entries().size());
  std::vector<double> squares(sums.size());
  Normals row;
  for (std::size_t block = 0; block < kBlocks; ++block) {
    posterior.start(block);
    for (std::uint32_t e = 0; e < sums.size(); ++e) {
      posterior.values(e, row);
      for (const double x : row) {
        const double distance = x - *made.fit.entries[e].shrunk;
        sums[e] += distance;
        squares[e] += distance * distance;
      }
    }
  }
  for (std::size_t e = 0; e < sums.size(); ++e) {
    const double deviation = *made.fit.entries[e].deviation;
    EXPECT_NEAR(sums[e] / kDraws, 0, 5 * deviation / std::sqrt(kDraws));
    EXPECT_NEAR(std::sqrt(squares[e] / kDraws) / deviation, 1, 0.02);
  }
}

TEST(Lot, Chances_SumToThePlaces) {
  const Ratings ratings = golden_ratings("S");
  const LotFit made = fit_lot(ratings, *make_laplacian(ratings)).value();
  const Chances result = chances(ratings, made.fit, made.drawing, {.draws = 2000, .cuts = {45, 99}});
  EXPECT_NEAR(std::accumulate(result.top[0].begin(), result.top[0].end(), 0.0), 45, 1e-9);
  EXPECT_NEAR(std::accumulate(result.top[1].begin(), result.top[1].end(), 0.0), 99, 1e-9);
}

TEST(Lot, NothingShared_IsNothing) {
  const Ratings ratings({}, std::vector<SheetInput>{{"a", "x", 60}, {"b", "x", 70}, {"c", "x", 80}});
  EXPECT_FALSE(fit_lot(ratings, *make_laplacian(ratings)));
}

}  // namespace
}  // namespace tally::fair
