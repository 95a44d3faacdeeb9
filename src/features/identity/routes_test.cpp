#include "features/identity/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/identity/totp.hpp"
#include "tests/support/base32.hpp"
#include "tests/support/office.hpp"
#include "tests/support/temporary_folder.hpp"

namespace identity {
namespace {

using support::Browser;
using support::HttpAnswer;
using support::member;
using support::text_member;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kMail = "siti@dinkes.go.id";

web::Options behind_a_proxy() {
  web::Options options;
  options.proxies.ranges = {web::AddressRange::parse("127.0.0.0/8").value()};
  return options;
}

class RoutesTest : public support::OfficeTest {
 protected:
  static std::string credentials(const std::string& mail, const std::string& password, const std::string& more = "") {
    return R"({"mail":")" + mail + R"(","password":")" + password + '"' + more + '}';
  }
  static HttpAnswer sign_in_as(Browser& browser, const std::string& mail) {
    return browser.post("/api/v1/session", credentials(mail, kPassword));
  }
  [[nodiscard]] Browser browser() const { return Browser(server->port()); }
  Browser someone(const std::string& mail, std::vector<Grant> grants = {}) { return OfficeTest::someone(*server, mail, std::move(grants)); }
  static std::string code_of_answer(const HttpAnswer& answer) { return std::to_string(answer.status) + " " + text_member(answer, "code"); }

 public:
  std::unique_ptr<support::TestServer> server = serve({}, behind_a_proxy());
};
ON_BOTH_DATABASES(RoutesTest);

TEST_P(RoutesTest, SignIn_GivesTheAccountAndACookieNoScriptSees) {
  const Account siti = join(kMail, {{Role::juror, programme("kipp")}}).account;
  Browser page = browser();
  const HttpAnswer answer = sign_in_as(page, kMail);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(text_member(answer, "account.id"), siti.id);
  EXPECT_EQ(member(answer, "grants"), json::parse(R"([{"role":"juror","scope":"programme","scope_id":"kipp"}])", ""));
  ASSERT_EQ(answer.cookies.size(), 2U);
  EXPECT_THAT(answer.cookies[0], testing::MatchesRegex("juara_session=[0-9a-f]+; Path=/; HttpOnly; SameSite=Lax"));
  EXPECT_THAT(answer.cookies[1], testing::MatchesRegex("juara_device=[0-9a-f]+; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"));
  EXPECT_EQ(page.get("/api/v1/me").body, answer.body);
}

TEST_P(RoutesTest, SignIn_OverTls_NamesTheCookiesForThisHostAlone) {
  join(kMail);
  Browser page(server->port(), "Sec-Fetch-Site: same-origin\r\nX-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n");
  const HttpAnswer answer = sign_in_as(page, kMail);
  ASSERT_EQ(answer.cookies.size(), 2U) << answer.body;
  EXPECT_THAT(answer.cookies[0], testing::MatchesRegex("__Host-juara_session=[0-9a-f]+; Path=/; Secure; HttpOnly; SameSite=Lax"));
  EXPECT_EQ(page.get("/api/v1/me").status, 200);
  // A cookie that a page without TLS has planted counts for nothing.
  page.cookies = {{"juara_session", page.cookies.at("__Host-juara_session")}};
  EXPECT_EQ(code_of_answer(page.get("/api/v1/me")), "401 identity.sign_in_first");
}

TEST_P(RoutesTest, SignIn_FromAnotherSite_IsRefused) {
  join(kMail);
  Browser foreign(server->port(), "Sec-Fetch-Site: cross-site\r\n");
  EXPECT_EQ(code_of_answer(sign_in_as(foreign, kMail)), "403 http.foreign_request");
  Browser silent(server->port(), "");
  EXPECT_EQ(code_of_answer(sign_in_as(silent, kMail)), "403 http.foreign_request");
  Browser by_origin(server->port(), "Origin: http://juara.test\r\n");
  EXPECT_EQ(sign_in_as(by_origin, kMail).status, 200);
}

