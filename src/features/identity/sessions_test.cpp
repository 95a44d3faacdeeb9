#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/identity/service.hpp"
#include "tests/support/people.hpp"

namespace identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Grant kJuror{.role = Role::juror, .scope = programme("kipp-2026")};
const Grant kSecretariat{.role = Role::secretariat, .scope = programme("kipp-2026")};

class SessionsTest : public support::PeopleTest {
 protected:
  bool is_open(const std::string& token) { return find_by_session(tools, token).has_value(); }
};
ON_BOTH_DATABASES(SessionsTest);

TEST_P(SessionsTest, Token_ThatNobodyHas_OpensNothing) {
  join("siti@dinkes.go.id");
  for (const std::string& token : {std::string(), std::string(64, '0'), std::string("' OR 1 = 1 --")}) {
    EXPECT_FALSE(find_by_session(tools, token));
    EXPECT_FALSE(find_by_api_token(tools, token));
  }
}

TEST_P(SessionsTest, HashOfAToken_OpensNothing) {
  const Entered entered = join("siti@dinkes.go.id");
  const std::string hash = database.read([](db::Transaction& t) { return t.one("SELECT token_hash FROM sessions").text(0); });
  EXPECT_FALSE(find_by_session(tools, hash));
  EXPECT_FALSE(find_by_session(tools, entered.device_token));
  EXPECT_FALSE(find_by_api_token(tools, entered.session_token));
}

TEST_P(SessionsTest, Session_WithoutRequests_IsOver) {
  const std::string token = join("siti@dinkes.go.id").session_token;
  for (int i = 0; i < 5; ++i) {
    now += minutes(119);
    EXPECT_TRUE(is_open(token));
  }
  now += minutes(120);
  EXPECT_FALSE(is_open(token));
}

TEST_P(SessionsTest, Session_UsedAllDay_IsOverAllTheSame) {
  const std::string token = join("siti@dinkes.go.id").session_token;
  for (int hour = 1; hour < 24; ++hour) {
    now += hours(1);
    EXPECT_TRUE(is_open(token)) << hour;
  }
  now += hours(1);
  EXPECT_FALSE(is_open(token));
}

TEST_P(SessionsTest, ClockSetBack_NeitherEndsNorProlongsASession) {
  const std::string token = join("siti@dinkes.go.id").session_token;
  now -= hours(10);
  EXPECT_TRUE(is_open(token));
  now += hours(34);
  EXPECT_FALSE(is_open(token));
}

TEST_P(SessionsTest, SignOut_EndsThisSessionOnly) {
  const std::string one = join("siti@dinkes.go.id").session_token;
  const std::string other = sign_in(tools, {.mail = "siti@dinkes.go.id", .password = kPassword}, from("b")).session_token;
  const Caller caller = this->caller(one);
  sign_out(tools, caller);
  EXPECT_FALSE(is_open(one));
  EXPECT_TRUE(is_open(other));
  EXPECT_EQ(code_of([&] { sign_out(tools, caller); }), "identity.no_session");
  EXPECT_THAT(actions(caller.actor.account),
              ElementsAre("identity.account_invited", "identity.invitation_accepted", "identity.signed_in", "identity.signed_out"));
}

TEST_P(SessionsTest, List_HasOnesOwnThatAreOpen) {
  const Entered entered = join("siti@dinkes.go.id");
  join("ani@dinkes.go.id");
  now += minutes(1);
  sign_in(tools, {.mail = "siti@dinkes.go.id", .password = kPassword}, from("203.0.113.4"));
  const auto all = sessions(tools, caller(entered.session_token));
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].network, "203.0.113.4");
  EXPECT_EQ(all[1].network, "198.51.100.1");
  now += minutes(119);
  EXPECT_TRUE(is_open(entered.session_token));
  now += minutes(2);
  EXPECT_THAT(sessions(tools, caller(entered.session_token)), SizeIs(1));
}

TEST_P(SessionsTest, EndSession_OfSomebodyElse_IsNotFound) {
  const std::string mine = join("siti@dinkes.go.id").session_token;
  const std::string theirs = join("ani@dinkes.go.id").session_token;
  const std::string id = caller(theirs).actor.session;
  EXPECT_EQ(code_of([&] { end_session(tools, caller(mine), id); }), "identity.no_session");
  EXPECT_TRUE(is_open(theirs));
  end_session(tools, caller(theirs), id);
  EXPECT_FALSE(is_open(theirs));
}

