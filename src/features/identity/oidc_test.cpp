#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/identity/provider.hpp"
#include "features/identity/service_oidc.hpp"
#include "json/json.hpp"
#include "tests/support/people.hpp"
#include "tests/support/token_maker.hpp"

namespace identity {
namespace {

using support::TokenKey;
using testing::ElementsAre;
using testing::HasSubstr;
using Kind = TokenKey::Kind;

constexpr const char* kIssuer = "https://sso.bantenprov.go.id";
constexpr std::int64_t kNow = 1'733'277'600;

TokenKey& rsa() {
  static TokenKey key(Kind::rsa, "k1");  // making one takes long
  return key;
}

std::string claims(const std::string& more = "", std::int64_t expires = kNow + 300, std::int64_t issued = kNow) {
  return R"({"iss":")" + std::string(kIssuer) + R"(","aud":"juara","sub":"s-1","nonce":"n-1","exp":)" + std::to_string(expires) +
         R"(,"iat":)" + std::to_string(issued) + more + "}";
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

/// What is wrong with a token; empty: nothing; `key`: it is signed by a key that is not among ours.
std::string reason(const std::string& token, const TokenKey& key = rsa()) {
  const auto keys = oidc::keys_of(json::parse(R"({"keys":[)" + key.jwk() + "]}", ""));
  try {
    const auto found =
        oidc::checked(token, keys, {.issuer = kIssuer, .client = "juara", .nonce = "n-1", .now = base::from_millis(kNow * 1000)});
    return found ? "" : "key";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::Kind::unauthenticated);
    return error.problems().front().params.front().second;
  }
}

TEST(IdToken, Signed_ByEitherKindOfKey_IsTaken) {
  EXPECT_EQ(reason(rsa().token(claims())), "");
  const TokenKey ec(Kind::ec, "k2");
  EXPECT_EQ(reason(ec.token(claims()), ec), "");
}

TEST(IdToken, Algorithm_ThatIsNotAllowedOrNotOfTheKey_IsRefused) {
  EXPECT_EQ(reason(rsa().token(claims(), "none")), "alg");
  EXPECT_EQ(reason(rsa().token(claims(), "HS256")), "alg");
  EXPECT_EQ(reason(rsa().token(claims(), "RS512")), "alg");
  EXPECT_EQ(reason(rsa().token(claims(), "ES256")), "key");
}

TEST(IdToken, Signature_OfAnotherKeyOrOfOtherClaims_IsRefused) {
  EXPECT_EQ(reason(TokenKey(Kind::rsa, "k1").token(claims())), "signature");
  EXPECT_EQ(reason(TokenKey(Kind::rsa, "k9").token(claims())), "key");
  const std::string good = rsa().token(claims());
  const std::string other = rsa().token(claims(R"(,"email":"admin@setda.go.id")"));
  const std::string mixed = other.substr(0, other.rfind('.')) + good.substr(good.rfind('.'));
  EXPECT_EQ(reason(mixed), "signature");
  EXPECT_EQ(reason(good.substr(0, good.rfind('.') + 1)), "signature");
  EXPECT_EQ(reason(good.substr(0, good.rfind('.'))), "form");
  EXPECT_EQ(reason(TokenKey(Kind::ec, "k1").token(claims(), "RS256")), "signature");
}

TEST(IdToken, Claims_OfAnotherOrOfAnotherTime_AreRefused) {
  EXPECT_EQ(reason(rsa().token(replaced(claims(), kIssuer, "https://sso.example.org"))), "iss");
  EXPECT_EQ(reason(rsa().token(replaced(claims(), R"("aud":"juara")", R"("aud":"other")"))), "aud");
  EXPECT_EQ(reason(rsa().token(replaced(claims(), R"("aud":"juara")", R"("aud":["juara","other"])"))), "azp");
  EXPECT_EQ(reason(rsa().token(replaced(claims(R"(,"azp":"juara")"), R"("aud":"juara")", R"("aud":["juara","other"])"))), "");
  EXPECT_EQ(reason(rsa().token(claims(R"(,"azp":"other")"))), "azp");
  EXPECT_EQ(reason(rsa().token(replaced(claims(), "n-1", "n-2"))), "nonce");
  EXPECT_EQ(reason(rsa().token(claims("", kNow - 60))), "exp");
  EXPECT_EQ(reason(rsa().token(claims("", kNow - 59))), "");
  EXPECT_EQ(reason(rsa().token(claims("", kNow + 300, kNow + 61))), "iat");
  EXPECT_EQ(reason(rsa().token(replaced(claims(), R"("exp":)", R"("ex":)"))), "exp");
}

/// A provider at which somebody has just signed in, and an installation that trusts it.
class OidcTest : public support::PeopleTest {
 protected:
  OidcTest() { tools.provider = &provider; }

