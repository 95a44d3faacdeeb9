#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "crypto/crypto.hpp"
#include "features/audit/api.hpp"
#include "json/json.hpp"
#include "tests/support/migrated.hpp"

namespace audit {
namespace {

using base::Document;
using testing::ElementsAre;
using testing::IsEmpty;

Entry entry(const std::string& action, const std::string& subject) {
  return {.at = base::from_millis(1'733'277'600'000),
          .author = {.account = "siti", .on_behalf_of = std::nullopt, .request_id = "r-1"},
          .action = action,
          .subject = {.type = "account", .id = subject},
          .before = {},
          .after = Document::Map{{"name", "Nama \"baru\"\n"}, {"active", true}}};
}

class AuditTest : public support::MigratedTest {
 protected:
  void add(const Entry& entry) {
    database.write([&](db::Transaction& t) { record(t, entry); });
  }
  void add_lines(int count) {
    for (int i = 1; i <= count; ++i) add(entry("identity.account_changed", "a" + std::to_string(i)));
  }
  /// What somebody does who may write to the database past the program.
  void tamper(const std::string& sql) {
    database.write([&](db::Transaction& t) { t.execute(sql); });
  }
  std::vector<std::string> found(const std::optional<Head>& noted = {}) {
    std::vector<std::string> faults;
    const Verdict verdict = verify(database, noted);
    for (const base::Problem& problem : verdict.faults.kept()) {
      faults.push_back(problem.code);
      for (const auto& [name, value] : problem.params) faults.back() += " " + value;
    }
    return faults;
  }
  Head noted_head() {
    return database.read([](db::Transaction& t) { return head(t); });
  }
  std::vector<std::int64_t> numbers(const Filter& filter, std::int64_t below = 1000, std::size_t limit = 100) {
    std::vector<std::int64_t> numbers;
    for (const Line& line : database.read([&](db::Transaction& t) { return search(t, filter, below, limit); })) {
      numbers.push_back(line.number);
    }
    return numbers;
  }
};
ON_BOTH_DATABASES(AuditTest);

TEST_P(AuditTest, Record_KeepsTheLineAsItIs) {
  Entry given = entry("identity.account_changed", "a1");
  given.author.on_behalf_of = "budi";
  given.before = Document::Map{{"name", "Nama lama"}};
  add(given);
  const auto lines = database.read([](db::Transaction& t) { return search(t, {}, 1000, 10); });
  ASSERT_EQ(lines.size(), 1U);
  Line expected{.number = 1,
                .at = given.at,
                .author = given.author,
                .action = given.action,
                .subject = given.subject,
                .before = R"({"name":"Nama lama"})",
                .after = R"({"active":true,"name":"Nama \"baru\"\n"})",
                .hash = lines[0].hash};
  EXPECT_EQ(lines[0], expected);
}

TEST_P(AuditTest, Record_InATransactionThatFails_LeavesNoLine) {
  add_lines(1);
  const auto failing = [&] {
    database.write([&](db::Transaction& t) {
      record(t, entry("a.b", "x"));
      throw std::runtime_error("changed my mind");
    });
  };
  EXPECT_THROW(failing(), std::runtime_error);
  add_lines(1);
  EXPECT_EQ(noted_head().number, 2);
  EXPECT_THAT(found(), IsEmpty());
}

TEST_P(AuditTest, Record_SeveralInOneTransaction_AreInTheirOrder) {
  database.write([](db::Transaction& t) {
    record(t, entry("a.first", "x"));
    record(t, entry("a.second", "x"));
  });
  EXPECT_THAT(numbers({.action = "a.first"}), ElementsAre(1));
  EXPECT_THAT(numbers({.action = "a.second"}), ElementsAre(2));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_P(AuditTest, Record_ByManyAtOnce_KeepsOneChain) {
  constexpr int kThreads = 8;
  constexpr int kWrites = 25;
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kWrites; ++i) add(entry("a.b", std::to_string(thread)));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_EQ(noted_head().number, kThreads * kWrites);
}

