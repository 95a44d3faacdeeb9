#include "features/identity/throttle.hpp"

#include <gtest/gtest.h>

namespace identity {
namespace {

using std::chrono::minutes;

constexpr Limit kLimit{.burst = 3, .every = minutes(10)};
const base::Instant kNow = base::from_millis(1'733'277'600'000);

TEST(Throttle, Take_UpToTheBurst_ThenWaits) {
  base::Instant full_at;  // long ago
  for (int i = 0; i < 3; ++i) {
    const Attempt attempt = take(kLimit, full_at, kNow);
    EXPECT_EQ(attempt.wait, std::nullopt);
    full_at = attempt.full_at;
  }
  const Attempt refused = take(kLimit, full_at, kNow);
  EXPECT_EQ(refused.wait, minutes(10));
  EXPECT_EQ(refused.full_at, full_at) << "asking in vain does not make it longer";
  EXPECT_EQ(take(kLimit, full_at, kNow + minutes(4)).wait, minutes(6));
  EXPECT_EQ(take(kLimit, full_at, kNow + minutes(10)).wait, std::nullopt);
}

TEST(Throttle, GiveBack_MakesRoomForOne) {
  base::Instant full_at;
  for (int i = 0; i < 3; ++i) full_at = take(kLimit, full_at, kNow).full_at;
  const Attempt attempt = take(kLimit, give_back(kLimit, full_at), kNow);
  EXPECT_EQ(attempt.wait, std::nullopt);
  EXPECT_EQ(attempt.full_at, full_at);
}

TEST(Throttle, ClockSetBack_NobodyWaitsForMoreThanABucket) {
  const Attempt attempt = take(kLimit, kNow + std::chrono::days(365), kNow);
  EXPECT_EQ(attempt.wait, minutes(10));
}

}  // namespace
}  // namespace identity
