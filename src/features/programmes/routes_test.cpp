#include "features/programmes/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "crypto/crypto.hpp"
#include "tests/support/publications.hpp"
#include "tests/support/test_server.hpp"

namespace programmes {
namespace {

using base::Document;
using support::HttpAnswer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string kRoot = "/api/v1";

/// The public's addresses behind a real server.
class Routes : public support::PublicationsTest {
 protected:
  [[nodiscard]] HttpAnswer get(const std::string& path, const std::string& headers = "") const { return server.get(kRoot + path, headers); }
  [[nodiscard]] Document json(const std::string& path) const { return json::parse(get(path).body, path); }
  /// Status and, of a problem, its code.
  [[nodiscard]] std::string refusal(const std::string& path) const {
    const HttpAnswer answer = get(path);
    if (answer.status == 200) return "200";
    return std::to_string(answer.status) + " " + json::parse(answer.body, path).find("code")->text();
  }
  [[nodiscard]] Words refusals(const Words& paths) const {
    Words all;
    for (const std::string& path : paths) all.push_back(refusal(path));
    return all;
  }
  /// Every address that shows the rows of a result.
  [[nodiscard]] static Words rows_and_files(const std::string& id) {
    const std::string result = "/results/" + id;
    return {result + "/rows", result + "/rows/a", result + "/bundle", result + ".csv", result + ".xlsx", result + ".json"};
  }
  /// All that lists say, for looking whether something stands in them.
  [[nodiscard]] std::string lists() const {
    std::string all;
    for (const char* path : {"/programmes", "/programmes/lomba", "/units", "/search?q=hasil", "/search?q=name", "/units/name-of-a"}) {
      all += get(path).body;
    }
    return all;
  }
  void withdraw_it(const std::string& id) {
    change([&](db::Transaction& transaction) { withdraw(transaction, id, {"keliru", "wrong"}, now); });
  }

