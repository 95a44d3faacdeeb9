#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/audit/api.hpp"
#include "features/programmes/routes_office.hpp"
#include "tests/support/publications.hpp"
#include "tests/support/test_server.hpp"

namespace programmes {
namespace {

using identity::Grant;
using identity::Role;
using support::HttpAnswer;
using testing::ElementsAre;
using testing::SizeIs;

const std::string kRoot = "/api/v1/office";
const std::string kLoad = "/programmes/lomba/results?year=2024&caption_id=Hasil&caption_en=Result";

/// The secretariat's addresses behind a real server. Who asks stands in the header X-Secretariat: the programme whose secretariat he is, or
/// `-` for the whole installation.
class OfficeOfResults : public support::PublicationsTest {
 protected:
  struct Asking {
    std::string method, path;
    std::string body = {};
    std::string tag = {};
    std::string secretariat = "lomba";
  };
  [[nodiscard]] HttpAnswer ask(const Asking& asking) const {
    std::string request = asking.method + " " + kRoot + asking.path + " HTTP/1.1\r\nHost: juara.test\r\nConnection: close\r\n";
    request += "X-Secretariat: " + asking.secretariat + "\r\n";
    if (!asking.tag.empty()) request += "If-Match: " + asking.tag + "\r\n";
    if (asking.method == "POST") {
      request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(asking.body.size()) + "\r\n";
    }
    return server.ask(request + "\r\n" + asking.body);
  }
  /// The status and, of a problem, its code.
  [[nodiscard]] static std::string told(const HttpAnswer& answer) {
    if (answer.status < 300) return std::to_string(answer.status);
    return std::to_string(answer.status) + " " + json::parse(answer.body, "").find("code")->text();
  }
  [[nodiscard]] static std::string member(const HttpAnswer& answer, const char* name) {
    return json::parse(answer.body, "").find(name)->text();
  }
  [[nodiscard]] HttpAnswer loaded(const std::string& more = "") const {
    return ask({.method = "POST", .path = kLoad + more, .body = support::bundle_of(Draft().given)});
  }
  /// Publishes what an answer shows.
  [[nodiscard]] HttpAnswer published_now(const HttpAnswer& shown, const std::string& body = "{}") const {
    return ask({.method = "POST", .path = "/results/" + member(shown, "id") + "/publication", .body = body, .tag = shown.header("etag")});
  }
  /// `action author` of each line, oldest first.
  [[nodiscard]] Words audited() {
    Words lines;
    database.read([&](db::Transaction& transaction) {
      for (const audit::Line& line : audit::search(transaction, {}, 1'000'000, 100)) {
        lines.insert(lines.begin(), line.action + " " + line.author.account);
      }
      return 0;
    });
    return lines;
  }

  static identity::Caller caller_of(const web::Request& request) {
    const std::string programme(request.header("X-Secretariat").value_or(""));
    const identity::Scope scope = programme == "-" ? identity::Scope() : identity::programme(programme);
    return {.actor = {.account = "siti", .grants = {Grant{Role::secretariat, scope}}}, .request_id = request.id()};
  }