TEST_P(RoutesTest, Changes_FromAnotherSite_AreRefusedDespiteTheCookie) {
  Browser page = someone(kMail);
  Browser foreign(server->port(), "Sec-Fetch-Site: cross-site\r\n");
  foreign.cookies = page.cookies;
  EXPECT_EQ(code_of_answer(foreign.send("DELETE", "/api/v1/session")), "403 http.foreign_request");
  EXPECT_EQ(page.get("/api/v1/me").status, 200);
}

TEST_P(RoutesTest, WrongPasswords_AreCountedWhateverTheHeadersSay) {
  join(kMail);
  Browser page = browser();
  HttpAnswer answer;
  for (int i = 0; i < 6; ++i) {
    const std::string claimed =
        "X-Real-IP: 198.51.100." + std::to_string(i) + "\r\nForwarded: for=198.51.100." + std::to_string(i) + "\r\n";
    answer = page.send("POST", "/api/v1/session", credentials(kMail, "wrong password"), claimed);
  }
  EXPECT_EQ(code_of_answer(answer), "429 identity.too_many_attempts");
  EXPECT_EQ(answer.header("retry-after"), "180");
}

TEST_P(RoutesTest, SignOut_EndsTheSessionAndItsCookie) {
  Browser page = someone(kMail);
  const auto before = page.cookies;
  EXPECT_EQ(page.send("DELETE", "/api/v1/session").status, 204);
  EXPECT_EQ(page.cookies.count("juara_session"), 0U);
  page.cookies = before;
  EXPECT_EQ(code_of_answer(page.get("/api/v1/me")), "401 identity.sign_in_first");
}

TEST_P(RoutesTest, Invitation_IsLookedAtAcceptedAndOver) {
  Browser administrator = someone("admin@setda.go.id", {{Role::administrator, {}}});
  const HttpAnswer invited = administrator.post(
      "/api/v1/accounts", R"({"mail":"budi@rsud.go.id","name":"Budi","grants":[{"role":"juror","scope":"programme","scope_id":"kipp"}]})");
  ASSERT_EQ(invited.status, 201) << invited.body;
  EXPECT_EQ(text_member(invited, "account.state"), "invited");
  EXPECT_THAT(invited.body, Not(HasSubstr(letters.last_token())));
  const std::string token = R"({"token":")" + letters.last_token() + '"';
  Browser page = browser();
  EXPECT_EQ(page.post("/api/v1/invitations/look", token + "}").body, R"({"mail":"budi@rsud.go.id","name":"Budi","language":"id"})");
  EXPECT_EQ(code_of_answer(page.post("/api/v1/invitations/acceptance", token + R"(,"password":"pendek"})")), "400 identity.password_short");
  const HttpAnswer accepted =
      page.post("/api/v1/invitations/acceptance", token + R"(,"password":"hujan di kebun teh","name":"Budi Santoso"})");
  EXPECT_EQ(text_member(accepted, "account.name"), "Budi Santoso");
  EXPECT_EQ(page.get("/api/v1/me").status, 200);
  EXPECT_EQ(code_of_answer(browser().post("/api/v1/invitations/look", token + "}")), "404 identity.link_over");
}

TEST_P(RoutesTest, Reset_AnswersAlikeForEverybodyAndSetsThePassword) {
  join(kMail);
  Browser page = browser();
  const HttpAnswer known = page.post("/api/v1/password-resets", R"({"mail":"siti@dinkes.go.id"})");
  const HttpAnswer unknown = page.post("/api/v1/password-resets", R"({"mail":"nobody@dinkes.go.id"})");
  EXPECT_EQ(known.status, 202);
  EXPECT_EQ(std::make_pair(known.status, known.body), std::make_pair(unknown.status, unknown.body));
  run_later();
  const std::string body = R"({"token":")" + letters.last_token() + R"(","password":"hujan di kebun teh"})";
  EXPECT_EQ(page.post("/api/v1/password-resets/completion", body).status, 204);
  EXPECT_EQ(code_of_answer(sign_in_as(page, kMail)), "401 identity.bad_credentials");
  EXPECT_EQ(page.post("/api/v1/session", credentials(kMail, "hujan di kebun teh")).status, 200);
}