TEST_P(AuditTest, Verify_AnUntouchedChain_GivesItsHead) {
  EXPECT_EQ(verify(database).head, Head());
  add_lines(3);
  const Head head = verify(database).head;
  EXPECT_EQ(head.number, 3);
  EXPECT_EQ(head, noted_head());
  add_lines(2);
  EXPECT_THAT(found(head), IsEmpty());
}

TEST_P(AuditTest, Verify_AnyCellChanged_NamesTheLine) {
  for (const char* change :
       {"at = at + 1", "actor = 'budi'", "on_behalf_of = 'budi'", "on_behalf_of = ''", "request_id = 'r-2'", "action = 'a.b'",
        "subject_type = 'unit'", "subject_id = 'a9'", "before = '{}'", "after = NULL", "after = after || ' '"}) {
    tamper("DELETE FROM audit_lines");
    tamper("DELETE FROM audit_head");
    add_lines(3);
    EXPECT_THAT(found(), IsEmpty());
    tamper(std::string("UPDATE audit_lines SET ") + change + " WHERE number = 2");
    EXPECT_THAT(found(), ElementsAre("audit.line_changed 2")) << change;
  }
}

TEST_P(AuditTest, Verify_ALineChangedWithItsHash_IsBetrayedByTheNext) {
  add_lines(3);
  tamper("UPDATE audit_lines SET actor = 'budi', hash = '" + crypto::sha256("made up") + "' WHERE number = 2");
  EXPECT_THAT(found(), ElementsAre("audit.line_changed 2", "audit.line_changed 3"));
}

TEST_P(AuditTest, Verify_LinesRemoved_NamesThem) {
  add_lines(7);
  tamper("DELETE FROM audit_lines WHERE number IN (1, 3, 4, 7)");
  EXPECT_THAT(found(), ElementsAre("audit.line_missing 1", "audit.lines_missing 3 4", "audit.line_missing 7"));
}

TEST_P(AuditTest, Verify_AllLinesRemoved_NamesThem) {
  add_lines(2);
  tamper("DELETE FROM audit_lines");
  EXPECT_THAT(found(), ElementsAre("audit.lines_missing 1 2"));
}

TEST_P(AuditTest, Verify_ALineRemovedAndTheRestMovedUp_NamesTheGap) {
  add_lines(4);
  tamper("DELETE FROM audit_lines WHERE number = 2");
  tamper("UPDATE audit_lines SET number = number - 1 WHERE number = 3");
  tamper("UPDATE audit_lines SET number = number - 1 WHERE number = 4");
  EXPECT_THAT(found(), ElementsAre("audit.line_changed 2", "audit.line_changed 3", "audit.line_missing 4"));
}

TEST_P(AuditTest, Verify_LinesInAnotherOrder_NamesThem) {
  add_lines(4);
  tamper("UPDATE audit_lines SET number = 99 WHERE number = 2");
  tamper("UPDATE audit_lines SET number = 2 WHERE number = 3");
  tamper("UPDATE audit_lines SET number = 3 WHERE number = 99");
  EXPECT_THAT(found(), ElementsAre("audit.line_changed 2", "audit.line_changed 3", "audit.line_changed 4"));
}

TEST_P(AuditTest, Verify_ALinePutIn_IsNamed) {
  add_lines(2);
  const std::string copy = ", at, actor, on_behalf_of, request_id, action, subject_type, subject_id, before, after, hash FROM audit_lines";
  tamper("INSERT INTO audit_lines SELECT number + 1" + copy + " WHERE number = 2");
  tamper("INSERT INTO audit_lines SELECT 0" + copy + " WHERE number = 2");
  EXPECT_THAT(found(), ElementsAre("audit.line_put_in 0", "audit.line_changed 3", "audit.line_put_in 3"));
}

TEST_P(AuditTest, Verify_TheHeadChanged_IsFound) {
  add_lines(2);
  tamper("UPDATE audit_head SET hash = 'x'");
  EXPECT_THAT(found(), ElementsAre("audit.head_changed 2"));
  tamper("DELETE FROM audit_head");
  EXPECT_THAT(found(), ElementsAre("audit.line_put_in 1"));
}