  fetch::Answer answer(const fetch::Request& request) {
    asked.push_back(request.url);
    if (is_down) throw base::Error(base::Kind::unavailable, "fetch.failed", {{"reason", "refused"}});
    if (request.url.ends_with("/jwks")) return {200, R"({"keys":[)" + published->jwk() + "]}"};
    if (request.url.ends_with("/token")) return {200, R"({"access_token":"a","id_token":")" + signing->token(token_claims()) + "\"}"};
    if (request.url.ends_with("/me")) return {200, R"({"sub":")" + told_sub + "\"" + said + "}"};
    const std::string url = std::string(R"(":")") + kIssuer;
    return {200, R"({"issuer":")" + std::string(kIssuer) + R"(","jwks_uri)" + url + R"(/jwks","token_endpoint)" + url +
                     R"(/token","userinfo_endpoint)" + url + R"(/me","authorization_endpoint)" + url +
                     R"(/auth","scopes_supported":["openid","groups"]})"};
  }
  [[nodiscard]] std::string token_claims() const { return replaced(claims(said_in_token), "n-1", nonce); }
  static std::string query(const std::string& url, const std::string& name) {
    const auto at = url.find(name + "=") + name.size() + 1;
    return url.substr(at, url.find('&', at) - at);
  }
  EnteredByProvider sign_in() {
    const ProviderStart start = begin_at_provider(tools, "/kantor");
    nonce = query(start.url, "nonce");
    return finish_at_provider(tools, {.code = "c", .state = query(start.url, "state")}, start.cookie, from("198.51.100.7"));
  }
  std::string refusal() {
    return code_of([&] { static_cast<void>(sign_in()); });
  }
  std::vector<Grant> grants_of(const std::string& account) {
    std::vector<Grant> grants;
    for (const KeptGrant& kept : database.read([&](db::Transaction& t) { return store::grants_of(t, account); })) {
      grants.push_back(kept.grant);
    }
    return grants;
  }

 public:
  TokenKey* published = &rsa();
  TokenKey* signing = &rsa();
  bool is_down = false;
  std::string nonce;
  std::string told_sub = "s-1";
  std::string said = R"(,"email":"Siti@Dinkes.go.id","email_verified":true)";
  std::string said_in_token;
  std::vector<std::string> asked;
  oidc::Provider provider{{.issuer = kIssuer,
                           .client = "juara",
                           .secret = "s",
                           .name = "SSO",
                           .roles = {{"cn=admin,ou=juara", Role::administrator}, {"inspektorat", Role::auditor}}},
                          "https://juara.test/sign-in/oidc/callback",
                          [this] { return now; },
                          [this](const fetch::Request& request) { return answer(request); }};
};
ON_BOTH_DATABASES(OidcTest);

TEST_P(OidcTest, Start_AsksWithStateNonceAndAChallenge) {
  const ProviderStart start = begin_at_provider(tools, "/kantor");
  EXPECT_THAT(start.url,
              testing::StartsWith(std::string(kIssuer) + "/auth?response_type=code&client_id=juara&redirect_uri=https%3A%2F%2F"));
  EXPECT_THAT(start.url, HasSubstr("&scope=openid%20email%20profile%20groups&"));
  EXPECT_THAT(start.url, HasSubstr("&code_challenge_method=S256"));
  EXPECT_EQ(query(start.url, "code_challenge").size(), 43U);
  EXPECT_THAT(start.cookie, testing::Not(HasSubstr(query(start.url, "state"))));
}

TEST_P(OidcTest, Invited_BecomesActiveByTheVerifiedAddress) {
  const auto invited = invite(tools, operator_caller(), {.mail = "siti@dinkes.go.id", .name = "Siti"});
  const EnteredByProvider entered = sign_in();
  EXPECT_EQ(entered.entered.account.id, invited.account.account.id);
  EXPECT_EQ(entered.entered.account.state, State::active);
  EXPECT_EQ(find_by_session(tools, entered.entered.session_token)->account.mail, "siti@dinkes.go.id");
  EXPECT_EQ(code_of([&] { static_cast<void>(look_at_invitation(tools, invited.token)); }), "identity.link_over");
  EXPECT_THAT(actions(entered.entered.account.id),
              ElementsAre("identity.account_invited", "identity.invitation_accepted", "identity.signed_in"));
}

TEST_P(OidcTest, Unknown_OrUnverifiedOrDisabled_IsRefusedAndOnRecord) {
  EXPECT_EQ(refusal(), "identity.oidc_unknown");
  const Account siti = join("siti@dinkes.go.id").account;
  said = R"(,"email":"siti@dinkes.go.id","email_verified":false)";
  EXPECT_EQ(refusal(), "identity.oidc_unverified");
  said = R"(,"email":"siti@dinkes.go.id")";
  EXPECT_EQ(refusal(), "identity.oidc_unverified");
  said = R"(,"email":"siti@dinkes.go.id","email_verified":true)";
  static_cast<void>(
      change_account(tools, operator_caller(), siti.id, account(tools, operator_caller(), siti.id).account.version, {.disabled = true}));
  EXPECT_EQ(refusal(), "identity.oidc_disabled");
  std::vector<std::string> failed;
  for (const audit::Line& line : lines("")) {
    if (line.action == "identity.sign_in_failed") failed.push_back(json::parse(line.after.value(), "").find("refused")->text());
  }
  EXPECT_THAT(failed,
              ElementsAre("identity.oidc_disabled", "identity.oidc_unverified", "identity.oidc_unverified", "identity.oidc_unknown"));
}