TEST_P(SessionsTest, EndOtherSessions_LeavesThisOne) {
  const std::string mine = join("siti@dinkes.go.id").session_token;
  const std::string other = sign_in(tools, {.mail = "siti@dinkes.go.id", .password = kPassword}, from("b")).session_token;
  const std::string theirs = join("ani@dinkes.go.id").session_token;
  end_other_sessions(tools, caller(mine));
  EXPECT_TRUE(is_open(mine));
  EXPECT_FALSE(is_open(other));
  EXPECT_TRUE(is_open(theirs));
}

TEST_P(SessionsTest, NewRights_CountOnceTheSessionHasANewToken) {
  const Entered entered = join("siti@dinkes.go.id", {kJuror});
  EXPECT_THAT(caller(entered.session_token).actor.grants, ElementsAre(kJuror));
  now += minutes(1);
  const auto account = grant(tools, operator_caller(), entered.account.id, kSecretariat);
  const auto visitor = find_by_session(tools, entered.session_token);
  EXPECT_THAT(visitor->actor.grants, ElementsAre(kJuror)) << "whoever stole the token before gains nothing";
  EXPECT_THAT(visitor->renewable, ElementsAre(kSecretariat));
  const std::string renewed = renew_session(tools, caller(entered.session_token));
  EXPECT_FALSE(is_open(entered.session_token));
  EXPECT_THAT(find_by_session(tools, renewed)->actor.grants, ElementsAre(kJuror, kSecretariat));
  EXPECT_THAT(find_by_session(tools, renewed)->renewable, IsEmpty());
  revoke(tools, operator_caller(), entered.account.id, account.grants[1].id);
  EXPECT_THAT(caller(renewed).actor.grants, ElementsAre(kJuror)) << "rights taken away are gone at once";
}

TEST_P(SessionsTest, NewRights_CountEvenIfTheClockWasSetBack) {
  const Entered entered = join("siti@dinkes.go.id");
  grant(tools, operator_caller(), entered.account.id, kJuror);
  now -= hours(1);
  const std::string renewed = renew_session(tools, caller(entered.session_token));
  EXPECT_THAT(caller(renewed).actor.grants, ElementsAre(kJuror));
}

TEST_P(SessionsTest, Renewal_DoesNotMakeTheSessionLonger) {
  std::string token = join("siti@dinkes.go.id").session_token;
  for (int hour = 1; hour < 24; ++hour) {
    now += hours(1);
    token = renew_session(tools, caller(token));
  }
  now += hours(1);
  EXPECT_FALSE(is_open(token));
}

TEST_P(SessionsTest, DisabledAccount_IsOutAtOnceAndForGood) {
  join("root@dinkes.go.id", {{.role = Role::administrator}});
  const Entered entered = join("siti@dinkes.go.id", {kJuror});
  const MadeToken token = make_token(tools, caller(entered.session_token),
                                     {.name = "t", .scopes = {TokenScope::read}, .expires_at = now + hours(1), .password = kPassword});
  auto account = change_account(tools, operator_caller(), entered.account.id, entered.account.version, {.disabled = true}).account;
  EXPECT_FALSE(is_open(entered.session_token));
  EXPECT_FALSE(find_by_api_token(tools, token.secret));
  account = change_account(tools, operator_caller(), account.id, account.version, {.disabled = false}).account;
  EXPECT_EQ(account.state, State::active);
  EXPECT_FALSE(is_open(entered.session_token)) << "what was open before stays closed";
  EXPECT_FALSE(find_by_api_token(tools, token.secret));
  sign_in(tools, {.mail = "siti@dinkes.go.id", .password = kPassword}, from("a"));
}

