#include "tally/figures.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tally {
namespace {

using base::Rational;
using Numbers = std::vector<double>;
using Figures = std::vector<Rational>;
using Published = std::vector<std::optional<Rational>>;

std::optional<Figures> figures(const Numbers& numbers, Published published = {}) {
  published.resize(numbers.size());
  return figures_of(numbers, published);
}

Rational millionths(std::int64_t count) { return Rational::fraction(count, 1000000); }

TEST(Figures, RoundHalfUpToSixDecimals) {
  EXPECT_EQ(figures({1.0000004, 1.0000006, -1.0000004, 0}), (Figures{1, millionths(1000001), -1, 0}));
  EXPECT_EQ(figures({1.0 / 3, 1e9}), (Figures{millionths(333333), 1000000000}));
}

TEST(Figures, LastDigitsOfDoubles_PartNobody) {
  const double half = 0.1234565;  // on the edge between two figures
  const auto two = figures({half - 1e-13, half + 1e-13});
  EXPECT_EQ((*two)[0], (*two)[1]);
  const auto chain = figures({5e7 + 0.0000005, 5e7 - 0.04, 5e7 + 0.04});  // 1e-9 of the number itself
  EXPECT_EQ(chain, (Figures{millionths(50000000040000), millionths(50000000040000), millionths(50000000040000)}));
}

TEST(Figures, Published_StandsOnlyIfItCouldBeThisNumber) {
  const double edge = 2.0000005;
  EXPECT_EQ(figures({edge + 1e-10}, {millionths(2000000)}), (Figures{millionths(2000000)}));
  EXPECT_EQ(figures({edge - 1e-10}, {millionths(2000001)}), (Figures{millionths(2000001)}));
  EXPECT_EQ(figures({2.0000003}, {millionths(2000001)}), (Figures{millionths(2000000)}));
  EXPECT_EQ(figures({edge}, {Rational::fraction(20000005, 10000000)}), (Figures{millionths(2000001)})) << "not of six decimals";
}

TEST(Figures, TooLargeOrNotFinite_HaveNone) {
  EXPECT_EQ(figures({1, 1.1e9}), std::nullopt);
  EXPECT_EQ(figures({-1.1e9}), std::nullopt);
  EXPECT_EQ(figures({std::numeric_limits<double>::quiet_NaN()}), std::nullopt);
  EXPECT_EQ(figures({HUGE_VAL}), std::nullopt);
}

}  // namespace
}  // namespace tally