TEST_P(OidcTest, Groups_GiveAndTakeRoles) {
  join("kepala@setda.go.id", {{Role::administrator, {}}});
  const std::string known = R"(,"email":"siti@dinkes.go.id","email_verified":true,"name":"Siti","groups":)";
  said = known + R"(["cn=admin,ou=juara","inspektorat","lain"])";
  const Entered first = sign_in().entered;
  EXPECT_EQ(first.account.name, "Siti");
  EXPECT_THAT(grants_of(first.account.id), testing::UnorderedElementsAre(Grant{Role::administrator}, Grant{Role::auditor}));
  EXPECT_EQ(find_by_session(tools, first.session_token)->actor.grants.size(), 2U);
  said = known + R"(["inspektorat"])";
  EXPECT_EQ(sign_in().entered.account.id, first.account.id);
  EXPECT_THAT(grants_of(first.account.id), ElementsAre(Grant{Role::auditor}));
  EXPECT_THAT(find_by_session(tools, first.session_token)->actor.grants, ElementsAre(Grant{Role::auditor}));
}

TEST_P(OidcTest, Groups_NeverTakeTheLastAdministrator) {
  const Account siti = join("siti@dinkes.go.id", {{Role::administrator, {}}}).account;
  static_cast<void>(sign_in());
  EXPECT_THAT(grants_of(siti.id), ElementsAre(Grant{Role::administrator}));
}

TEST_P(OidcTest, RotatedKey_IsAskedForAndAnInventedOneSeldom) {
  join("siti@dinkes.go.id");
  static_cast<void>(sign_in());
  TokenKey rotated(Kind::ec, "k2");
  signing = &rotated;
  now += std::chrono::minutes(5);
  EXPECT_EQ(refusal(), "identity.oidc_bad_token");  // signed by a key that the provider does not have
  asked.clear();
  EXPECT_EQ(refusal(), "identity.oidc_bad_token");
  EXPECT_THAT(asked, ElementsAre(testing::EndsWith("/token")));
  published = &rotated;
  now += std::chrono::seconds(11);
  EXPECT_EQ(refusal(), "");
}

TEST_P(OidcTest, ProviderThatIsDown_IsAskedSeldom_AndTakenBack) {
  join("siti@dinkes.go.id");
  is_down = true;
  EXPECT_EQ(refusal(), "identity.oidc_unreachable");
  EXPECT_EQ(refusal(), "identity.oidc_unreachable");
  EXPECT_EQ(asked.size(), 1U);
  is_down = false;
  now += std::chrono::seconds(11);
  EXPECT_EQ(refusal(), "");
}

TEST_P(OidcTest, Answer_OfAnotherBrowserOrTooLateOrOfAnotherProvider_IsRefused) {
  join("siti@dinkes.go.id");
  const ProviderStart mine = begin_at_provider(tools, "/kantor");
  const ProviderStart theirs = begin_at_provider(tools, "/kantor");
  const auto finish = [&](const ProviderAnswer& answer, const std::string& cookie) {
    return code_of([&] { static_cast<void>(finish_at_provider(tools, answer, cookie, from("198.51.100.7"))); });
  };
  const std::string state = query(mine.url, "state");
  EXPECT_EQ(finish({.code = "c", .state = query(theirs.url, "state")}, mine.cookie), "identity.oidc_over");
  EXPECT_EQ(finish({.code = "c", .state = state}, ""), "identity.oidc_over");
  EXPECT_EQ(finish({.code = "c", .state = state}, mine.cookie + "AAAA"), "identity.oidc_over");
  EXPECT_EQ(finish({.code = "c", .state = state, .issuer = "https://sso.example.org"}, mine.cookie), "identity.oidc_bad_token");
  EXPECT_EQ(finish({.code = "", .state = state, .error = "access_denied"}, mine.cookie), "identity.oidc_refused");
  nonce = query(theirs.url, "nonce");
  EXPECT_EQ(finish({.code = "c", .state = state}, mine.cookie), "identity.oidc_bad_token");
  told_sub = "s-2";
  nonce = query(mine.url, "nonce");
  EXPECT_EQ(finish({.code = "c", .state = state}, mine.cookie), "identity.oidc_bad_token");
  now += std::chrono::minutes(11);
  EXPECT_EQ(finish({.code = "c", .state = state}, mine.cookie), "identity.oidc_over");
}

}  // namespace
}  // namespace identity
