#include "features/identity/totp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace identity {
namespace {

using std::chrono::seconds;

const std::string kSecret = "12345678901234567890";  // of RFC 6238
const base::Instant kNow = base::from_millis(1'111'111'109'000);

// RFC 6238, appendix B, the last six of its eight digits.
TEST(Totp, Code_OfRfc6238_IsThatOfRfc6238) {
  const std::vector<std::pair<std::int64_t, std::string>> vectors = {{59, "287082"},
                                                                     {1'111'111'109, "081804"},
                                                                     {1'111'111'111, "050471"},
                                                                     {1'234'567'890, "005924"},
                                                                     {2'000'000'000, "279037"},
                                                                     {20'000'000'000, "353130"}};
  for (const auto& [time, code] : vectors) EXPECT_EQ(totp_code(kSecret, totp_step(base::Instant(seconds(time)))), code);
}

TEST(Totp, FindStep_OneStepBesideNow_IsFound) {
  const std::int64_t step = totp_step(kNow);
  for (const std::int64_t beside : {-1, 0, 1}) {
    EXPECT_EQ(find_totp_step(kSecret, totp_code(kSecret, step + beside), kNow, 0), step + beside);
  }
  EXPECT_EQ(find_totp_step(kSecret, " 081 804 ", kNow, 0), step);
}

TEST(Totp, FindStep_FurtherAwayOrWrong_IsNotFound) {
  const std::int64_t step = totp_step(kNow);
  for (const std::int64_t beside : {-2, 2}) EXPECT_EQ(find_totp_step(kSecret, totp_code(kSecret, step + beside), kNow, 0), std::nullopt);
  for (const char* code : {"", "81804", "0081804", "081805", "08180x"}) EXPECT_EQ(find_totp_step(kSecret, code, kNow, 0), std::nullopt);
  EXPECT_EQ(find_totp_step("another secret", "081804", kNow, 0), std::nullopt);
}

TEST(Totp, FindStep_OfACodeThatWasUsed_IsNotFound) {
  const std::int64_t step = totp_step(kNow);
  EXPECT_EQ(find_totp_step(kSecret, "081804", kNow, step), std::nullopt);
  EXPECT_EQ(find_totp_step(kSecret, totp_code(kSecret, step - 1), kNow, step), std::nullopt) << "an older one neither";
  EXPECT_EQ(find_totp_step(kSecret, totp_code(kSecret, step + 1), kNow, step), step + 1);
}

TEST(Totp, Uri_HoldsWhatAnAuthenticatorNeeds) {
  EXPECT_EQ(totp_uri(kSecret, "siti&x=1@kantor.go.id"),
            "otpauth://totp/Juara:siti%26x%3D1%40kantor.go.id?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Juara&algorithm=SHA1&digits=6&"
            "period=30");
}

TEST(Totp, RecoveryCode_IsReadHoweverItIsWritten) {
  const std::string code = new_recovery_code();
  EXPECT_THAT(code, testing::MatchesRegex("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
  EXPECT_NE(code, new_recovery_code());
  EXPECT_EQ(recovery_code_hash("abcd efgh-IJKL mnop"), recovery_code_hash("ABCD-EFGH-IJKL-MNOP"));
  EXPECT_EQ(recovery_code_hash("0BCD-EFGH-1JKL-8NOP"), recovery_code_hash("OBCD-EFGH-IJKL-BNOP"));
  EXPECT_NE(recovery_code_hash("ABCD-EFGH-IJKL-MNOP"), recovery_code_hash("ABCD-EFGH-IJKL-MNOQ"));
  EXPECT_EQ(recovery_code_hash("081804"), std::nullopt);
}

}  // namespace
}  // namespace identity
