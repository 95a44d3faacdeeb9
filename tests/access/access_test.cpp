#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "app/installation.hpp"
#include "app/storage.hpp"
#include "base/files.hpp"
#include "crypto/crypto.hpp"
#include "crypto/ids.hpp"
#include "features/agencies/service.hpp"
#include "features/identity/store.hpp"
#include "tests/support/browser.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using identity::Grant;
using identity::Role;
using identity::TokenScope;
using support::Browser;
using support::HttpAnswer;

/// A column of the table: somebody who asks.
struct Person {
  std::string name;
  std::vector<Grant> grants = {};
  bool is_visitor = false;
  bool acts_for_a_juror = false;
  std::vector<TokenScope> token_scopes = {};  ///< asks by a token with these
};

/// What a route is asked with, so that its policy gets to decide; by default nothing.
struct Question {
  const char* route;
  const char* body;
};
constexpr auto kQuestions = std::to_array<Question>({
    {"accounts.change", R"({"name":"Budi"})"},
    {"accounts.grant", R"({"role":"juror","scope":"programme","scope_id":"kipp"})"},
    {"accounts.invite", R"({"mail":"new@a.id","name":"New","grants":[{"role":"juror","scope":"programme","scope_id":"kipp"}]})"},
    {"organisations.add", R"({"kind":"government","name":"Jawa Tengah","region":"33"})"},
    {"organisations.change", R"({"name":"Kota Bandung"})"},
    {"organisations.import", "code,kind,name\n"},
});

/// The program as it is installed, and people of each kind in it.
class Access : public testing::Test {
 protected:
  Access() {
    installation_.start();
    put_account("target", {kJuror});
    for (const Person& person : people()) put_account("p-" + person.name, person.grants);
    const agencies::Tools tools{.database = *database_, .clock = app::instant_now, .new_id = new_id};
    const auto province = agencies::add_organisation(tools, identity::operator_caller(),
                                                     {.kind = agencies::Kind::government, .name = "Jawa Barat", .region = "32"});
    province_ = province.id;
    city_ =
        agencies::add_organisation(tools, identity::operator_caller(),
                                   {.kind = agencies::Kind::government, .name = "Kota Bandung", .parent = province.id, .region = "32.73"})
            .id;
    put_grant("p-secretariat_of_organisation", {Role::secretariat, identity::organisation(province_)});
    put_grant("p-leader", {Role::leader, identity::organisation(province_)});
  }

  static std::vector<Person> people() {
    const Grant administrator{Role::administrator, {}};
    return {{.name = "visitor", .is_visitor = true},
            {.name = "no_role"},
            {.name = "applicant", .grants = {{Role::applicant, identity::programme("kipp")}}},
            {.name = "juror", .grants = {kJuror}},
            {.name = "assessor", .grants = {{Role::assessor, identity::programme("kipp")}}},
            {.name = "leader"},
            {.name = "secretariat_of_programme", .grants = {{Role::secretariat, identity::programme("kipp")}}},
            {.name = "secretariat_of_organisation"},
            {.name = "secretariat", .grants = {{Role::secretariat, {}}}},
            {.name = "auditor_of_programme", .grants = {{Role::auditor, identity::programme("kipp")}}},
            {.name = "auditor", .grants = {{Role::auditor, {}}}},
            {.name = "administrator", .grants = {administrator}},
            {.name = "administrator_for_juror", .grants = {administrator}, .acts_for_a_juror = true},
            {.name = "token_read", .grants = {administrator}, .token_scopes = {TokenScope::read}},
            {.name = "token_write", .grants = {administrator}, .token_scopes = {TokenScope::read, TokenScope::write}},
            {.name = "token_administer",
             .grants = {administrator},
             .token_scopes = {TokenScope::read, TokenScope::write, TokenScope::administer}}};
  }

  /// `+` let in, `-` must sign in first, `x` may not.
  char ask(const web::Route& route, const Person& person) {
    const HttpAnswer answer = send(browser_of(person), route);
    if (answer.status == 401) return '-';
    if (answer.status != 403) return '+';
    // There is nobody to act for: that is no refusal of the route.
    return support::text_member(answer, "code") == "identity.not_on_behalf" ? '+' : 'x';
  }
  HttpAnswer send(Browser browser, const web::Route& route) {
    const auto* const question = std::ranges::find(kQuestions, route.name, &Question::route);
    const std::string body = question == kQuestions.end() ? "{}" : question->body;
    const bool has_body = route.body.limit > 0;
    const std::string type = has_body ? route.body.types.front() : "";
    return browser.send(std::string(web::to_text(route.method)), address_of(route), has_body ? body : "",
                        "If-Match: *\r\n" + (has_body ? "Content-Type: " + type + "\r\n" : ""));
  }
  /// With ids of what is there, where that matters to a policy.
  std::string address_of(const web::Route& route) const {
    const std::string id = route.name.starts_with("accounts.") ? "target" : route.name.starts_with("organisations.") ? city_ : "none";
    std::string address = route.path;
    for (auto open = address.find('{'); open != std::string::npos; open = address.find('{')) {
      const auto close = address.find('}', open);
      const auto is = [&](std::string_view parameter) { return address.compare(open, parameter.size(), parameter) == 0; };
      address.replace(open, close - open + 1, is("{id}") ? id : is("{slug}") ? "kipp" : "none");
    }
    return address;
  }

