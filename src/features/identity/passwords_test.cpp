#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/identity/service.hpp"
#include "tests/support/people.hpp"

namespace identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kMail = "siti@dinkes.go.id";

class PasswordsTest : public support::PeopleTest {
 protected:
  std::string invited(const std::string& mail = kMail) {
    return invite(tools, operator_caller(), {.mail = mail, .name = "Siti Rahmawati"}).token;
  }
  std::string accepting(const std::string& token, const std::string& password = kPassword) {
    return code_of([&] { accept_invitation(tools, {.token = token, .password = password}, from("a")); });
  }
  std::string ask_for_reset(const std::string& mail = kMail) {
    request_reset(tools, mail, from("a"));
    run_later();
    return letters.last_token();
  }
  std::string resetting(const std::string& token, const std::string& password = kOtherPassword) {
    return code_of([&] { reset_password(tools, token, password, from("a")); });
  }
  std::string signing_in(const std::string& password) {
    return code_of([&] { sign_in(tools, {.mail = kMail, .password = password}, from("z")); });
  }
};
ON_BOTH_DATABASES(PasswordsTest);

TEST_P(PasswordsTest, Invitation_IsMailedAndLeadsIn) {
  const std::string token = invited();
  ASSERT_THAT(letters.all, SizeIs(1));
  EXPECT_EQ(letters.all[0].to, kMail);
  EXPECT_EQ(letters.all[0].subject, "Undangan ke Juara");
  EXPECT_THAT(letters.all[0].body, HasSubstr("\nhttps://juara.test/invitation#" + token + "\n"));
  EXPECT_EQ(look_at_invitation(tools, token).mail, kMail);
  EXPECT_EQ(look_at_invitation(tools, token).state, State::invited);
  const Entered entered = accept_invitation(tools, {.token = token, .password = kPassword, .name = "Siti R."}, from("a"));
  EXPECT_EQ(entered.account.name, "Siti R.");
  EXPECT_EQ(entered.account.state, State::active);
  EXPECT_TRUE(find_by_session(tools, entered.session_token));
  EXPECT_EQ(signing_in(kPassword), "");
}

TEST_P(PasswordsTest, Invitation_IsInTheLanguageOfTheInvited) {
  invite(tools, operator_caller(), {.mail = kMail, .name = "Siti", .language = i18n::Language::en});
  EXPECT_EQ(letters.all[0].subject, "Invitation to Juara");
}

TEST_P(PasswordsTest, Invitation_CountsOnce) {
  const std::string token = invited();
  EXPECT_EQ(accepting(token), "");
  EXPECT_EQ(accepting(token, kOtherPassword), "identity.link_over");
  EXPECT_EQ(signing_in(kOtherPassword), "identity.bad_credentials");
}

TEST_P(PasswordsTest, Invitation_ThatIsTooOldOrMadeUp_IsRefused) {
  const std::string token = invited();
  EXPECT_EQ(accepting(""), "identity.link_over");
  EXPECT_EQ(accepting(std::string(64, 'a')), "identity.link_over");
  EXPECT_EQ(resetting(token), "identity.link_over") << "nor is it a link of the other kind";
  now += hours(7 * 24);
  EXPECT_EQ(accepting(token), "identity.link_over");
  EXPECT_EQ(code_of([&] { static_cast<void>(look_at_invitation(tools, token)); }), "identity.link_over");
}

TEST_P(PasswordsTest, Invitation_SentAgain_TakesThePlaceOfTheFirst) {
  const auto first = invite(tools, operator_caller(), {.mail = kMail, .name = "Siti"});
  invite_again(tools, operator_caller(), first.account.account.id);
  EXPECT_EQ(accepting(first.token), "identity.link_over");
  EXPECT_EQ(accepting(letters.last_token()), "");
  EXPECT_EQ(code_of([&] { invite_again(tools, operator_caller(), first.account.account.id); }), "identity.not_invited");
}

TEST_P(PasswordsTest, Invitation_ToADisabledAccount_IsOver) {
  const auto made = invite(tools, operator_caller(), {.mail = kMail, .name = "Siti"}).account.account;
  const std::string token = letters.last_token();
  change_account(tools, operator_caller(), made.id, made.version, {.disabled = true});
  EXPECT_EQ(accepting(token), "identity.link_over");
  EXPECT_EQ(change_account(tools, operator_caller(), made.id, made.version + 1, {.disabled = false}).account.state, State::invited);
  EXPECT_EQ(accepting(token), "identity.link_over");
}