TEST_P(RoutesTest, SecondFactor_IsAskedForOnceItIsConfirmed) {
  Browser page = someone(kMail);
  const HttpAnswer begun = page.post("/api/v1/me/second-factor", std::string(R"({"password":")") + kPassword + "\"}");
  ASSERT_EQ(begun.status, 200) << begun.body;
  EXPECT_THAT(text_member(begun, "uri"), StartsWith("otpauth://totp/"));
  const auto code = [&] { return totp_code(support::from_base32(text_member(begun, "secret")), totp_step(now)); };
  const HttpAnswer confirmed = page.post("/api/v1/me/second-factor/confirmation", R"({"code":")" + code() + "\"}");
  ASSERT_EQ(confirmed.status, 200) << confirmed.body;
  EXPECT_EQ(member(confirmed, "recovery_codes").list().size(), 10U);
  EXPECT_EQ(page.get("/api/v1/me/second-factor").body, R"({"on":true,"recovery_codes":10})");
  Browser other = browser();
  EXPECT_EQ(code_of_answer(sign_in_as(other, kMail)), "401 identity.code_needed");
  now += std::chrono::seconds(30);
  EXPECT_EQ(other.post("/api/v1/session", credentials(kMail, kPassword, R"(,"code":")" + code() + '"')).status, 200);
}

TEST_P(RoutesTest, Token_MayWhatItsScopesSayAndNothingInPerson) {
  Browser page = someone(kMail, {{Role::administrator, {}}});
  const HttpAnswer made =
      page.post("/api/v1/me/tokens",
                std::string(R"({"name":"skrip","scopes":["read"],"expires_at":"2024-12-31T00:00:00Z","password":")") + kPassword + "\"}");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string secret = text_member(made, "secret");
  Browser program(server->port(), "Authorization: Bearer " + secret + "\r\n");
  EXPECT_EQ(program.get("/api/v1/me").status, 200);
  EXPECT_EQ(code_of_answer(program.get("/api/v1/accounts")), "403 identity.token_scope");
  EXPECT_EQ(code_of_answer(program.get("/api/v1/me/sessions")), "403 identity.in_person_only");
  EXPECT_THAT(page.get("/api/v1/me/tokens").body, Not(HasSubstr(secret)));
  now += std::chrono::hours(24 * 30);
  EXPECT_EQ(code_of_answer(program.get("/api/v1/me")), "401 identity.bad_token");
}

TEST_P(RoutesTest, Change_NeedsTheTagThatIsThere) {
  const Account siti = join(kMail).account;
  Browser administrator = someone("admin@setda.go.id", {{Role::administrator, {}}});
  const std::string path = "/api/v1/accounts/" + siti.id;
  const std::string tag = "If-Match: " + administrator.get(path).header("etag") + "\r\n";
  EXPECT_EQ(administrator.send("PATCH", path, R"({"name":"Siti R."})").status, 428);
  const HttpAnswer changed = administrator.send("PATCH", path, R"({"name":"Siti R."})", tag);
  EXPECT_EQ(text_member(changed, "account.name"), "Siti R.");
  EXPECT_EQ(administrator.send("PATCH", path, R"({"name":"Siti X."})", tag).status, 412);
  EXPECT_EQ(administrator.send("PATCH", path, R"({"disabled":true})", "If-Match: " + changed.header("etag") + "\r\n").status, 200);
}

TEST_P(RoutesTest, OwnName_IsChangedByTheVersionOfTheAccount) {
  Browser page = someone(kMail, {{Role::juror, programme("kipp")}});
  const std::int64_t version = member(page.get("/api/v1/me"), "account.version").integer();
  const auto changing = [&](std::int64_t seen) {
    return page.send("PATCH", "/api/v1/me", R"({"name":"Siti R."})", "If-Match: \"" + std::to_string(seen) + "\"\r\n");
  };
  EXPECT_EQ(changing(version + 1).status, 412);
  EXPECT_EQ(text_member(changing(version), "name"), "Siti R.");
  EXPECT_EQ(changing(version).status, 412);
  const std::string tag = page.get("/api/v1/me").header("etag");
  EXPECT_EQ(page.send("PATCH", "/api/v1/me", R"({"language":"en"})", "If-Match: " + tag + "\r\n").status, 200);
  EXPECT_EQ(page.send("PATCH", "/api/v1/me", R"({"language":"id"})", "If-Match: " + tag + "\r\n").status, 412);
}

TEST_P(RoutesTest, Tag_OfAnAccount_TellsOfItsGrantsToo) {
  const Account siti = join(kMail).account;
  Browser administrator = someone("admin@setda.go.id", {{Role::administrator, {}}});
  const std::string path = "/api/v1/accounts/" + siti.id;
  const std::string known = "If-None-Match: " + administrator.get(path).header("etag") + "\r\n";
  EXPECT_EQ(administrator.get(path, known).status, 304);
  const HttpAnswer given = administrator.post(path + "/grants", R"({"role":"leader","scope":"organisation","scope_id":"jabar"})");
  EXPECT_EQ(given.status, 200) << given.body;
  EXPECT_EQ(administrator.get(path, known).status, 200);
}

TEST_P(RoutesTest, ActingOnBehalf_ShowsTheirRightsAndEnds) {
  const Account siti = join(kMail, {{Role::juror, programme("kipp")}}).account;
  Browser secretariat = someone("sekretariat@setda.go.id", {{Role::secretariat, programme("kipp")}});
  const HttpAnswer acting = secretariat.post("/api/v1/session/on-behalf-of", R"({"account":")" + siti.id + "\"}");
  ASSERT_EQ(acting.status, 200) << acting.body;
  EXPECT_EQ(text_member(acting, "on_behalf_of.id"), siti.id);
  EXPECT_EQ(text_member(acting, "on_behalf_of.name"), siti.name);
  EXPECT_EQ(member(acting, "grants"), json::parse(R"([{"role":"juror","scope":"programme","scope_id":"kipp"}])", ""));
  EXPECT_EQ(code_of_answer(secretariat.get("/api/v1/me/sessions")), "403 identity.in_person_only");
  const HttpAnswer back = secretariat.send("DELETE", "/api/v1/session/on-behalf-of");
  EXPECT_TRUE(member(back, "on_behalf_of").is_null());
}