  /// In a new session each time: some routes end it.
  Browser browser_of(const Person& person, const std::string& headers = "Sec-Fetch-Site: same-origin\r\n") {
    const std::uint16_t port = installation_.server().port();
    if (person.is_visitor) return Browser(port, headers);
    const std::string secret = new_id();
    const base::Instant now = app::instant_now();
    const std::string account = "p-" + person.name;
    database_->write([&](db::Transaction& t) {
      if (person.token_scopes.empty()) {
        const identity::Session session{.id = new_id(),
                                        .account = account,
                                        .on_behalf_of = person.acts_for_a_juror ? std::optional<std::string>("target") : std::nullopt,
                                        .network = "127.0.0.1",
                                        .agent = "test",
                                        .created_at = now,
                                        .renewed_at = now,
                                        .seen_at = now,
                                        .expires_at = now + std::chrono::hours(1)};
        identity::store::insert(t, session, crypto::sha256(secret));
      } else {
        const identity::Token token{.id = new_id(),
                                    .account = account,
                                    .name = "test",
                                    .scopes = person.token_scopes,
                                    .created_at = now,
                                    .expires_at = now + std::chrono::hours(1),
                                    .seen_at = now};
        identity::store::insert(t, token, crypto::sha256(secret));
      }
    });
    if (!person.token_scopes.empty()) return Browser(port, "Authorization: Bearer " + secret + "\r\n");
    Browser browser(port, headers);
    browser.cookies["juara_session"] = secret;
    return browser;
  }

  [[nodiscard]] const std::deque<web::Route>& routes() { return installation_.server().router().routes(); }

 private:
  static inline const Grant kJuror{Role::juror, identity::programme("kipp")};

  static std::string new_id() { return crypto::new_id(app::instant_now()); }
  void put_account(const std::string& id, const std::vector<Grant>& grants) {
    database_->write([&](db::Transaction& t) {
      identity::store::insert(
          t, {.id = id, .mail = id + "@a.id", .name = id, .state = identity::State::active, .created_at = app::instant_now()});
    });
    for (const Grant& grant : grants) put_grant(id, grant);
  }
  void put_grant(const std::string& account, const Grant& grant) {
    database_->write([&](db::Transaction& t) {
      ASSERT_TRUE(identity::store::add_grant(t, account, {.id = new_id(), .grant = grant, .granted_at = app::instant_now()}));
    });
  }
  static config::Settings settings_in(const std::filesystem::path& folder) {
    config::Settings settings;
    settings.data = folder;
    settings.database = "sqlite:" + (folder / "juara.db").string();
    settings.listen_address = "127.0.0.1";
    settings.workers = 2;
    settings.connections = 2;
    settings.log_level = config::LogLevel::error;
    return settings;
  }

  support::TemporaryFolder folder_;
  config::Settings settings_ = settings_in(folder_.path());
  app::Installation installation_{settings_};
  std::unique_ptr<db::Database> database_ = app::open_database(settings_, false);
  std::string province_, city_;
};

TEST_F(Access, OfEachRoute_IsAsInTheTable) {
  std::string found = "method,path,route";
  for (const Person& person : people()) found += "," + person.name;
  for (const web::Route& route : routes()) {
    found += "\n" + std::string(web::to_text(route.method)) + "," + route.path + "," + route.name;
    for (const Person& person : people()) found += std::string(",") + ask(route, person);
  }
  EXPECT_EQ(base::read_file(JUARA_ACCESS_TABLE), found + "\n");
}

TEST_F(Access, FromAnotherSite_ChangesNothing) {
  for (const web::Route& route : routes()) {
    if (!web::changes_state(route.method)) continue;
    const HttpAnswer answer = send(browser_of(people()[11], "Sec-Fetch-Site: cross-site\r\n"), route);
    EXPECT_EQ(answer.status, 403) << route.name;
    EXPECT_EQ(support::text_member(answer, "code"), "http.foreign_request") << route.name;
  }
}

}  // namespace
