#include "base/rational.hpp"

#include <gmpxx.h>
#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <random>
#include <vector>

namespace base {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

Rational rational(std::string_view text) { return Rational::parse(text).value(); }

std::string rounded(std::string_view text, int decimals, Rounding mode) { return rational(text).rounded(decimals, mode).fixed(decimals); }

TEST(Rational, Parse_WellFormed_GivesCanonicalText) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"0", "0"},
      {"-0", "0"},
      {"-0.00", "0"},
      {"007", "7"},
      {"1.50", "1.5"},
      {"-96.290", "-96.29"},
      {"1/2", "0.5"},
      {"-2/6", "-1/3"},
      {"4/2", "2"},
      {"0/7", "0"},
      {"0.001", "0.001"},
      {"1/1024", "0.0009765625"},
      {"9223372036854775807", "9223372036854775807"},
      {"9223372036854775808", "9223372036854775808"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"123456789012345678901234567890.10", "123456789012345678901234567890.1"},
      {"-1/170141183460469231731687303715884105727", "-1/170141183460469231731687303715884105727"},
      {"0.00000000000000000000000000000001", "0.00000000000000000000000000000001"}};
  for (const auto& [text, canonical] : cases) EXPECT_EQ(rational(text).text(), canonical) << text;
}

TEST(Rational, Parse_Malformed_GivesNothing) {
  for (const char* text : {"1e5", "+1",  " 1",   "1 ", "1.", ".5",    "1,5",   "NaN",   "inf", "1/0", "",
                           "-",   "--1", "1/-2", "1/", "/2", "1.5/2", "1/2.5", "1.2.3", "0x1", "-.5", "1/000000000000000000000"}) {
    EXPECT_EQ(Rational::parse(text), std::nullopt) << text;
  }
}

TEST(Rational, Parse_SixtyFourCharacters_IsTheLongest) {
  EXPECT_EQ(rational(std::string(64, '1')).text(), std::string(64, '1'));
  EXPECT_EQ(Rational::parse(std::string(65, '1')), std::nullopt);
  EXPECT_EQ(Rational::parse(std::string(65, '0')), std::nullopt);
}

TEST(Rational, Fraction_AnySigns_IsReducedWithPositiveDenominator) {
  EXPECT_EQ(Rational::fraction(6, -4).text(), "-1.5");
  EXPECT_EQ(Rational::fraction(-6, -9).text(), "2/3");
  EXPECT_EQ(Rational::fraction(0, -5), Rational(0));
  EXPECT_EQ(Rational::fraction(kMin, kMin), Rational(1));
  EXPECT_EQ(Rational::fraction(kMin, -1).text(), "9223372036854775808");
  EXPECT_EQ(Rational::fraction(1, kMin).text(), (Rational(1) / kMin).text());
}

TEST(Rational, PowerOfTen_AnyExponent_IsExact) {
  EXPECT_EQ(Rational::power_of_ten(0).text(), "1");
  EXPECT_EQ(Rational::power_of_ten(-2).text(), "0.01");
  EXPECT_EQ(Rational::power_of_ten(18).text(), "1" + std::string(18, '0'));
  EXPECT_EQ(Rational::power_of_ten(30).text(), "1" + std::string(30, '0'));
  EXPECT_EQ(Rational::power_of_ten(30) * Rational::power_of_ten(-30), Rational(1));
}

TEST(Rational, Rounded_HalfUp_TiesGoAwayFromZero) {
  EXPECT_EQ(rounded("87.995", 2, Rounding::half_up), "88.00");
  EXPECT_EQ(rounded("87.9949999999999999999999", 2, Rounding::half_up), "87.99");
  EXPECT_EQ(rounded("-87.995", 2, Rounding::half_up), "-88.00");
  EXPECT_EQ(rounded("0.5", 0, Rounding::half_up), "1");
  EXPECT_EQ(rounded("2/3", 4, Rounding::half_up), "0.6667");
  EXPECT_EQ(rounded("-0.004", 2, Rounding::half_up), "0.00");
}

TEST(Rational, Rounded_HalfEven_TiesGoToTheEvenNeighbour) {
  EXPECT_EQ(rounded("87.995", 2, Rounding::half_even), "88.00");
  EXPECT_EQ(rounded("87.985", 2, Rounding::half_even), "87.98");
  EXPECT_EQ(rounded("-0.5", 0, Rounding::half_even), "0");
  EXPECT_EQ(rounded("-1.5", 0, Rounding::half_even), "-2");
  EXPECT_EQ(rounded("2.500000000000000000000001", 0, Rounding::half_even), "3");
}

TEST(Rational, Rounded_Down_GoesTowardsZero) {
  EXPECT_EQ(rounded("87.999", 2, Rounding::down), "87.99");
  EXPECT_EQ(rounded("-87.999", 2, Rounding::down), "-87.99");
  EXPECT_EQ(rounded("-1/3", 9, Rounding::down), "-0.333333333");
}