TEST_P(RoutesTest, Key_KeepsAnInvitationFromHappeningTwice) {
  Browser administrator = someone("admin@setda.go.id", {{Role::administrator, {}}});
  const std::size_t before = letters.all.size();
  const std::string key = "Idempotency-Key: k-1\r\n";
  const HttpAnswer first = administrator.post("/api/v1/accounts", R"({"mail":"budi@rsud.go.id","name":"Budi"})", key);
  const HttpAnswer second = administrator.post("/api/v1/accounts", R"({"mail":"budi@rsud.go.id","name":"Budi"})", key);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201) << "without the key it would be 200";
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.header("etag"), first.header("etag"));
  EXPECT_EQ(letters.all.size(), before + 1);
  EXPECT_EQ(code_of_answer(administrator.post("/api/v1/accounts", R"({"mail":"ani@rsud.go.id","name":"Ani"})", key)),
            "409 identity.key_reused");
  Browser other = someone("other@setda.go.id", {{Role::administrator, {}}});
  EXPECT_EQ(other.post("/api/v1/accounts", R"({"mail":"ani@rsud.go.id","name":"Ani"})", key).status, 201) << "keys are an account's own";
  EXPECT_EQ(code_of_answer(administrator.post("/api/v1/accounts", "{}", "Idempotency-Key: a b\r\n")), "400 identity.bad_key");
}

