#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/one_time.hpp"
#include "features/identity/accounts.hpp"
#include "features/identity/service.hpp"
#include "features/identity/totp.hpp"
#include "tests/support/base32.hpp"
#include "tests/support/people.hpp"

namespace identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using support::from_base32;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kMail = "siti@dinkes.go.id";

class SecondFactorTest : public support::PeopleTest {
 protected:
  /// An account whose second factor is on, signed in.
  struct Person {
    Account account;
    std::string session_token;
    std::string secret;
    std::vector<std::string> recovery_codes;
  };
  Person person(const std::string& mail = kMail) {
    const Entered entered = join(mail);
    const std::string secret = from_base32(begin_second_factor(tools, caller(entered.session_token), kPassword).secret);
    const SecondFactorOn on = confirm_second_factor(tools, caller(entered.session_token), code(secret));
    now += seconds(30);  // the next code
    return {.account = entered.account, .session_token = on.session_token, .secret = secret, .recovery_codes = on.recovery_codes};
  }
  [[nodiscard]] std::string code(const std::string& secret, int steps = 0) const { return totp_code(secret, totp_step(now) + steps); }
  std::string signing_in(const std::optional<std::string>& code, const std::string& password = kPassword,
                         const Origin& origin = from("a")) {
    return code_of([&] { sign_in(tools, {.mail = kMail, .password = password, .code = code}, origin); });
  }
};
ON_BOTH_DATABASES(SecondFactorTest);

TEST_P(SecondFactorTest, OnceOn_PasswordAloneDoesNotSuffice) {
  const Person siti = person();
  EXPECT_EQ(signing_in(std::nullopt), "identity.code_needed");
  EXPECT_EQ(signing_in("000000"), "identity.bad_code");
  EXPECT_EQ(signing_in(""), "identity.bad_code");
  EXPECT_EQ(signing_in(code(siti.secret)), "");
}

TEST_P(SecondFactorTest, CodeAlone_DoesNotSuffice) {
  const Person siti = person();
  EXPECT_EQ(signing_in(code(siti.secret), "wrong"), "identity.bad_credentials");
  EXPECT_EQ(signing_in(code(siti.secret)), "") << "nor is it used up by that";
}

TEST_P(SecondFactorTest, Code_CountsOnce) {
  const Person siti = person();
  EXPECT_EQ(signing_in(code(siti.secret)), "");
  EXPECT_EQ(signing_in(code(siti.secret)), "identity.bad_code");
  EXPECT_EQ(signing_in(code(siti.secret, -1)), "identity.bad_code") << "the one before it neither";
  EXPECT_EQ(signing_in(code(siti.secret, 1)), "");
  now += seconds(60);
  EXPECT_EQ(signing_in(code(siti.secret)), "");
}

TEST_P(SecondFactorTest, Code_ThatSwitchedItOn_DoesNotSignIn) {
  const Entered entered = join(kMail);
  const std::string secret = from_base32(begin_second_factor(tools, caller(entered.session_token), kPassword).secret);
  const std::string once = code(secret);
  confirm_second_factor(tools, caller(entered.session_token), once);
  EXPECT_EQ(signing_in(once), "identity.bad_code");
}

TEST_P(SecondFactorTest, NotConfirmed_IsNotAskedFor) {
  const Entered entered = join(kMail);
  const Caller me = caller(entered.session_token);
  const std::string secret = from_base32(begin_second_factor(tools, me, kPassword).secret);
  EXPECT_EQ(signing_in(std::nullopt), "");
  EXPECT_EQ(code_of([&] { confirm_second_factor(tools, me, "000000"); }), "identity.wrong_code");
  EXPECT_FALSE(second_factor(tools, me).on);
  const std::string other = from_base32(begin_second_factor(tools, me, kPassword).secret);
  EXPECT_EQ(code_of([&] { confirm_second_factor(tools, me, code(secret)); }), "identity.wrong_code") << "the first secret is gone";
  EXPECT_EQ(code_of([&] { confirm_second_factor(tools, me, code(other)); }), "");
}

