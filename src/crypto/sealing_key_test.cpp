#include "crypto/sealing_key.hpp"

#include <gtest/gtest.h>

namespace crypto {
namespace {

TEST(SealingKey, Open_GivesWhatWasSealed) {
  const SealingKey key = SealingKey::generate();
  const std::string secret("\0JBSWY3DP\xff", 10);
  const std::string sealed = key.seal(secret, "totp:a");
  EXPECT_EQ(sealed.find("JBSWY3DP"), std::string::npos);
  EXPECT_NE(sealed, key.seal(secret, "totp:a"));
  EXPECT_EQ(key.open(sealed, "totp:a"), secret);
  EXPECT_EQ(key.open(key.seal("", ""), ""), "");
}

TEST(SealingKey, Open_WhatIsNotItsOwn_GivesNothing) {
  const SealingKey key = SealingKey::generate();
  const std::string sealed = key.seal("secret", "totp:a");
  EXPECT_EQ(key.open(sealed, "totp:b"), std::nullopt);
  EXPECT_EQ(SealingKey::generate().open(sealed, "totp:a"), std::nullopt);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(key.open(changed, "totp:a"), std::nullopt);
    EXPECT_EQ(key.open(sealed.substr(0, i), "totp:a"), std::nullopt);
  }
}

TEST(SealingKey, SecretText_ReadAgain_IsTheSameKey) {
  const SealingKey key = SealingKey::generate();
  const auto again = SealingKey::from_text(" " + key.secret_text());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->open(key.seal("secret", "x"), "x"), "secret");
}

TEST(SealingKey, FromText_AnythingElse_GivesNothing) {
  const std::string good = SealingKey::generate().secret_text();
  EXPECT_FALSE(SealingKey::from_text(""));
  EXPECT_FALSE(SealingKey::from_text("juara-sealing-key:"));
  EXPECT_FALSE(SealingKey::from_text(good.substr(0, good.size() - 2)));
  EXPECT_FALSE(SealingKey::from_text("juara-ed25519-secret:" + good.substr(good.find(':') + 1)));
  EXPECT_FALSE(SealingKey::from_text(good.substr(0, good.size() - 1) + "00"));
}

}  // namespace
}  // namespace crypto