 public:
  base::Clock clock = [this] { return now; };
  web::ReadyCache cache{1'000'000};
  web::EventHub events;
  News news{database, clock, listener_of_news(cache, events)};
  support::TestServer server{public_routes({.reader = reader, .cache = cache, .events = events, .clock = clock, .access = {}})};
};

TEST_P(Routes, Addresses_AnswerWhatTheReaderKnows) {
  const std::string id = published({});
  const std::string result = "/results/" + id;
  const std::vector<std::pair<std::string, std::string>> expected{
      {"/programmes", reader.programmes("", {}, {}).json},
      {"/programmes?q=nothing", reader.programmes("nothing", {}, {}).json},
      {"/programmes?year=2023", reader.programmes("", 2023, {}).json},
      {"/programmes/lomba", reader.programme("lomba").json},
      {result, reader.result(id).json},
      {result + "/rows", reader.rows(id, {}).json},
      {result + "/rows?q=name&sort=-score", reader.rows(id, {.order = store::RowOrder::highest}).json},
      {result + "/rows/b", reader.row(id, "b").json},
      {result + ".json", reader.table(id).json},
      {"/units", reader.units("", "", {}).json},
      {"/units?region=Serang&q=b", reader.units("b", "Serang", {}).json},
      {"/units/name-of-b", reader.unit("name-of-b").json},
      {"/search?q=name", reader.search("name").json},
  };
  for (const auto& [path, answer] : expected) {
    const HttpAnswer got = get(path);
    EXPECT_EQ(got.body, answer) << path;
    EXPECT_EQ(got.header("content-type"), "application/json") << path;
  }
}

TEST_P(Routes, Embargo_HidesEveryAddress_UntilItsMoment_WhateverIsKeptReady) {
  published({});
  const std::string id =
      load({.given = {.subjects = {"a region=Serang", "c region=Serang"}, .sheets = {"a x=70", "c x=50"}}, .year = 2025});
  const base::Instant moment = now + std::chrono::hours(1);
  publish(id, moment);
  Words hidden = rows_and_files(id);
  hidden.insert(hidden.end(), {"/results/" + id, "/units/name-of-c"});

  now = moment - std::chrono::milliseconds(1);
  EXPECT_EQ(refusals(hidden), Words(hidden.size(), "404 programmes.unknown"));
  EXPECT_THAT(lists(), Not(HasSubstr(id)));
  EXPECT_THAT(lists(), Not(HasSubstr("name-of-c")));

  now = moment;
  EXPECT_EQ(refusals(hidden), Words(hidden.size(), "200"));
  EXPECT_THAT(lists(), HasSubstr(id));
  EXPECT_THAT(lists(), HasSubstr("name-of-c"));
}

TEST_P(Routes, Hidden_IsRefusedWordForWordLikeWhatIsNotThere) {
  const std::string id = load({});
  const auto told = [&](const std::string& asked) {
    std::string body = get("/results/" + asked + "/bundle").body;
    body.erase(body.find("\"request_id\""));
    for (auto at = body.find(asked); at != std::string::npos; at = body.find(asked, at)) body.replace(at, asked.size(), "X");
    return body;
  };
  EXPECT_EQ(told(id), told("tidak-ada"));
}

TEST_P(Routes, Withdrawn_SaysWhy_AndItsRowsAndFilesAreGone) {
  const std::string id = published({});
  EXPECT_EQ(refusals(rows_and_files(id)), Words(6, "200"));
  withdraw_it(id);
  news.look();
  EXPECT_EQ(refusals(rows_and_files(id)), Words(6, "404 programmes.withdrawn"));
  EXPECT_EQ(json("/results/" + id).find("withdrawn")->find("reason")->find("id")->text(), "keliru");
  EXPECT_EQ(refusal("/units/name-of-a"), "404 programmes.unknown");
}

TEST_P(Routes, Replaced_KeepsItsRows_AndPointsToItsSuccessor) {
  const std::string old = published({});
  const std::string mended = load({.replaces = old});
  EXPECT_EQ(json("/results/" + old).find("state")->text(), "published");
  publish(mended, {}, {"diperbaiki", "mended"});
  news.look();
  EXPECT_EQ(refusals(rows_and_files(old)), Words(6, "200"));
  EXPECT_EQ(json("/results/" + old).find("replaced_by")->find("id")->text(), mended);
  EXPECT_THAT(each(*json("/search?q=hasil").find("results"), "id"), ElementsAre(mended));
}

TEST_P(Routes, ReadyAnswers_AreKept_UntilSomethingIsDecided) {
  const std::string id = published({});
  const std::string before = get("/results/" + id).body;
  const std::size_t kept = cache.bytes();
  EXPECT_GT(kept, before.size());
  withdraw_it(id);
  EXPECT_EQ(get("/results/" + id).body, before);
  EXPECT_EQ(cache.bytes(), kept);
  news.look();
  EXPECT_EQ(cache.bytes(), 0U);
  EXPECT_EQ(json("/results/" + id).find("state")->text(), "withdrawn");
}

TEST_P(Routes, Tag_NamesWhatIsSeen_AndChangesWithIt) {
  const std::string id = published({});
  const std::string tag = get("/results/" + id).header("etag");
  const HttpAnswer again = get("/results/" + id, "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  withdraw_it(id);
  news.look();
  const HttpAnswer changed = get("/results/" + id, "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(changed.status, 200);
  EXPECT_NE(changed.header("etag"), tag);
}

TEST_P(Routes, Bundle_IsGivenByteForByte_AndItsTagIsItsHash) {
  const std::string id = published({});
  const std::string bundle = support::bundle_of(Draft().given);
  const HttpAnswer answer = get("/results/" + id + "/bundle");
  EXPECT_EQ(answer.body, bundle);
  EXPECT_EQ(answer.header("etag"), "\"" + crypto::sha256(bundle) + "\"");
  EXPECT_THAT(answer.header("content-disposition"), HasSubstr(id + ".bundle.json"));
  EXPECT_EQ(get("/results/" + id + "/bundle", "Accept-Encoding: br\r\n").header("content-encoding"), "br");
}

TEST_P(Routes, Files_AreDownloadsOfTheTable) {
  const std::string id = published({});
  const HttpAnswer csv = get("/results/" + id + ".csv");
  EXPECT_EQ(csv.header("content-type"), "text/csv; charset=utf-8");
  EXPECT_THAT(csv.header("content-disposition"), StartsWith("attachment"));
  EXPECT_THAT(csv.body, StartsWith("subject,name,unit,level"));
  EXPECT_THAT(csv.body, HasSubstr("\na,Name of a,name-of-a,entry"));
  const HttpAnswer xlsx = get("/results/" + id + ".xlsx?lang=en");
  EXPECT_THAT(xlsx.body, StartsWith("PK"));
  EXPECT_NE(xlsx.body, get("/results/" + id + ".xlsx").body);
}

TEST_P(Routes, Cursor_LeadsThroughAllRowsOnce) {
  const std::string rows = "/results/" + published({}) + "/rows";
  const Document first = json(rows + "?limit=1");
  EXPECT_EQ(first.find("total")->integer(), 2);
  EXPECT_THAT(each(*first.find("items"), "subject"), ElementsAre("a"));
  const Document second = json(rows + "?limit=1&cursor=" + first.find("next")->text());
  EXPECT_THAT(each(*second.find("items"), "subject"), ElementsAre("b"));
  EXPECT_TRUE(second.find("next")->is_null());
}

TEST_P(Routes, Questions_ThatMakeNoSense_AreRefused) {
  const std::string rows = "/results/" + published({}) + "/rows";
  EXPECT_EQ(refusals({rows + "?cursor=x", rows + "?sort=x", rows + "?contest=-1", rows + "?limit=0", rows + "?limit=201"}),
            (Words{"400 programmes.bad_cursor", "400 programmes.bad_sort", "400 programmes.bad_contest", "400 http.bad_number",
                   "400 http.bad_number"}));
  EXPECT_EQ(refusals({"/programmes?year=x", "/programmes?cursor=x", "/units?cursor=x"}),
            (Words{"400 http.bad_number", "400 programmes.bad_cursor", "400 programmes.bad_cursor"}));
}

TEST_P(Routes, Events_TellListeners_WhatHappened) {
  support::RawClient listener(server.port());
  listener.send("GET /api/v1/events HTTP/1.1\r\nHost: juara.test\r\n\r\n");
  EXPECT_THAT(listener.until("\r\n\r\n"), HasSubstr("text/event-stream"));
  while (events.listeners() == 0) std::this_thread::yield();
  const std::string id = load({});
  const base::Instant moment = now + std::chrono::hours(1);
  publish(id, moment);
  news.look();
  now = moment;
  news.look();
  withdraw_it(id);
  news.look();
  const auto event = [&](const char* change) {
    return "event: results\ndata: {\"result\":\"" + id + R"(","programme":"lomba","change":")" + change + "\"}\n\n";
  };
  const std::string published_event = listener.until("\n\n");
  EXPECT_THAT(published_event + listener.until("\n\n"), HasSubstr(event("published") + event("withdrawn")));
}

ON_BOTH_DATABASES(Routes);

}  // namespace
}  // namespace programmes
