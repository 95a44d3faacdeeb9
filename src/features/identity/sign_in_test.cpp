#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "features/identity/service.hpp"
#include "features/identity/store.hpp"
#include "tests/support/people.hpp"

namespace identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr const char* kMail = "siti@dinkes.go.id";

class SignInTest : public support::PeopleTest {
 protected:
  std::string refusal(const std::string& mail, const std::string& password, const Origin& origin) {
    return code_of([&] { sign_in(tools, {.mail = mail, .password = password}, origin); });
  }
  /// How often in a row a wrong password is refused as wrong, and not for being one too many.
  int wrong_ones(const std::string& mail, const std::function<Origin(int)>& origin, int most = 100) {
    for (int i = 0; i < most; ++i) {
      if (refusal(mail, "wrong password " + std::to_string(i), origin(i)) != "identity.bad_credentials") return i;
    }
    return most;
  }
};
ON_BOTH_DATABASES(SignInTest);

TEST_P(SignInTest, RightPassword_OpensASession) {
  const Account account = join(kMail).account;
  const Entered entered = sign_in(tools, {.mail = "SITI@Dinkes.go.id", .password = kPassword}, from("198.51.100.7"));
  EXPECT_EQ(entered.account, account);
  const auto visitor = find_by_session(tools, entered.session_token);
  ASSERT_TRUE(visitor);
  EXPECT_EQ(visitor->actor.account, account.id);
  EXPECT_EQ(visitor->session->network, "198.51.100.7");
  EXPECT_EQ(lines(account.id).front().action, "identity.signed_in");
  EXPECT_EQ(lines(account.id).front().author, (audit::Author{.account = account.id, .request_id = "r-1"}));
}

TEST_P(SignInTest, Tokens_AreLongUnpredictableAndKeptAsHashesOnly) {
  const Entered one = join(kMail);
  const Entered other = sign_in(tools, {.mail = kMail, .password = kPassword}, from("198.51.100.7"));
  EXPECT_THAT(one.session_token, testing::MatchesRegex("[0-9a-f]{64}"));
  EXPECT_NE(one.session_token, other.session_token);
  EXPECT_NE(one.device_token, one.session_token);
  database.read([&](db::Transaction& t) {
    EXPECT_EQ(t.one("SELECT count(*) FROM sessions WHERE token_hash IN ($1, $2)", one.session_token, other.session_token).integer(0), 0);
    EXPECT_EQ(t.one("SELECT count(*) FROM known_devices WHERE token_hash IN ($1, $2)", one.device_token, other.device_token).integer(0), 0);
    EXPECT_THAT(t.one("SELECT password_hash FROM accounts").text(0), testing::StartsWith("$argon2id$"));
  });
}

TEST_P(SignInTest, WhateverIsWrong_TheAnswerIsTheSame) {
  join(kMail);
  const Account invited = invite(tools, operator_caller(), {.mail = "budi@dinkes.go.id", .name = "Budi"}).account.account;
  const Account disabled = join("ani@dinkes.go.id").account;
  change_account(tools, operator_caller(), disabled.id, disabled.version, {.disabled = true});
  EXPECT_EQ(refusal(kMail, "wrong", from("a")), "identity.bad_credentials");
  EXPECT_EQ(refusal("nobody@dinkes.go.id", kPassword, from("b")), "identity.bad_credentials");
  EXPECT_EQ(refusal("not an address", kPassword, from("c")), "identity.bad_credentials");
  EXPECT_EQ(refusal(invited.mail, kPassword, from("d")), "identity.bad_credentials");
  EXPECT_EQ(refusal(disabled.mail, kPassword, from("e")), "identity.bad_credentials");
  EXPECT_EQ(refusal(kMail, "", from("f")), "identity.bad_credentials");
  EXPECT_EQ(refusal("' OR 1 = 1 --", kPassword, from("g")), "identity.bad_credentials");
}

TEST_P(SignInTest, WrongPassword_IsALineWithoutWhatWasTyped) {
  join(kMail);
  EXPECT_EQ(refusal("my secret typed into the wrong field", "x", from("198.51.100.9")), "identity.bad_credentials");
  const audit::Line line = lines("").front();
  EXPECT_EQ(line.action, "identity.sign_in_failed");
  EXPECT_EQ(line.author.account, audit::kNobody);
  EXPECT_EQ(line.after, R"({"network":"198.51.100.9"})");
}

TEST_P(SignInTest, Attempts_FromOnePlace_AreFew) {
  join(kMail);
  EXPECT_EQ(wrong_ones(kMail, [](int) { return from("198.51.100.7"); }), 5);
  EXPECT_EQ(refusal(kMail, kPassword, from("198.51.100.7")), "identity.too_many_attempts") << "the right one as well";
  now += minutes(3);
  EXPECT_EQ(refusal(kMail, kPassword, from("198.51.100.7")), "");
}

TEST_P(SignInTest, Attempts_FromManyPlaces_AreLimitedByAccount) {
  join(kMail);
  EXPECT_EQ(wrong_ones(kMail, [](int i) { return from("198.51.100." + std::to_string(i)); }), 20);
  now += hours(24);
  EXPECT_EQ(wrong_ones(kMail, [](int i) { return from("203.0.113." + std::to_string(i)); }), 20) << "not more after a rest";
}

TEST_P(SignInTest, Attempts_OnManyAccounts_AreLimitedByPlace) {
  int refused = 0;
  while (refusal("a" + std::to_string(refused) + "@dinkes.go.id", "Password1234", from("198.51.100.7")) == "identity.bad_credentials") {
    ++refused;
  }
  EXPECT_EQ(refused, 30);
}

