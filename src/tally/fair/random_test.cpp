#include "tally/fair/random.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tally::fair {
namespace {

/// P(Z < z).
double distribution(double z) { return std::erfc(-z * std::sqrt(0.5)) / 2; }

TEST(Random, Bits_AreTheDocumentedOnes) {
  Bits bits;
  draw_bits(1, 0, bits);
  EXPECT_EQ((std::array{bits[0], bits[1], bits[2], bits[3]}), (std::array{2146930148u, 2585199205u, 3670091704u, 2556029204u}));
  draw_bits(20240503, 123456789, bits);
  EXPECT_EQ((std::array{bits[0], bits[1], bits[2], bits[3]}), (std::array{262298926u, 978566737u, 926345212u, 211192230u}));
}

TEST(Random, Normal_HasTheDocumentedDigits) {
  EXPECT_EQ(normal(0), -6.337957751843744);
  EXPECT_EQ(normal(1), -6.1664295166097052);
  EXPECT_EQ(normal(104000000), -1.9735865541466848);
  EXPECT_EQ(normal(1u << 30), -0.6744897498570791);
  EXPECT_EQ(normal(1u << 31), 2.9180993762091259e-10);
  EXPECT_EQ(normal(4000000000), 1.4857137574485315);
}

TEST(Random, FourStreamsAtOnce_AreTheSameStreams) {
  std::array<Bits, 4> four{};
  draw_bits(9, {3, 1u << 31, 7, 3}, four);
  Bits one;
  draw_bits(9, 1u << 31, one);
  EXPECT_EQ(four[1], one);
  EXPECT_EQ(four[0], four[3]);
  EXPECT_NE(four[0], four[2]);
}

TEST(Random, Normal_InvertsTheDistribution) {
  for (std::uint64_t bits = 0; bits <= UINT32_MAX; bits += 65537) {
    const double p = (static_cast<double>(bits) + 0.5) / 4294967296.0;
    ASSERT_NEAR(distribution(normal(static_cast<std::uint32_t>(bits))) / p, 1, 1e-7) << bits;
    ASSERT_EQ(normal(static_cast<std::uint32_t>(bits)), -normal(static_cast<std::uint32_t>(~bits)));
  }
  EXPECT_NEAR(normal(0), -6.3379, 1e-3);
}

TEST(Random, Normals_AreThoseOneByOne) {
  Bits bits;
  Normals z;
  double sum = 0;
  double squares = 0;
  for (std::uint64_t stream = 0; stream < 200; ++stream) {
    draw_bits(5, stream, bits);
    normals(bits, z);
    for (std::size_t r = 0; r < kBlock; ++r) {
      ASSERT_EQ(z[r], normal(bits[r]));
      sum += z[r];
      squares += z[r] * z[r];
    }
  }
  EXPECT_NEAR(sum / 51200, 0, 0.02);
  EXPECT_NEAR(squares / 51200, 1, 0.03);
}

TEST(Random, BitsBelow_NeverLeavesOutANumberThatIsHighEnough) {
  for (int i = -500; i < 500; ++i) {
    const double z = 0.0137 * i;
    const std::uint32_t limit = bits_below(z);
    EXPECT_LE(limit == 0 ? -7 : normal(limit), z);
    if (limit < UINT32_MAX - 1000) {
      EXPECT_GT(normal(limit + 1000), z - 1e-3);
    }
  }
}

}  // namespace
}  // namespace tally::fair