TEST_P(PasswordsTest, WeakPassword_IsRefusedAndTheLinkStays) {
  const std::string token = invited();
  EXPECT_EQ(accepting(token, "short"), "identity.password_short");
  EXPECT_EQ(accepting(token, "Password2026!"), "identity.password_common");
  EXPECT_EQ(accepting(token, "Rahmawati2026"), "identity.password_own_words");
  EXPECT_EQ(accepting(token), "");
}

TEST_P(PasswordsTest, Links_AreKeptAsHashesOnly) {
  const std::string token = invited();
  EXPECT_EQ(
      database.read([&](db::Transaction& t) { return t.one("SELECT count(*) FROM mailed_links WHERE token_hash = $1", token).integer(0); }),
      0);
  const std::string hash = database.read([](db::Transaction& t) { return t.one("SELECT token_hash FROM mailed_links").text(0); });
  EXPECT_EQ(accepting(hash), "identity.link_over");
}

TEST_P(PasswordsTest, Reset_SetsThePasswordAndEndsAllElse) {
  const Entered entered = join(kMail);
  const MadeToken api = make_token(tools, caller(entered.session_token),
                                   {.name = "t", .scopes = {TokenScope::read}, .expires_at = now + hours(9), .password = kPassword});
  const std::string token = ask_for_reset();
  EXPECT_THAT(letters.all.back().body, HasSubstr("https://juara.test/reset-password#" + token + "\n"));
  EXPECT_EQ(resetting(token), "");
  EXPECT_FALSE(find_by_session(tools, entered.session_token));
  EXPECT_FALSE(find_by_api_token(tools, api.secret));
  EXPECT_EQ(signing_in(kPassword), "identity.bad_credentials");
  EXPECT_EQ(signing_in(kOtherPassword), "");
  EXPECT_EQ(letters.all.back().subject, "Pemberitahuan keamanan akun Juara Anda");
}

TEST_P(PasswordsTest, Reset_MakesOldBrowsersUnknownAndThisOneKnown) {
  Origin old = from("198.51.100.1");
  old.device_token = join(kMail).device_token;
  Origin renewed = from("198.51.100.2");
  renewed.device_token = reset_password(tools, ask_for_reset(), kOtherPassword, renewed);
  for (int i = 0; i < 20; ++i) {  // an attack is on
    code_of([&] { sign_in(tools, {.mail = kMail, .password = "wrong"}, from("203.0.113." + std::to_string(i))); });
  }
  const auto from_there = [&](const Origin& origin) {
    return code_of([&] { sign_in(tools, {.mail = kMail, .password = kOtherPassword}, origin); });
  };
  EXPECT_EQ(from_there(old), "identity.too_many_attempts");
  EXPECT_EQ(from_there(renewed), "");
}

TEST_P(PasswordsTest, Reset_CountsOnceAndForAnHour) {
  join(kMail);
  const std::string token = ask_for_reset();
  EXPECT_EQ(resetting(token), "");
  EXPECT_EQ(resetting(token, "yet another one here"), "identity.link_over");
  const std::string later_token = ask_for_reset();
  now += hours(1);
  EXPECT_EQ(resetting(later_token), "identity.link_over");
}

TEST_P(PasswordsTest, Reset_AskedForAgain_LeavesTheLastLinkOnly) {
  join(kMail);
  const std::string first = ask_for_reset();
  const std::string second = ask_for_reset();
  EXPECT_EQ(resetting(first), "identity.link_over");
  EXPECT_EQ(resetting(second), "");
}

TEST_P(PasswordsTest, Reset_OfAnUnknownAddress_DoesTheSameAndMailsNobody) {
  join(kMail);
  const std::size_t before = letters.all.size();
  request_reset(tools, kMail, from("a"));
  EXPECT_THAT(later, SizeIs(1));
  later.clear();
  request_reset(tools, "nobody@dinkes.go.id", from("a"));
  EXPECT_THAT(later, SizeIs(1));
  EXPECT_THAT(letters.all, SizeIs(before)) << "nothing that takes time happens before the answer";
  run_later();
  EXPECT_THAT(letters.all, SizeIs(before));
}

