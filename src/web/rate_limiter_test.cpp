#include "web/rate_limiter.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "tests/support/hand_clock.hpp"

namespace web {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Wait = std::optional<seconds>;

TEST(RateLimiter, Take_UpToTheBurst_ThenAtItsRate) {
  support::HandClock clock;
  RateLimiter limiter({.burst = 3, .per_second = 0.5}, 10, clock.clock());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.take("a"), std::nullopt);
  EXPECT_EQ(limiter.take("a"), Wait(2));
  clock.push(milliseconds(1500));
  EXPECT_EQ(limiter.take("a"), Wait(1));
  clock.push(milliseconds(500));
  EXPECT_EQ(limiter.take("a"), std::nullopt);
  EXPECT_EQ(limiter.take("a"), Wait(2));
  clock.push(seconds(3600));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.take("a"), std::nullopt);
  EXPECT_EQ(limiter.take("a"), Wait(2));
}

TEST(RateLimiter, Take_OtherKeys_DoNotMatter) {
  support::HandClock clock;
  RateLimiter limiter({.burst = 1, .per_second = 1}, 10, clock.clock());
  EXPECT_EQ(limiter.take("a"), std::nullopt);
  EXPECT_EQ(limiter.take("b"), std::nullopt);
  EXPECT_EQ(limiter.take("a"), Wait(1));
}

TEST(RateLimiter, Take_ManyKeys_RemembersTheLastOnes) {
  support::HandClock clock;
  RateLimiter limiter({.burst = 1, .per_second = 0.001}, 2, clock.clock());
  EXPECT_EQ(limiter.take("a"), std::nullopt);
  EXPECT_EQ(limiter.take("b"), std::nullopt);
  EXPECT_NE(limiter.take("a"), std::nullopt);
  EXPECT_EQ(limiter.take("c"), std::nullopt);  // b was used least of late
  EXPECT_EQ(limiter.size(), 2U);
  EXPECT_NE(limiter.take("a"), std::nullopt);
  EXPECT_EQ(limiter.take("b"), std::nullopt);
}

TEST(RateLimiter, Require_WithoutToken_TellsWhenToComeAgain) {
  support::HandClock clock;
  RateLimiter limiter({.burst = 1, .per_second = 0.1}, 10, clock.clock());
  limiter.require("a");
  try {
    limiter.require("a");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::Kind::rate_limited);
    EXPECT_EQ(error.problems().front().params, (base::Params{{"retry_after", "10"}}));
  }
}

TEST(RateLimiter, NetworkKey_IsSharedByAnIpv6Customer) {
  EXPECT_EQ(network_key(*Address::parse("2001:db8::1")), network_key(*Address::parse("2001:db8::ffff:1")));
  EXPECT_NE(network_key(*Address::parse("2001:db8::1")), network_key(*Address::parse("2001:db8:0:1::1")));
  EXPECT_EQ(network_key(*Address::parse("10.0.0.1")), "10.0.0.1");
}

}  // namespace
}  // namespace web