TEST_P(SecondFactorTest, SwitchingOn_EndsOtherSessionsAndRenewsThisOne) {
  const Entered entered = join(kMail);
  const std::string other = sign_in(tools, {.mail = kMail, .password = kPassword}, from("b")).session_token;
  const std::string secret = from_base32(begin_second_factor(tools, caller(entered.session_token), kPassword).secret);
  const SecondFactorOn on = confirm_second_factor(tools, caller(entered.session_token), code(secret));
  EXPECT_FALSE(find_by_session(tools, other));
  EXPECT_FALSE(find_by_session(tools, entered.session_token));
  EXPECT_TRUE(find_by_session(tools, on.session_token));
  EXPECT_THAT(letters.all.back().body, HasSubstr("kode autentikator diminta"));
}

TEST_P(SecondFactorTest, SwitchingOnAgain_IsRefused) {
  const Person siti = person();
  const Caller me = caller(siti.session_token);
  EXPECT_EQ(code_of([&] { begin_second_factor(tools, me, kPassword); }), "identity.second_factor_is_on");
  EXPECT_EQ(code_of([&] { confirm_second_factor(tools, me, code(siti.secret)); }), "identity.second_factor_is_on");
}

TEST_P(SecondFactorTest, Secret_IsKeptSealed) {
  const Person siti = person();
  const std::string kept = database.read([](db::Transaction& t) { return t.one("SELECT secret FROM authenticators").bytes(0); });
  EXPECT_EQ(kept.find(siti.secret), std::string::npos);
  EXPECT_EQ(sealing_key.open(kept, "authenticator:" + siti.account.id), siti.secret);
}

TEST_P(SecondFactorTest, Secret_PutIntoAnotherAccount_OpensNothing) {
  const Person attacker = person("mallory@dinkes.go.id");
  const Person siti = person();
  database.write([&](db::Transaction& t) {  // by somebody who may write to the database
    t.execute("UPDATE authenticators SET secret = (SELECT secret FROM authenticators WHERE account_id = $1) WHERE account_id = $2",
              attacker.account.id, siti.account.id);
  });
  EXPECT_EQ(signing_in(code(attacker.secret)), "identity.key_lost");
}

TEST_P(SecondFactorTest, RecoveryCodes_CountOnceEach) {
  const Person siti = person();
  ASSERT_THAT(siti.recovery_codes, SizeIs(10));
  EXPECT_EQ(signing_in(siti.recovery_codes[0]), "");
  EXPECT_EQ(signing_in(siti.recovery_codes[0]), "identity.bad_code");
  EXPECT_EQ(signing_in(siti.recovery_codes[9]), "");
  EXPECT_EQ(second_factor(tools, caller(siti.session_token)).recovery_codes, 8);
}

TEST_P(SecondFactorTest, RecoveryCodes_AreKeptAsHashesOnly) {
  person();
  const std::string kept =
      database.read([](db::Transaction& t) { return t.query("SELECT code_hash FROM recovery_codes ORDER BY code_hash").front().text(0); });
  EXPECT_THAT(kept, testing::MatchesRegex("[0-9a-f]{64}"));
  EXPECT_EQ(signing_in(kept), "identity.bad_code");
}

TEST_P(SecondFactorTest, RecoveryCodes_OfSomebodyElse_AreWorthNothing) {
  const Person ani = person("ani@dinkes.go.id");
  person();
  EXPECT_EQ(signing_in(ani.recovery_codes[0]), "identity.bad_code");
}

TEST_P(SecondFactorTest, RecoveryCodes_MadeAnew_TakeThePlaceOfTheOld) {
  const Person siti = person();
  const Caller me = caller(siti.session_token);
  const Proof wrong_password{.password = "wrong", .code = code(siti.secret)};
  EXPECT_EQ(code_of([&] { renew_recovery_codes(tools, me, wrong_password); }), "identity.wrong_password");
  const Proof wrong_code{.password = kPassword, .code = "000000"};
  EXPECT_EQ(code_of([&] { renew_recovery_codes(tools, me, wrong_code); }), "identity.wrong_code");
  const auto renewed = renew_recovery_codes(tools, me, {.password = kPassword, .code = code(siti.secret)});
  EXPECT_THAT(renewed, SizeIs(10));
  EXPECT_EQ(signing_in(siti.recovery_codes[0]), "identity.bad_code");
  EXPECT_EQ(signing_in(renewed[0]), "");
}