TEST_P(SessionsTest, ActingForSomebody_UsesWhatTheyLend) {
  const Entered helper = join("sekretariat@menpan.go.id", {kSecretariat});
  const Grant elsewhere{.role = Role::juror, .scope = programme("iga-2026")};
  const Entered juror = join("juri@ui.ac.id", {kJuror, elsewhere});
  const std::string token = act_on_behalf(tools, caller(helper.session_token), juror.account.id);
  EXPECT_FALSE(is_open(helper.session_token)) << "a new token for other rights";
  const Caller acting = caller(token);
  EXPECT_EQ(acting.actor.account, helper.account.id);
  EXPECT_EQ(acting.actor.on_behalf_of, juror.account.id);
  EXPECT_EQ(acting.actor.owner(), juror.account.id);
  EXPECT_THAT(acting.actor.grants, ElementsAre(kJuror)) << "neither one's own rights nor theirs elsewhere";
  EXPECT_EQ(author_of(acting), (audit::Author{.account = helper.account.id, .on_behalf_of = juror.account.id, .request_id = "r-2"}));
  const std::string after = act_for_oneself(tools, acting);
  EXPECT_THAT(caller(after).actor.grants, ElementsAre(kSecretariat));
  EXPECT_EQ(caller(after).actor.on_behalf_of, std::nullopt);
  EXPECT_THAT(actions(juror.account.id), Contains("identity.acting_began"));
  EXPECT_EQ(lines(juror.account.id).front().action, "identity.acting_ended");
  EXPECT_EQ(lines(juror.account.id).front().author.on_behalf_of, juror.account.id);
}

TEST_P(SessionsTest, ActingForSomebody_WhoLendsNothing_IsRefused) {
  const Entered helper = join("sekretariat@menpan.go.id", {kSecretariat});
  const auto refusal = [&](const std::string& account) {
    return code_of([&] { act_on_behalf(tools, caller(helper.session_token), account); });
  };
  const std::string elsewhere = join("a@ui.ac.id", {{.role = Role::juror, .scope = programme("iga-2026")}}).account.id;
  const std::string peer = join("b@ui.ac.id", {kSecretariat}).account.id;
  const std::string auditor = join("c@ui.ac.id", {{.role = Role::auditor, .scope = programme("kipp-2026")}}).account.id;
  const std::string root = join("d@ui.ac.id", {{.role = Role::administrator}}).account.id;
  const std::string invited = invite(tools, operator_caller(), {.mail = "e@ui.ac.id", .name = "E", .grants = {kJuror}}).account.account.id;
  for (const std::string& account : {elsewhere, peer, auditor, root, invited, helper.account.id, std::string("nobody")}) {
    EXPECT_EQ(refusal(account), "identity.not_on_behalf");
  }
  const Entered juror = join("f@ui.ac.id", {kJuror});
  EXPECT_EQ(code_of([&] { act_on_behalf(tools, caller(juror.session_token), helper.account.id); }), "identity.not_on_behalf");
}

TEST_P(SessionsTest, ActingForSomebody_IsNotBeingThem) {
  const Entered root = join("root@menpan.go.id", {{.role = Role::administrator}});
  const Entered juror = join("juri@ui.ac.id", {kJuror});
  const Caller acting = caller(act_on_behalf(tools, caller(root.session_token), juror.account.id));
  const std::vector<std::function<void()>> personal = {
      [&] { change_password(tools, acting, kPassword, kOtherPassword); },
      [&] { begin_second_factor(tools, acting, kPassword); },
      [&] { make_token(tools, acting, {.name = "t", .scopes = {TokenScope::read}, .expires_at = now + hours(1), .password = kPassword}); },
      [&] { change_own_account(tools, acting, juror.account.version, {.name = "Other"}); },
      [&] { end_other_sessions(tools, acting); },
      [&] { act_on_behalf(tools, acting, juror.account.id); }};
  for (const auto& work : personal) EXPECT_EQ(code_of(work), "identity.in_person_only");
  EXPECT_EQ(code_of([&] { invite(tools, acting, {.mail = "x@y.id", .name = "X"}); }), "identity.forbidden")
      << "an administrator's rights rest meanwhile";
}

TEST_P(SessionsTest, ActingForSomebody_EndsWithTheRightToIt) {
  const Entered root = join("root@menpan.go.id", {{.role = Role::administrator}});
  const Entered helper = join("sekretariat@menpan.go.id", {kSecretariat});
  const Entered juror = join("juri@ui.ac.id", {kJuror});
  const std::string token = act_on_behalf(tools, caller(helper.session_token), juror.account.id);
  const auto held = account(tools, operator_caller(), helper.account.id);
  revoke(tools, operator_caller(), helper.account.id, held.grants[0].id);
  EXPECT_THAT(caller(token).actor.grants, IsEmpty());
  const std::string other = act_on_behalf(tools, caller(root.session_token), juror.account.id);
  EXPECT_THAT(caller(other).actor.grants, ElementsAre(kJuror));
  change_account(tools, operator_caller(), juror.account.id, juror.account.version, {.disabled = true});
  EXPECT_THAT(caller(other).actor.grants, IsEmpty());
}