TEST_P(AuditTest, Verify_TheWholeChainMadeAnew_IsBetrayedByANotedHead) {
  add_lines(3);
  const Head noted = noted_head();
  tamper("DELETE FROM audit_lines");
  tamper("DELETE FROM audit_head");
  add(entry("a.forged", "x"));
  add_lines(2);
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_THAT(found(noted), ElementsAre("audit.not_as_noted 3"));
  tamper("DELETE FROM audit_lines WHERE number = 3");
  tamper("UPDATE audit_head SET number = 2, hash = (SELECT hash FROM audit_lines WHERE number = 2)");
  EXPECT_THAT(found(noted), ElementsAre("audit.line_missing 3"));
}

TEST_P(AuditTest, Search_ByEachFilter_FindsItsLines) {
  Entry other = entry("identity.signed_in", "a2");
  other.author = {.account = "budi", .on_behalf_of = "siti", .request_id = "r-2"};
  other.at += std::chrono::hours(1);
  Entry third = entry("identities.x", "u1");
  third.subject.type = "unit";
  third.author.account = "ani";
  add(entry("identity.account_changed", "a1"));
  add(other);
  add(third);
  EXPECT_THAT(numbers({}), ElementsAre(3, 2, 1));
  EXPECT_THAT(numbers({.actor = "siti"}), ElementsAre(2, 1));
  EXPECT_THAT(numbers({.subject_type = "unit"}), ElementsAre(3));
  EXPECT_THAT(numbers({.subject_type = "account", .subject_id = "a2"}), ElementsAre(2));
  EXPECT_THAT(numbers({.action = "identity."}), ElementsAre(2, 1));
  EXPECT_THAT(numbers({.action = "identity"}), IsEmpty());
  EXPECT_THAT(numbers({.from = other.at}), ElementsAre(2));
  EXPECT_THAT(numbers({.until = other.at}), ElementsAre(3, 1));
  EXPECT_THAT(numbers({.actor = "' OR 1 = 1 --"}), IsEmpty());
  EXPECT_THAT(numbers({.actor = "siti", .action = "identity.", .from = third.at, .until = other.at}), ElementsAre(1));
}

TEST_P(AuditTest, Search_PageByPage_GivesEachLineOnce) {
  add_lines(5);
  EXPECT_THAT(numbers({}, 1000, 2), ElementsAre(5, 4));
  EXPECT_THAT(numbers({}, 4, 2), ElementsAre(3, 2));
  EXPECT_THAT(numbers({}, 2, 2), ElementsAre(1));
}

TEST_P(AuditTest, Export_IsLinesOfJsonThatAnyoneCanCheck) {
  add_lines(3);
  std::vector<std::string> exported;
  const auto write = [&](std::string_view line) { exported.emplace_back(line); };
  EXPECT_EQ(database.read([&](db::Transaction& t) { return export_lines(t, {}, write); }), 3);
  std::string previous;
  for (const std::string& line : exported) {
    ASSERT_EQ(line.back(), '\n');
    Document document = json::parse(line, "export");
    EXPECT_EQ(json::canonical(document) + '\n', line);
    EXPECT_EQ(document.find("previous")->text(), previous);
    previous = document.find("hash")->text();
    std::erase_if(document.map(), [](const Document::Member& member) { return member.first == "hash"; });
    EXPECT_EQ(crypto::sha256(json::canonical(document)), previous);
  }
  EXPECT_EQ(previous, noted_head().hash);
}

TEST_P(AuditTest, Export_OfAFilter_KeepsWhatTheHashesCover) {
  add_lines(3);
  std::string exported;
  const auto write = [&](std::string_view line) { exported += line; };
  EXPECT_EQ(database.read([&](db::Transaction& t) { return export_lines(t, {.subject_id = "a3"}, write); }), 1);
  Document document = json::parse(exported, "export");
  const std::string hash = document.find("hash")->text();
  std::erase_if(document.map(), [](const Document::Member& member) { return member.first == "hash"; });
  EXPECT_EQ(crypto::sha256(json::canonical(document)), hash);
  EXPECT_EQ(hash, noted_head().hash);
}

}  // namespace
}  // namespace audit