TEST_P(SecondFactorTest, GuessingCodes_EndsSoonAndTheHolderHearsOfIt) {
  const Person siti = person();
  const std::size_t before = letters.all.size();
  int wrong = 0;
  while (signing_in("00000" + std::to_string(wrong % 10), kPassword, from("203.0.113." + std::to_string(wrong))) == "identity.bad_code") {
    ++wrong;
  }
  EXPECT_EQ(wrong, 5);
  EXPECT_EQ(signing_in(code(siti.secret), kPassword, from("192.0.2.1")), "identity.too_many_attempts");
  ASSERT_THAT(letters.all, SizeIs(before + 1)) << "one message, however often it goes on";
  EXPECT_EQ(letters.all.back().to, kMail);
  EXPECT_THAT(letters.all.back().body, HasSubstr("berkali-kali salah"));
  now += minutes(30);
  EXPECT_EQ(signing_in("000000", kPassword, from("192.0.2.2")), "identity.bad_code") << "one more each half an hour";
  EXPECT_EQ(signing_in("000000", kPassword, from("192.0.2.3")), "identity.too_many_attempts");
}

TEST_P(SecondFactorTest, GuessingCodes_DoesNotLockOutAKnownBrowser) {
  Origin mine = from("198.51.100.1");
  const Person siti = person();
  mine.device_token = sign_in(tools, {.mail = kMail, .password = kPassword, .code = code(siti.secret)}, mine).device_token;
  for (int i = 0; i < 8; ++i) signing_in("000000", kPassword, from("203.0.113." + std::to_string(i)));
  now += seconds(30);
  EXPECT_EQ(signing_in(code(siti.secret), kPassword, mine), "");
}

TEST_P(SecondFactorTest, SwitchingOff_NeedsPasswordAndCode) {
  const Person siti = person();
  const Caller me = caller(siti.session_token);
  const auto refusal = [&](const Proof& proof) { return code_of([&] { remove_second_factor(tools, me, proof); }); };
  EXPECT_EQ(refusal({.password = "wrong", .code = code(siti.secret)}), "identity.wrong_password");
  EXPECT_EQ(refusal({.password = kPassword, .code = "000000"}), "identity.wrong_code");
  EXPECT_TRUE(second_factor(tools, me).on);
  EXPECT_EQ(refusal({.password = kPassword, .code = siti.recovery_codes[3]}), "") << "a recovery code will do";
  EXPECT_EQ(second_factor(tools, me).recovery_codes, 0);
  EXPECT_EQ(signing_in(std::nullopt), "");
  EXPECT_THAT(letters.all.back().body, HasSubstr("tidak lagi diminta"));
}

TEST_P(SecondFactorTest, SwitchingOff_InAStolenSession_CannotGuessEndlessly) {
  const Person siti = person();
  const Caller thief = caller(siti.session_token);
  int wrong = 0;
  while (code_of([&] { remove_second_factor(tools, thief, {.password = kPassword, .code = "000000"}); }) == "identity.wrong_code") ++wrong;
  EXPECT_EQ(wrong, 5);
}

TEST_P(SecondFactorTest, PasswordReset_LeavesItOn) {
  const Person siti = person();
  request_reset(tools, kMail, from("a"));
  run_later();
  reset_password(tools, letters.last_token(), kOtherPassword, from("a"));
  EXPECT_EQ(signing_in(std::nullopt, kOtherPassword), "identity.code_needed");
  EXPECT_EQ(signing_in(code(siti.secret), kOtherPassword), "");
}

TEST_P(SecondFactorTest, Lost_AnAdministratorSwitchesItOff) {
  const Person siti = person();
  const Entered other = join("juri@ui.ac.id", {{.role = Role::juror, .scope = programme("kipp")}});
  EXPECT_EQ(code_of([&] { remove_second_factor_of(tools, caller(other.session_token), siti.account.id); }), "identity.forbidden");
  remove_second_factor_of(tools, operator_caller(), siti.account.id);
  EXPECT_EQ(signing_in(std::nullopt), "");
  EXPECT_EQ(code_of([&] { remove_second_factor_of(tools, operator_caller(), siti.account.id); }), "identity.second_factor_is_off");
}

}  // namespace
}  // namespace identity