TEST_P(SessionsTest, ApiToken_LendsItsOwnersRightsUntilItIsOver) {
  const Entered entered = join("siti@dinkes.go.id", {kJuror});
  const Caller owner = caller(entered.session_token);
  const MadeToken made =
      make_token(tools, owner,
                 {.name = "export", .scopes = {TokenScope::read, TokenScope::write}, .expires_at = now + hours(24), .password = kPassword});
  EXPECT_THAT(made.secret, testing::MatchesRegex("juara_[0-9a-f]{64}"));
  EXPECT_EQ(database.read(
                [&](db::Transaction& t) { return t.one("SELECT count(*) FROM api_tokens WHERE token_hash = $1", made.secret).integer(0); }),
            0);
  const auto visitor = find_by_api_token(tools, made.secret);
  ASSERT_TRUE(visitor);
  EXPECT_THAT(visitor->actor.grants, ElementsAre(kJuror));
  EXPECT_EQ(visitor->actor.token, made.token.id);
  EXPECT_EQ(visitor->actor.session, "");
  EXPECT_THAT(visitor->token->scopes, ElementsAre(TokenScope::read, TokenScope::write));
  EXPECT_THAT(tokens(tools, owner), SizeIs(1));
  EXPECT_EQ(tokens(tools, owner)[0].seen_at, now);
  now += hours(24);
  EXPECT_FALSE(find_by_api_token(tools, made.secret));
}

TEST_P(SessionsTest, ApiToken_CannotMakeAnother) {
  const Entered entered = join("siti@dinkes.go.id");
  const NewToken wanted{.name = "t", .scopes = {TokenScope::administer}, .expires_at = now + hours(24), .password = kPassword};
  const MadeToken made = make_token(tools, caller(entered.session_token), wanted);
  const Caller program{.actor = find_by_api_token(tools, made.secret)->actor, .request_id = "r"};
  EXPECT_EQ(code_of([&] { make_token(tools, program, wanted); }), "identity.in_person_only");
  EXPECT_EQ(code_of([&] { end_token(tools, program, made.token.id); }), "identity.in_person_only");
  EXPECT_EQ(code_of([&] { change_password(tools, program, kPassword, kOtherPassword); }), "identity.in_person_only");
}

TEST_P(SessionsTest, ApiToken_NeedsThePasswordAndAnEnd) {
  const Entered entered = join("siti@dinkes.go.id");
  const auto refusal = [&](base::Instant expires_at, const std::string& password) {
    const NewToken wanted{.name = "t", .scopes = {TokenScope::read}, .expires_at = expires_at, .password = password};
    return code_of([&] { make_token(tools, caller(entered.session_token), wanted); });
  };
  EXPECT_EQ(refusal(now + hours(1), "wrong"), "identity.wrong_password");
  EXPECT_EQ(refusal(now, kPassword), "identity.token_expiry");
  EXPECT_EQ(refusal(now + hours(24 * 367), kPassword), "identity.token_expiry");
  EXPECT_EQ(refusal(now + hours(24 * 366), kPassword), "");
}

TEST_P(SessionsTest, ApiToken_OfSomebodyElse_CannotBeEnded) {
  const Entered mine = join("siti@dinkes.go.id");
  const Entered theirs = join("ani@dinkes.go.id");
  const MadeToken made = make_token(tools, caller(theirs.session_token),
                                    {.name = "t", .scopes = {TokenScope::read}, .expires_at = now + hours(1), .password = kPassword});
  EXPECT_EQ(code_of([&] { end_token(tools, caller(mine.session_token), made.token.id); }), "identity.no_token");
  EXPECT_TRUE(find_by_api_token(tools, made.secret));
  end_token(tools, caller(theirs.session_token), made.token.id);
  EXPECT_FALSE(find_by_api_token(tools, made.secret));
}

}  // namespace
}  // namespace identity
