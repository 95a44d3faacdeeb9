#include "tally/aggregate/central.hpp"

#include <gtest/gtest.h>

namespace tally::aggregate {
namespace {

using base::Rational;
using Numbers = std::vector<Rational>;

TEST(Central, Nothing_HasNoMiddle) {
  EXPECT_EQ(mean_of(Numbers{}), std::nullopt);
  EXPECT_EQ(median_of({}), std::nullopt);
  EXPECT_EQ(trimmed_mean_of({}, 0, 0), std::nullopt);
}

TEST(Central, One_IsItsOwnMiddle) {
  EXPECT_EQ(mean_of(Numbers{7}), Rational(7));
  EXPECT_EQ(median_of({7}), Rational(7));
  EXPECT_EQ(trimmed_mean_of({7}, 0, 0), Rational(7));
}

TEST(Central, Mean_IsExact) {
  EXPECT_EQ(mean_of(Numbers{1, 2, 5}), Rational::fraction(8, 3));
  EXPECT_EQ(mean_of(Numbers{-1, 1}), Rational(0));
}

TEST(Central, Median_OfUnsortedNumbers) {
  EXPECT_EQ(median_of({9, 1, 5}), Rational(5));
  EXPECT_EQ(median_of({9, 1, 5, 6}), Rational::fraction(11, 2));
}

TEST(Central, TrimmedMean_DropsLowAndHighApart) {
  EXPECT_EQ(trimmed_mean_of({100, 1, 2, 3}, 1, 1), Rational::fraction(5, 2));
  EXPECT_EQ(trimmed_mean_of({100, 1, 2, 3}, 0, 1), Rational(2));
  EXPECT_EQ(trimmed_mean_of({100, 1, 2, 3}, 2, 0), Rational::fraction(103, 2));
  EXPECT_EQ(trimmed_mean_of({4, 4, 4}, 1, 1), Rational(4));
}

TEST(Central, TrimmedMean_WithNoneLeft_IsNothing) {
  EXPECT_EQ(trimmed_mean_of({1, 2}, 1, 1), std::nullopt);
  EXPECT_EQ(trimmed_mean_of({1, 2}, 3, 0), std::nullopt);
}

}  // namespace
}  // namespace tally::aggregate