TEST_P(SignInTest, Attempts_AreLimitedAlikeWhetherOrNotThereIsAnAccount) {
  join(kMail);
  const int there = wrong_ones(kMail, [](int i) { return from("198.51.100." + std::to_string(i)); });
  EXPECT_EQ(wrong_ones("nobody@dinkes.go.id", [](int i) { return from("203.0.113." + std::to_string(i)); }), there);
}

TEST_P(SignInTest, Attacker_CannotLockOutAKnownBrowser) {
  Origin mine = from("198.51.100.1");
  mine.device_token = join(kMail).device_token;
  EXPECT_EQ(wrong_ones(kMail, [](int i) { return from("203.0.113." + std::to_string(i)); }), 20);
  EXPECT_EQ(refusal(kMail, kPassword, from("192.0.2.1")), "identity.too_many_attempts") << "elsewhere one has to wait";
  EXPECT_EQ(refusal(kMail, kPassword, mine), "");
  mine.network = "203.0.113.5";
  EXPECT_EQ(refusal(kMail, kPassword, mine), "") << "even from the attacker's own network";
}

TEST_P(SignInTest, KnownBrowser_OfOneAccount_IsNoneOfAnother) {
  join(kMail);
  const std::string stranger = join("ani@dinkes.go.id").device_token;
  const auto attacker = [&](int i) {
    Origin origin = from("203.0.113." + std::to_string(i));
    origin.device_token = stranger;
    return origin;
  };
  EXPECT_EQ(wrong_ones(kMail, attacker), 20);
}

TEST_P(SignInTest, KnownBrowser_ThatIsStolen_CannotGuessEndlessly) {
  Origin stolen = from("203.0.113.1");
  stolen.device_token = join(kMail).device_token;
  EXPECT_EQ(wrong_ones(kMail, [&](int) { return stolen; }), 10);
}

TEST_P(SignInTest, Browser_DoesNotBecomeKnownByATokenThatSomebodyPutThere) {
  join(kMail);
  Origin planted = from("198.51.100.7");
  planted.device_token = std::string(64, 'a');
  const Entered entered = sign_in(tools, {.mail = kMail, .password = kPassword}, planted);
  EXPECT_NE(entered.device_token, planted.device_token);
  Origin again = planted;
  again.device_token = entered.device_token;
  EXPECT_EQ(sign_in(tools, {.mail = kMail, .password = kPassword}, again).device_token, entered.device_token) << "a real one stays";
}

TEST_P(SignInTest, RightPasswords_DoNotUseUpAttempts) {
  join(kMail);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(refusal(kMail, kPassword, from("198.51.100.7")), "");
}

TEST_P(SignInTest, ManyAtOnce_GetNoMoreAttemptsThanOneByOne) {
  join(kMail);
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  threads.reserve(12);
  for (int i = 0; i < 12; ++i) {
    threads.emplace_back([&] { wrong += refusal(kMail, "wrong", from("198.51.100.7")) == "identity.bad_credentials" ? 1 : 0; });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 5);
}

TEST_P(SignInTest, HashOfAnOlderCost_IsMadeAnewAtSignIn) {
  const Account account = join(kMail).account;
  crypto::PasswordHasher dearer({.memory = 1U << 14U, .passes = 1});
  const Tools with_dearer{.database = database,
                          .clock = tools.clock,
                          .new_id = tools.new_id,
                          .hasher = dearer,
                          .sealing_key = sealing_key,
                          .mailer = letters,
                          .later = tools.later,
                          .scope_exists = tools.scope_exists,
                          .public_url = tools.public_url};
  const auto is_outdated = [&] {
    return dearer.is_outdated(*database.read([&](db::Transaction& t) { return store::password_hash(t, account.id); }));
  };
  EXPECT_TRUE(is_outdated());
  EXPECT_EQ(code_of([&] { sign_in(with_dearer, {.mail = kMail, .password = "wrong"}, from("a")); }), "identity.bad_credentials");
  EXPECT_TRUE(is_outdated());
  sign_in(with_dearer, {.mail = kMail, .password = kPassword}, from("a"));
  EXPECT_FALSE(is_outdated());
  EXPECT_EQ(refusal(kMail, kPassword, from("a")), "");
}

TEST_P(SignInTest, BusyHasher_UsesUpNoAttempt) {
  join(kMail);
  crypto::PasswordHasher busy({.memory = 1U << 13U, .passes = 1}, {.at_once = 0, .waiting = 0});
  const Tools with_busy{.database = database,
                        .clock = tools.clock,
                        .new_id = tools.new_id,
                        .hasher = busy,
                        .sealing_key = sealing_key,
                        .mailer = letters,
                        .later = tools.later,
                        .scope_exists = tools.scope_exists,
                        .public_url = tools.public_url};
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(code_of([&] { sign_in(with_busy, {.mail = kMail, .password = kPassword}, from("a")); }), "crypto.busy");
  }
  EXPECT_EQ(refusal(kMail, kPassword, from("a")), "");
}

TEST_P(SignInTest, SignIn_EndsTheSessionThatTheBrowserHad) {
  const Entered first = join(kMail);
  Origin same_browser = from("198.51.100.1");
  same_browser.session_token = first.session_token;
  const Entered second = sign_in(tools, {.mail = kMail, .password = kPassword}, same_browser);
  EXPECT_NE(first.session_token, second.session_token);
  EXPECT_FALSE(find_by_session(tools, first.session_token));
  EXPECT_TRUE(find_by_session(tools, second.session_token));
}

}  // namespace
}  // namespace identity
