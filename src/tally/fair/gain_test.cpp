#include "tally/fair/gain.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tally::fair {
namespace {

constexpr double kPi = 3.14159265358979324;
constexpr double kStep = 1e-3;

/// E f(z) of a standard normal z, in small steps.
template <typename Function>
double expected(Function f) {
  double sum = 0;
  for (int step = -9000; step < 9000; ++step) {
    const double z = (step + 0.5) * kStep;
    sum += f(z) * std::exp(-z * z / 2);
  }
  return sum * kStep / std::sqrt(2 * kPi);
}

/// What choice_gain() says in one formula, straight from its definition: the chance after the news, weighed by how likely the news is.
double gain_by_definition(double chance, double price, double share) {
  const double z = normal_point(chance);
  const double after =
      expected([&](double news) { return std::max(0.0, normal_share((z + std::sqrt(share) * news) / std::sqrt(1 - share)) - price); });
  return after - std::max(0.0, chance - price);
}

TEST(Gain, NormalPoint_UndoesNormalShare) {
  for (const double p : {1e-6, 1e-4, 0.03, 0.5, 0.77, 0.999, 1 - 1e-6}) EXPECT_NEAR(normal_share(normal_point(p)) / p, 1, 1e-12) << p;
  EXPECT_NEAR(normal_point(0.975), 1.959963984540054, 1e-12);
}

TEST(Gain, NormalShareOfTwo_AtTheOrigin_IsSheppardsFormula) {
  for (const double r : {0.0, 0.2, 0.5, 0.9, 0.99}) EXPECT_NEAR(normal_share(0, 0, r), 0.25 + std::asin(r) / (2 * kPi), 1e-12) << r;
}

TEST(Gain, NormalShareOfTwo_EqualsTheIntegral) {
  for (const double r : {0.1, 0.6, 0.95}) {
    for (const double h : {-2.0, 0.3, 1.5}) {
      for (const double k : {-1.1, 0.0, 2.5}) {
        const double found = expected([&](double z) { return z < h ? normal_share((k - r * z) / std::sqrt(1 - r * r)) : 0; });
        EXPECT_NEAR(normal_share(h, k, r), found, 1e-3 * kStep + 1e-3 * std::exp(-h * h / 2)) << h << ' ' << k << ' ' << r;
      }
    }
  }
}

TEST(Gain, Choice_EqualsItsDefinition) {
  for (const double chance : {0.02, 0.3, 0.5, 0.93}) {
    for (const double price : {0.35, 0.5, 0.6}) {
      for (const double share : {0.05, 0.3, 0.9}) {
        EXPECT_NEAR(choice_gain(chance, price, share), gain_by_definition(chance, price, share), 1e-6)
            << chance << ' ' << price << ' ' << share;
      }
    }
  }
}

TEST(Gain, Choice_AllKnown_GainsAllThatChanceCosts) {
  EXPECT_NEAR(choice_gain(0.5, 0.5, 1 - 1e-12), 0.25, 1e-5);  // half of the places at stake are wrong now, none are then
  EXPECT_EQ(choice_gain(0.4, 0.5, 0), 0);
}

TEST(Gain, ConcaveSteps_SlowStart_IsSpreadOverTheSheetsItTakes) {
  EXPECT_EQ(concave_steps({0, 0, 0.75, 0.875}), (std::vector<double>{0.25, 0.25, 0.25, 0.125}));
  EXPECT_EQ(concave_steps({0.5, 0.75}), (std::vector<double>{0.5, 0.25}));
  EXPECT_TRUE(concave_steps({}).empty());
}

}  // namespace
}  // namespace tally::fair
