#include "crypto/one_time.hpp"

#include <gtest/gtest.h>

#include "crypto/crypto.hpp"

namespace crypto {
namespace {

std::string hmac_text(std::string_view key, std::string_view message) {
  const auto code = hmac_sha1(key, message);
  return hex(code.data(), code.size());
}

// RFC 2202, tests 1, 2 and 6.
TEST(OneTime, HmacSha1_OfRfc2202_IsThatOfRfc2202) {
  EXPECT_EQ(hmac_text(std::string(20, '\x0b'), "Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(hmac_text("Jefe", "what do ya want for nothing?"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hmac_text(std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

// RFC 4648, section 10.
TEST(OneTime, Base32_OfRfc4648_IsThatOfRfc4648) {
  EXPECT_EQ(base32(""), "");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(base32("fo"), "MZXQ");
  EXPECT_EQ(base32("foo"), "MZXW6");
  EXPECT_EQ(base32("foob"), "MZXW6YQ");
  EXPECT_EQ(base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(base32("\xff\xff\xff\xff\xff"), "77777777");
}

TEST(OneTime, RandomBytes_AreOthersEachTime) {
  EXPECT_EQ(random_bytes(20).size(), 20U);
  EXPECT_NE(random_bytes(20), random_bytes(20));
}

TEST(OneTime, IsSame_ComparesAllBytes) {
  EXPECT_TRUE(is_same("", ""));
  EXPECT_TRUE(is_same("123456", "123456"));
  EXPECT_FALSE(is_same("123456", "123457"));
  EXPECT_FALSE(is_same("123456", "12345"));
}

}  // namespace
}  // namespace crypto
