#include "crypto/password.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "base/error.hpp"

namespace crypto {
namespace {

constexpr PasswordCost kCheap{.memory = 1U << 13U, .passes = 1};

TEST(Password, Hash_ByDefault_IsArgon2idAtTheCostOfOwasp) {
  PasswordHasher hasher;
  EXPECT_THAT(hasher.hash("kopi tubruk tanpa gula"), testing::StartsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
}

TEST(Password, Matches_ItsOwnHashOnly) {
  PasswordHasher hasher(kCheap);
  const std::string hash = hasher.hash("kopi tubruk");
  EXPECT_TRUE(hasher.matches(hash, "kopi tubruk"));
  EXPECT_FALSE(hasher.matches(hash, "kopi tubruK"));
  EXPECT_FALSE(hasher.matches(hash, ""));
  EXPECT_FALSE(hasher.matches("no hash", "kopi tubruk"));
  EXPECT_FALSE(hasher.matches("", ""));
}

TEST(Password, Hash_OfTheSamePassword_IsAnotherEachTime) {
  PasswordHasher hasher(kCheap);
  EXPECT_NE(hasher.hash("kopi tubruk"), hasher.hash("kopi tubruk"));
}

TEST(Password, IsOutdated_WhenTheCostIsAnother) {
  PasswordHasher cheap(kCheap);
  PasswordHasher dearer({.memory = kCheap.memory, .passes = 2});
  const std::string hash = cheap.hash("kopi tubruk");
  EXPECT_FALSE(cheap.is_outdated(hash));
  EXPECT_TRUE(dearer.is_outdated(hash));
  EXPECT_TRUE(dearer.matches(hash, "kopi tubruk"));
  EXPECT_TRUE(cheap.is_outdated("no hash"));
}

TEST(Password, OfNobody_CostsAsMuchAsAnyOther) {
  PasswordHasher hasher(kCheap);
  EXPECT_FALSE(hasher.is_outdated(hasher.of_nobody()));
  EXPECT_FALSE(hasher.matches(hasher.of_nobody(), ""));
}

TEST(Password, MoreThanMayWait_AreRefused) {
  PasswordHasher hasher(kCheap, {.at_once = 0, .waiting = 0});
  EXPECT_THROW(static_cast<void>(hasher.hash("kopi tubruk")), base::Error);
  EXPECT_THROW(static_cast<void>(hasher.matches(hasher.of_nobody(), "kopi tubruk")), base::Error);
}

TEST(Password, ManyAtOnce_TakeTurns) {
  constexpr int kThreads = 8;
  PasswordHasher hasher(kCheap, {.at_once = 1, .waiting = kThreads});
  const std::string hash = hasher.hash("kopi tubruk");
  std::atomic<int> matching{0};
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int i = 0; i < kThreads; ++i) threads.emplace_back([&] { matching += hasher.matches(hash, "kopi tubruk") ? 1 : 0; });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(matching, kThreads);
}

}  // namespace
}  // namespace crypto