 public:
  int decided = 0;
  support::TemporaryFolder folder;
  Office office{database, [this] { return now; }, [this] { ++decided; }};
  support::TestServer server{office_routes({.office = office, .uploads = folder.path(), .caller = caller_of})};
};

TEST_P(OfficeOfResults, Bundle_BecomesADraft_IsPublished_AndWithdrawn) {
  const HttpAnswer draft = loaded();
  EXPECT_EQ(told(draft), "201");
  EXPECT_EQ(member(draft, "state"), "draft");
  const std::string id = member(draft, "id");
  EXPECT_EQ(reader.edition().revision, 0);

  const HttpAnswer published = published_now(draft);
  EXPECT_EQ(member(published, "state"), "published");
  EXPECT_EQ(json(reader.result(id)).find("caption")->find("en")->text(), "Result");

  const HttpAnswer withdrawn = ask({.method = "POST",
                                    .path = "/results/" + id + "/withdrawal",
                                    .body = R"({"reason": {"id": "keliru", "en": "wrong"}})",
                                    .tag = published.header("etag")});
  EXPECT_EQ(member(withdrawn, "state"), "withdrawn");
  EXPECT_EQ(json(reader.result(id)).find("withdrawn")->find("reason")->find("id")->text(), "keliru");
  EXPECT_EQ(decided, 2);
  EXPECT_THAT(audited(),
              ElementsAre("programmes.result_loaded siti", "programmes.result_decided siti", "programmes.result_withdrawn siti"));
}

TEST_P(OfficeOfResults, AuditLine_SaysWhatHasChanged) {
  const HttpAnswer draft = loaded();
  EXPECT_EQ(told(published_now(draft)), "200");
  database.read([&](db::Transaction& transaction) {
    const audit::Line line = audit::search(transaction, {.action = "programmes.result_decided"}, 1'000'000, 1).front();
    EXPECT_EQ(line.subject, (audit::Subject{"result", member(draft, "id")}));
    EXPECT_EQ(json::parse(*line.before, "").find("state")->text(), "draft");
    EXPECT_EQ(json::parse(*line.after, "").find("state")->text(), "published");
    EXPECT_EQ(json::parse(*line.after, "").find("bundle")->text(), crypto::sha256(support::bundle_of(Draft().given)));
    return 0;
  });
}

TEST_P(OfficeOfResults, Embargo_IsSetMovedAndTakenBack) {
  const HttpAnswer draft = loaded();
  const HttpAnswer scheduled = published_now(draft, R"({"from": "2030-01-01T09:00:00+07:00"})");
  EXPECT_EQ(member(scheduled, "state"), "scheduled");
  const HttpAnswer moved = published_now(scheduled, R"({"from": "2031-01-01T09:00:00+07:00"})");
  EXPECT_NE(member(moved, "public_from"), member(scheduled, "public_from"));
  const HttpAnswer back =
      ask({.method = "DELETE", .path = "/results/" + member(draft, "id") + "/publication", .tag = moved.header("etag")});
  EXPECT_EQ(member(back, "state"), "draft");
  EXPECT_THAT(audited(), SizeIs(4));
}

TEST_P(OfficeOfResults, Embargo_ThatHasEnded_IsAnotherVersion) {
  const HttpAnswer scheduled = published_now(loaded(), R"({"from": "2030-01-01T09:00:00+07:00"})");
  EXPECT_EQ(scheduled.header("etag"), "\"" + std::to_string(json::parse(scheduled.body, "").find("version")->integer()) + "\"");
  now = *base::parse_instant("2030-01-01T09:00:00+07:00");
  const std::string path = "/results/" + member(scheduled, "id");
  EXPECT_EQ(told(ask({.method = "DELETE", .path = path + "/publication", .tag = scheduled.header("etag")})), "412 http.changed");
  const HttpAnswer seen = ask({.method = "GET", .path = path});
  EXPECT_EQ(member(seen, "state"), "published");
  EXPECT_NE(seen.header("etag"), scheduled.header("etag"));
}

TEST_P(OfficeOfResults, Correction_NeedsANote) {
  const std::string old = member(published_now(loaded()), "id");
  const HttpAnswer mended = loaded("&replaces=" + old);
  EXPECT_EQ(told(published_now(mended)), "400 programmes.note_needed");
  EXPECT_EQ(told(published_now(mended, R"({"note": {"id": "diperbaiki", "en": "mended"}})")), "200");
  EXPECT_EQ(json(reader.result(old)).find("replaced_by")->find("note")->find("en")->text(), "mended");
}

TEST_P(OfficeOfResults, List_ShowsAllStates_NewestFirst) {
  const std::string first = member(published_now(loaded()), "id");
  now += std::chrono::seconds(1);
  const std::string second = member(loaded(), "id");
  const HttpAnswer list = ask({.method = "GET", .path = "/programmes/lomba/results"});
  EXPECT_THAT(each(*json::parse(list.body, "").find("items"), "id"), ElementsAre(second, first));
  EXPECT_THAT(each(*json::parse(list.body, "").find("items"), "state"), ElementsAre("draft", "published"));
}

TEST_P(OfficeOfResults, OtherSecretariats_LearnNothing_AndThatOfTheInstallationMay) {
  const HttpAnswer draft = loaded();
  const std::string path = "/results/" + member(draft, "id");
  const std::string tag = draft.header("etag");
  EXPECT_EQ(told(ask({.method = "GET", .path = path, .secretariat = "lain"})), "404 programmes.unknown");
  EXPECT_EQ(told(ask({.method = "POST", .path = path + "/publication", .body = "{}", .tag = tag, .secretariat = "lain"})),
            "404 programmes.unknown");
  EXPECT_EQ(told(ask({.method = "DELETE", .path = path + "/publication", .tag = tag, .secretariat = "lain"})), "404 programmes.unknown");
  EXPECT_EQ(told(ask({.method = "POST", .path = path + "/withdrawal", .body = "{}", .tag = tag, .secretariat = "lain"})),
            "404 programmes.unknown");
  EXPECT_EQ(told(ask({.method = "POST", .path = kLoad, .body = "{", .secretariat = "lain"})), "403 identity.forbidden");
  EXPECT_EQ(told(ask({.method = "GET", .path = "/programmes/lomba/results", .secretariat = "lain"})), "403 identity.forbidden");
  EXPECT_EQ(told(ask({.method = "GET", .path = "/programmes/nothing/results", .secretariat = "-"})), "404 programmes.unknown");
  EXPECT_EQ(told(ask({.method = "POST", .path = path + "/publication", .body = "{}", .tag = tag, .secretariat = "-"})), "200");
}

TEST_P(OfficeOfResults, Change_OfWhatIsNoLongerSo_IsRefused) {
  const HttpAnswer draft = loaded();
  const std::string path = "/results/" + member(draft, "id") + "/publication";
  EXPECT_EQ(ask({.method = "POST", .path = path, .body = "{}"}).status, 428);
  const HttpAnswer published = published_now(draft);
  EXPECT_EQ(told(published_now(draft)), "412 http.changed");
  EXPECT_EQ(told(published_now(published)), "409 programmes.already_public");

  const identity::Caller caller{.actor = {.account = "siti", .grants = {Grant{Role::secretariat, {}}}}, .request_id = "r"};
  const Result seen = office_result(office, caller, member(draft, "id"));
  const auto refused = support::problems([&] {
    return withdraw(office, caller, {seen.id, seen.version_at(now) - 1}, {"keliru", "wrong"});
  });
  EXPECT_EQ(refused, Words{"http.changed:0"});
}

TEST_P(OfficeOfResults, WhatIsWrong_LeavesNothingBehind) {
  std::string wrong = support::bundle_of(Draft().given);
  wrong.replace(wrong.find("60.00"), 5, "61.00");
  EXPECT_EQ(told(ask({.method = "POST", .path = kLoad, .body = wrong})), "400 bundle.hash");
  EXPECT_EQ(told(ask({.method = "POST", .path = "/programmes/lomba/results?year=2024&caption_id=A", .body = "{}"})), "400 fields.missing");
  EXPECT_EQ(told(loaded("&replaces=nothing")), "404 programmes.unknown");
  const HttpAnswer draft = loaded();
  const std::string withdrawal = "/results/" + member(draft, "id") + "/withdrawal";
  EXPECT_EQ(told(ask({.method = "POST", .path = withdrawal, .body = R"({"reason": "x"})", .tag = draft.header("etag")})),
            "400 fields.no_object");
  EXPECT_EQ(told(ask({.method = "POST", .path = withdrawal, .body = "{}", .tag = draft.header("etag")})), "409 programmes.not_public");
  EXPECT_THAT(audited(), SizeIs(1));
  EXPECT_EQ(decided, 0);
}

ON_BOTH_DATABASES(OfficeOfResults);

}  // namespace
}  // namespace programmes