TEST(Rational, Rounded_BesideTheOverflowBorder_IsExact) {
  EXPECT_EQ(Rational(kMax).rounded(9, Rounding::half_up), Rational(kMax));
  EXPECT_EQ((Rational(kMax) + rational("0.5")).rounded(0, Rounding::half_up).text(), "9223372036854775808");
  EXPECT_EQ((Rational(kMin) - rational("0.5")).rounded(0, Rounding::half_even), Rational(kMin));
}

TEST(Rational, Fixed_AnyDecimals_WritesExactlySoMany) {
  EXPECT_EQ(Rational(88).fixed(2), "88.00");
  EXPECT_EQ(rational("-0.05").fixed(3), "-0.050");
  EXPECT_EQ(Rational(7).fixed(0), "7");
  EXPECT_EQ(Rational(kMin).fixed(9), "-9223372036854775808.000000000");
}

TEST(Rational, ToDouble_OfSmallAndBig) {
  EXPECT_EQ(Rational::fraction(1, 3).to_double(), 1.0 / 3.0);
  EXPECT_EQ(Rational(-7).to_double(), -7.0);
  EXPECT_DOUBLE_EQ(Rational::power_of_ten(40).to_double(), 1e40);
  EXPECT_DOUBLE_EQ((Rational(2) / (Rational(3) * Rational::power_of_ten(40))).to_double(), 2e-40 / 3);
}

TEST(Rational, Copy_OfABigOne_IsIndependent) {
  const Rational big = rational("9223372036854775808");
  Rational copy = big;
  copy += Rational(1);

  EXPECT_EQ(big.text(), "9223372036854775808");
  EXPECT_EQ(copy.text(), "9223372036854775809");
  copy = big;
  EXPECT_EQ(copy, big);
}

mpq_class to_gmp(const Rational& rational) {
  std::string text = rational.text();
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return mpq_class(text);
  const std::string scale = "1" + std::string(text.size() - point - 1, '0');
  mpq_class value(mpz_class(text.erase(point, 1), 10), mpz_class(scale));
  value.canonicalize();
  return value;
}

void check(const Rational& ours, const mpq_class& theirs) {
  EXPECT_EQ(to_gmp(ours), theirs);
  EXPECT_EQ(ours.is_integer(), theirs.get_den() == 1);
  EXPECT_EQ(ours.is_zero(), theirs == 0);
  if (theirs.get_num().fits_slong_p() && theirs.get_den().fits_slong_p()) {
    // Small and big forms are never equal: what fits must have come back to the small one.
    EXPECT_EQ(ours, Rational::fraction(theirs.get_num().get_si(), theirs.get_den().get_si()));
  }
}

/// Our numbers beside GMP's: operands lie around the borders of 32 and 64 bits, where small fractions become big ones and come back.
class RationalBesideGmp : public testing::Test {
 protected:
  struct Pair {
    Rational ours;
    mpq_class theirs;
  };

  std::int64_t word() {
    static constexpr std::array<std::int64_t, 8> kBorders = {0, 1, 10, 1'000'000'000, 3'037'000'499, std::int64_t{1} << 32, kMax, kMin};
    const std::int64_t border = kBorders[random_() % kBorders.size()];
    const auto step = static_cast<std::int64_t>(random_() % 7);
    if (border == kMax) return border - step;
    return random_() % 4 == 0 ? static_cast<std::int64_t>(random_()) : border + step;
  }
  Pair pair() {
    const std::int64_t n = word();
    const std::int64_t word_d = word();
    const std::int64_t d = word_d == 0 ? 1 : word_d;
    mpq_class theirs{mpz_class(n), mpz_class(d)};
    theirs.canonicalize();
    return {Rational::fraction(n, d), theirs};
  }

  std::mt19937_64 random_{20230817};  // NOLINT(cert-msc51-cpp): the same operands in every run
};

TEST_F(RationalBesideGmp, Arithmetic_AroundTheOverflowBorder_EqualsGmp) {
  for (int i = 0; i < 20'000; ++i) {
    const Pair a = pair();
    const Pair b = pair();
    check(a.ours + b.ours, a.theirs + b.theirs);
    check(a.ours - b.ours, a.theirs - b.theirs);
    check(a.ours * b.ours, a.theirs * b.theirs);
    if (b.theirs != 0) check(a.ours / b.ours, a.theirs / b.theirs);
    EXPECT_EQ(a.ours <=> b.ours, cmp(a.theirs, b.theirs) <=> 0);
    EXPECT_EQ(a.ours == b.ours, a.theirs == b.theirs);
  }
}

TEST_F(RationalBesideGmp, Arithmetic_ThereAndBack_GivesTheSame) {
  for (int i = 0; i < 20'000; ++i) {
    const Rational a = pair().ours;
    const Rational b = pair().ours;
    EXPECT_EQ(a + b - b, a);
    if (!b.is_zero()) {
      EXPECT_EQ(a * b / b, a);
    }
    EXPECT_EQ(a - a, Rational(0));
  }
}

TEST_F(RationalBesideGmp, Text_ParsedAgain_GivesTheSame) {
  for (int i = 0; i < 20'000; ++i) {
    const Rational a = pair().ours;
    const std::string text = a.text();
    if (text.size() <= 64) {
      EXPECT_EQ(Rational::parse(text), a) << text;
    }
  }
}

}  // namespace
}  // namespace base