TEST_P(RoutesTest, Key_OfAnUpload_StandsForItsBytes) {
  const support::TemporaryFolder folder;
  int times = 0;
  const auto other = serve({{.method = web::Method::post,
                             .path = "/upload",
                             .name = "upload",
                             .handler = [&](const web::Request&) { return web::json_response(std::to_string(++times)); },
                             .body = web::upload_body(folder.path(), 100, {"application/json"}),
                             .extras = web::Extras::of(Access{.once = true})}});
  Browser page = OfficeTest::someone(*other, kMail);
  const std::string key = "Idempotency-Key: k-1\r\n";
  EXPECT_EQ(page.post("/upload", "[1]", key).body, "1");
  EXPECT_EQ(page.post("/upload", "[1]", key).body, "1");
  EXPECT_EQ(code_of_answer(page.post("/upload", "[2]", key)), "409 identity.key_reused");
  EXPECT_EQ(page.post("/upload", "[2]").body, "2");
}

TEST_P(RoutesTest, Key_OfARefusedRequest_MayBeUsedAgain) {
  Browser administrator = someone("admin@setda.go.id", {{Role::administrator, {}}});
  const std::string key = "Idempotency-Key: k-1\r\n";
  EXPECT_EQ(code_of_answer(administrator.post("/api/v1/accounts", R"({"mail":"budi","name":"Budi"})", key)), "400 identity.bad_mail");
  EXPECT_EQ(administrator.post("/api/v1/accounts", R"({"mail":"budi@rsud.go.id","name":"Budi"})", key).status, 201);
}

TEST_P(RoutesTest, Key_WithoutAnAnswerYet_IsNotCarriedOutAgain) {
  Browser administrator = someone("admin@setda.go.id", {{Role::administrator, {}}});
  const std::string body = R"({"mail":"budi@rsud.go.id","name":"Budi"})";
  ASSERT_EQ(administrator.post("/api/v1/accounts", body, "Idempotency-Key: k-1\r\n").status, 201);
  database.write([](db::Transaction& t) { t.execute("UPDATE given_answers SET status = NULL"); });  // as if the server had been cut off
  EXPECT_EQ(code_of_answer(administrator.post("/api/v1/accounts", body, "Idempotency-Key: k-1\r\n")), "409 identity.key_running");
  now += std::chrono::hours(25);
  EXPECT_EQ(sign_in_as(administrator, "admin@setda.go.id").status, 200);
  EXPECT_EQ(administrator.post("/api/v1/accounts", body, "Idempotency-Key: k-1\r\n").status, 200) << "a day later the key is free";
}

TEST_P(RoutesTest, Sessions_AreListedAndEnded) {
  Browser page = someone(kMail);
  Browser other = browser();
  sign_in_as(other, kMail);
  const HttpAnswer listed = page.get("/api/v1/me/sessions");
  EXPECT_EQ(member(listed, "items").list().size(), 3U);  // the first is that of the invitation
  EXPECT_EQ(page.send("DELETE", "/api/v1/me/sessions").status, 204);
  EXPECT_EQ(page.get("/api/v1/me").status, 200);
  EXPECT_EQ(code_of_answer(other.get("/api/v1/me")), "401 identity.sign_in_first");
}

TEST_P(RoutesTest, Body_WithFaults_NamesEachField) {
  const HttpAnswer answer = browser().post("/api/v1/session", R"({"mail":5,"surprise":true})");
  EXPECT_EQ(answer.status, 400);
  std::vector<std::string> fields;
  const base::Document problems = member(answer, "problems");
  for (const auto& problem : problems.list()) fields.push_back(problem.find("field")->text());
  EXPECT_THAT(fields, ElementsAre("mail", "password", "surprise"));
}

TEST(Access, RouteWithoutIt_IsFoundBeforeTheServerStarts) {
  web::Router router;
  router.add({.path = "/free", .name = "free", .handler = [](const web::Request&) { return web::no_content(); }});
  EXPECT_THROW(check_access(router), std::logic_error);
}

}  // namespace
}  // namespace identity
