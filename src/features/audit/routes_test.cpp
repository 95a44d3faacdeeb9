#include "features/audit/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "tests/support/browser.hpp"
#include "tests/support/migrated.hpp"
#include "tests/support/test_server.hpp"

namespace audit {
namespace {

using support::HttpAnswer;
using support::member;
using testing::ElementsAre;
using testing::HasSubstr;

class AuditRoutesTest : public support::MigratedTest {
 protected:
  void add(const std::string& action, const std::string& actor = "siti", std::optional<std::string> on_behalf_of = {}) {
    database.write([&](db::Transaction& t) {
      record(t, {.at = now,
                 .author = {.account = actor, .on_behalf_of = on_behalf_of, .request_id = "r-1"},
                 .action = action,
                 .subject = {.type = "account", .id = "a1"},
                 .after = base::Document::Map{{"name", "Budi"}}});
    });
  }
  static std::vector<std::int64_t> numbers(const HttpAnswer& answer) {
    std::vector<std::int64_t> numbers;
    const base::Document items = member(answer, "items");
    for (const auto& item : items.list()) numbers.push_back(item.find("number")->integer());
    return numbers;
  }
  HttpAnswer get(const std::string& target) const { return server.get("/api/v1/audit/" + target, "X-May: yes\r\n"); }

 public:
  base::Instant now = base::from_millis(1'733'277'600'000);
  Reading reading{.database = database,
                  .clock = [this] { return now; },
                  .access = {},
                  .author = [](const web::Request& request) -> Author {
                    if (!request.header("X-May")) throw base::Error(base::Kind::forbidden, "identity.forbidden");
                    return {.account = "auditor", .request_id = request.id()};
                  },
                  .name_of = [](db::Transaction&, const std::string& account) -> std::optional<std::string> {
                    return account == "siti" ? std::optional<std::string>("Siti Rahmawati") : std::nullopt;
                  }};
  support::TestServer server{routes(reading)};
};
ON_BOTH_DATABASES(AuditRoutesTest);

TEST_P(AuditRoutesTest, Line_TellsWhoDidWhat) {
  add("identity.granted", "siti", "budi");
  const base::Document items = member(get("lines"), "items");
  ASSERT_EQ(items.list().size(), 1U);
  base::Document line = items.list()[0];
  EXPECT_EQ(line.find("hash")->text().size(), 64U);
  std::erase_if(line.map(), [](const base::Document::Member& each) { return each.first == "hash"; });
  EXPECT_EQ(line, json::parse(R"({"number":1,"at":"2024-12-04T09:00:00+07:00","actor":"siti","actor_name":"Siti Rahmawati",
      "on_behalf_of":"budi","on_behalf_of_name":null,"request_id":"r-1","action":"identity.granted",
      "action_name":{"id":"peran diberikan","en":"a role was given"},"subject_type":"account","subject_id":"a1",
      "before":null,"after":{"name":"Budi"}})",
                              ""));
}

TEST_P(AuditRoutesTest, Lines_ComePageByPageAndByFilter) {
  add("identity.granted");
  add("agencies.added");
  add("identity.revoked", "ani");
  const HttpAnswer first = get("lines?limit=2");
  EXPECT_THAT(numbers(first), ElementsAre(3, 2));
  EXPECT_EQ(member(first, "next"), base::Document("2"));
  EXPECT_THAT(numbers(get("lines?limit=2&cursor=2")), ElementsAre(1));
  EXPECT_THAT(numbers(get("lines?action=identity.&actor=siti")), ElementsAre(1));
  EXPECT_THAT(numbers(get("lines?until=2024-12-04T08:59:59%2B07:00")), ElementsAre());
  EXPECT_EQ(get("lines?from=yesterday").status, 400);
}

TEST_P(AuditRoutesTest, EachReading_IsALineItself) {
  add("identity.granted");
  static_cast<void>(get("lines?actor=siti"));
  static_cast<void>(get("lines.jsonl"));
  const auto lines = database.read([](db::Transaction& t) { return search(t, {}, 1000, 10); });
  EXPECT_EQ(lines[0].action, "audit.exported");
  EXPECT_EQ(lines[1].action, "audit.read");
  EXPECT_EQ(lines[1].author.account, "auditor");
  EXPECT_EQ(lines[1].after, R"({"actor":"siti"})");
}

TEST_P(AuditRoutesTest, Export_IsAFileOfTheChain) {
  add("identity.granted");
  const HttpAnswer answer = get("lines.jsonl");
  EXPECT_EQ(answer.header("content-type"), "application/x-ndjson; charset=utf-8");
  EXPECT_THAT(answer.header("content-disposition"), HasSubstr("audit.jsonl"));
  std::string exported;
  database.read([&](db::Transaction& t) { export_lines(t, {}, [&](std::string_view line) { exported += line; }); });
  EXPECT_EQ(answer.body, exported);
}

TEST_P(AuditRoutesTest, Head_IsTheLastLine) {
  add("identity.granted");
  const Head now_there = database.read([](db::Transaction& t) { return head(t); });
  EXPECT_EQ(get("head").body, R"({"number":1,"hash":")" + now_there.hash + "\"}");
}

TEST_P(AuditRoutesTest, WhoMayNot_GetsNothingAndLeavesNoLine) {
  add("identity.granted");
  for (const char* path : {"lines", "lines.jsonl", "head"}) {
    EXPECT_EQ(server.get(std::string("/api/v1/audit/") + path).status, 403) << path;
  }
  EXPECT_EQ(database.read([](db::Transaction& t) { return head(t); }).number, 1);
}

}  // namespace
}  // namespace audit