TEST_P(PasswordsTest, Reset_GoesToTheAddressOfTheAccountAsItIsKept) {
  join("Siti@Dinkes.go.id");
  request_reset(tools, "siti@dinkes.go.id", from("a"));
  request_reset(tools, "s\xc4\xb1ti@dinkes.go.id", from("a"));  // a dotless i, which some programs take for an i
  request_reset(tools, "siti@dinkes.go.id,attacker@example.com", from("a"));
  request_reset(tools, "siti@dinkes.go.id\nBcc: attacker@example.com", from("a"));
  const std::size_t before = letters.all.size();
  run_later();
  ASSERT_THAT(letters.all, SizeIs(before + 1));
  EXPECT_EQ(letters.all.back().to, "Siti@Dinkes.go.id");
}

TEST_P(PasswordsTest, Reset_ForWhoHasNotYetAccepted_IsTheInvitationAgain) {
  const std::string first = invited();
  const std::string again = ask_for_reset();
  EXPECT_EQ(letters.all.back().subject, "Undangan ke Juara");
  EXPECT_EQ(accepting(first), "identity.link_over");
  EXPECT_EQ(accepting(again), "");
}

TEST_P(PasswordsTest, Reset_OfADisabledAccount_MailsNobody) {
  const Account account = join(kMail).account;
  change_account(tools, operator_caller(), account.id, account.version, {.disabled = true});
  const std::size_t before = letters.all.size();
  request_reset(tools, kMail, from("a"));
  run_later();
  EXPECT_THAT(letters.all, SizeIs(before));
}

TEST_P(PasswordsTest, Reset_AskedForEndlessly_DoesNotFloodTheMailbox) {
  join(kMail);
  const std::size_t before = letters.all.size();
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(code_of([&] { request_reset(tools, kMail, from("203.0.113." + std::to_string(i))); }), "") << "who asks is told nothing";
  }
  run_later();
  EXPECT_THAT(letters.all, SizeIs(before + 3));
  int asked = 0;
  while (code_of([&] { request_reset(tools, std::to_string(asked) + "@dinkes.go.id", from("a")); }).empty()) ++asked;
  EXPECT_EQ(asked, 20);
}

TEST_P(PasswordsTest, Change_NeedsThePresentOne) {
  const Entered entered = join(kMail);
  const std::string other = sign_in(tools, {.mail = kMail, .password = kPassword}, from("b")).session_token;
  const Caller me = caller(entered.session_token);
  EXPECT_EQ(code_of([&] { change_password(tools, me, "wrong", kOtherPassword); }), "identity.wrong_password");
  EXPECT_EQ(code_of([&] { change_password(tools, me, kPassword, "short"); }), "identity.password_short");
  const std::string renewed = change_password(tools, me, kPassword, kOtherPassword);
  EXPECT_FALSE(find_by_session(tools, other));
  EXPECT_FALSE(find_by_session(tools, entered.session_token));
  EXPECT_TRUE(find_by_session(tools, renewed));
  EXPECT_EQ(signing_in(kOtherPassword), "");
  EXPECT_THAT(letters.all.back().body, HasSubstr("kata sandi akun Juara Anda"));
}

TEST_P(PasswordsTest, Change_InAStolenSession_CannotGuessEndlessly) {
  const Caller thief = caller(join(kMail).session_token);
  int wrong = 0;
  while (code_of([&] { change_password(tools, thief, "guess " + std::to_string(wrong), kOtherPassword); }) == "identity.wrong_password") {
    ++wrong;
  }
  EXPECT_EQ(wrong, 10);
  EXPECT_EQ(code_of([&] { change_password(tools, thief, kPassword, kOtherPassword); }), "identity.too_many_attempts");
}

TEST_P(PasswordsTest, Change_MakesAMailedLinkWorthless) {
  const Entered entered = join(kMail);
  const std::string token = ask_for_reset();
  change_password(tools, caller(entered.session_token), kPassword, kOtherPassword);
  EXPECT_EQ(resetting(token, "yet another one here"), "identity.link_over");
}

TEST_P(PasswordsTest, AuditLines_HoldNoSecret) {
  const Entered entered = join(kMail);
  resetting(ask_for_reset());
  sign_in(tools, {.mail = kMail, .password = kOtherPassword}, from("b"));
  std::string all;
  database.read([&](db::Transaction& t) { audit::export_lines(t, {}, [&](std::string_view line) { all += line; }); });
  for (const std::string& secret : {std::string(kPassword), std::string(kOtherPassword), std::string("$argon2"), entered.session_token,
                                    entered.device_token, letters.last_token()}) {
    EXPECT_EQ(all.find(secret), std::string::npos);
  }
}

}  // namespace
}  // namespace identity
