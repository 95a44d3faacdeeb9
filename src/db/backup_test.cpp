#include "db/backup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <limits>
#include <thread>

#include "crypto/crypto.hpp"
#include "tests/support/databases.hpp"

namespace db {
namespace {

using support::Kind;

constexpr base::EmbeddedFile kFirst = {"0001_first.sql",
                                       "CREATE TABLE units (id TEXT PRIMARY KEY, parent TEXT REFERENCES units (id), name TEXT NOT NULL);\n"
                                       "CREATE TABLE a_scores (unit TEXT REFERENCES units (id), stage BIGINT, value DOUBLE PRECISION,\n"
                                       "  final SMALLINT, proof BYTEA, PRIMARY KEY (stage, unit));\n"
                                       "CREATE TABLE stages (id BIGINT PRIMARY KEY, name TEXT);\n"
                                       "INSERT INTO stages VALUES (1, 'desk'), (2, 'visit');\n"};
constexpr base::EmbeddedFile kSecond = {"0002_second.sql",
                                        "ALTER TABLE units ADD COLUMN region TEXT NOT NULL DEFAULT 'Banten';\n"
                                        "UPDATE stages SET name = upper(name);\n"};

Migrations of(std::initializer_list<base::EmbeddedFile> files) { return read_migrations(std::span(files.begin(), files.size())); }

template <class Work>
std::string code_of(const Work& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

/// Every type, NULL, odd text; children before their parents; a table whose name stands before that of the one it refers to.
void fill(Database& database) {
  migrate(database, 0, of({kFirst}));
  database.write([](Transaction& t) {
    t.execute("INSERT INTO units VALUES ('b', NULL, $1)", "Dinas \"Pelayanan\"\n\té𝄞 \\ ,[]{}");
    t.execute("INSERT INTO units VALUES ('a', 'b', '')");
    const std::array fractions = {0.1, 1e300, 5e-324, -2.5};
    const std::array<std::int64_t, 4> stages = {1, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min(), 10};
    for (std::size_t i = 0; i < 4; ++i) {
      t.execute("INSERT INTO a_scores VALUES ('a', $1, $2, $3, $4)", stages[i], fractions[i], i % 2 == 0,
                i == 0 ? std::optional<Bytes>() : Bytes{std::string("\0\xff\x80z", i)});
    }
    t.execute("INSERT INTO a_scores (unit, stage) VALUES ('b', 3)");
    t.execute("DELETE FROM stages WHERE id = 2");
    for (int i = 100; i < 1300; ++i) t.execute("INSERT INTO stages VALUES ($1, $2)", i, std::string(static_cast<std::size_t>(i), 'x'));
  });
}

std::string dump(Database& database, const Migrations& all) {
  std::string text;
  back_up(
      database, {.program = "test", .taken_at = 7}, [&](std::string_view piece) { text += piece; }, all);
  return text;
}

/// A backup on disk.
class File {
 public:
  explicit File(const std::string& text) { std::ofstream(path(), std::ios::binary) << text; }
  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "backup.juara"; }

 private:
  support::TemporaryFolder folder_;
};

/// `text` with `from` replaced by `to` and the foot that belongs to it: a file that no disk has damaged.
std::string forged(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  const std::size_t foot = text.rfind("{\"rows\"");
  const std::size_t hash = text.find("\"sha256\":\"", foot) + 10;
  return text.replace(hash, 64, crypto::sha256(text.substr(0, foot)));
}

void restore_text(Database& database, const std::string& text, const Migrations& all, bool replace = false) {
  const File file(text);
  BackupReader reader(file.path(), all);
  restore(database, reader, {.replace = replace, .now = 9});
}

class FromTo : public testing::TestWithParam<std::pair<Kind, Kind>> {};

TEST_P(FromTo, BackUpAndRestore_GiveTheSameContents) {
  const support::FreshDatabase from(GetParam().first);
  const support::FreshDatabase to(GetParam().second);
  Database source(from.address(), support::kOptions);
  Database target(to.address(), support::kOptions);
  fill(source);
  const std::string text = dump(source, of({kFirst}));
  restore_text(target, text, of({kFirst}));
  EXPECT_TRUE(dump(target, of({kFirst})) == text);
}

INSTANTIATE_TEST_SUITE_P(Kinds, FromTo,
                         testing::Values(std::pair(Kind::sqlite, Kind::sqlite), std::pair(Kind::sqlite, Kind::postgres),
                                         std::pair(Kind::postgres, Kind::sqlite), std::pair(Kind::postgres, Kind::postgres)));

class BackupTest : public support::DatabaseTest {
 protected:
  std::int64_t count(const std::string& table) {
    return database.read([&](Transaction& t) { return t.one("SELECT count(*) FROM " + table).integer(0); });
  }
  std::string refusal(const std::string& text, bool replace = false) {
    return code_of([&] { restore_text(database, text, of({kFirst}), replace); });
  }
  /// A backup of another database of the same kind.
  static std::string good_backup() {
    const support::FreshDatabase other(GetParam());
    Database source(other.address(), support::kOptions);
    fill(source);
    return dump(source, of({kFirst}));
  }
};
ON_BOTH_DATABASES(BackupTest);

TEST_P(BackupTest, Text_IsAsDocumented) {
  migrate(database, 0, of({kFirst}));
  database.write([](Transaction& t) {
    t.execute("INSERT INTO units VALUES ('a', NULL, $1)", "é\n");
    t.execute("INSERT INTO a_scores VALUES ('a', 1, 0.5, 1, $1)", Bytes{std::string("\0\xff", 2)});
  });
  const std::string body = R"({"format":"juara/backup/1","migrations":[{"name":"0001_first.sql","sha256":")" +
                           crypto::sha256(kFirst.content) +
                           R"("}],"program":"test","taken_at":7}
{"columns":[{"name":"unit","type":"text"},{"name":"stage","type":"integer"},{"name":"value","type":"real"},{"name":"final","type":"integer"},{"name":"proof","type":"bytes"}],"table":"a_scores"}
["a","1","0.5","1","00ff"]
{"columns":[{"name":"id","type":"integer"},{"name":"name","type":"text"}],"table":"stages"}
["1","desk"]
["2","visit"]
{"columns":[{"name":"id","type":"text"},{"name":"parent","type":"text"},{"name":"name","type":"text"}],"table":"units"}
["a",null,"é\n"]
)";
  EXPECT_EQ(dump(database, of({kFirst})),
            body + R"({"rows":{"a_scores":1,"stages":2,"units":1},"sha256":")" + crypto::sha256(body) + "\"}\n");
}

TEST_P(BackupTest, BackUp_WhileOthersWrite_IsOfOneMoment) {
  fill(database);
  const std::string before = dump(database, of({kFirst}));
  bool written = false;
  std::string text;
  back_up(
      database, {.program = "test", .taken_at = 7},
      [&](std::string_view piece) {
        text += piece;
        if (!text.ends_with("\"table\":\"a_scores\"}\n") || std::exchange(written, true)) return;
        std::thread([&] {
          database.write([](Transaction& t) {
            t.execute("DELETE FROM stages");
            t.execute("INSERT INTO units VALUES ('c', NULL, '')");
          });
        }).join();
      },
      of({kFirst}));
  EXPECT_TRUE(written);
  EXPECT_TRUE(text == before);
}

TEST_P(BackupTest, BackUp_OfNothingOrOfANewerSchema_IsRefused) {
  EXPECT_EQ(code_of([&] { dump(database, of({kFirst})); }), "backup.not_set_up");
  migrate(database, 0, of({kFirst, kSecond}));
  EXPECT_EQ(code_of([&] { dump(database, of({kFirst})); }), "db.schema_newer");
}

TEST_P(BackupTest, Restore_OlderBackup_IsBroughtUpToDate) {
  restore_text(database, good_backup(), of({kFirst, kSecond}));
  EXPECT_EQ(count("units WHERE region = 'Banten'"), 2);
  EXPECT_EQ(count("stages WHERE name = 'DESK'"), 1);
  EXPECT_THAT(pending_migrations(database, of({kFirst, kSecond})), testing::IsEmpty());
}

TEST_P(BackupTest, Restore_NewerBackup_IsRefused) {
  migrate(database, 0, of({kFirst, kSecond}));
  const std::string newer = dump(database, of({kFirst, kSecond}));
  const support::FreshDatabase other(GetParam());
  Database target(other.address(), support::kOptions);
  EXPECT_EQ(code_of([&] { restore_text(target, newer, of({kFirst})); }), "db.schema_newer");
}

TEST_P(BackupTest, Restore_IntoADatabaseInUse_NeedsReplace) {
  migrate(database, 0, of({kFirst, kSecond}));
  database.write([](Transaction& t) { t.execute("INSERT INTO units (id, name) VALUES ('mine', '')"); });
  const std::string text = good_backup();
  EXPECT_EQ(code_of([&] { restore_text(database, text, of({kFirst, kSecond})); }), "backup.database_in_use");
  EXPECT_EQ(count("units WHERE id = 'mine'"), 1);
  restore_text(database, text, of({kFirst, kSecond}), true);
  EXPECT_EQ(count("units"), 2);
  EXPECT_EQ(count("units WHERE id = 'mine'"), 0);
}

TEST_P(BackupTest, Restore_IntoADatabaseOfAnotherProgram_IsRefusedEvenWithReplace) {
  database.write([](Transaction& t) { t.execute("CREATE TABLE treasures (id TEXT PRIMARY KEY)"); });
  EXPECT_EQ(refusal(good_backup(), true), "db.not_ours");
  EXPECT_EQ(count("treasures"), 0);
}

TEST_P(BackupTest, Restore_DamagedFile_IsRefusedAndLeavesNoTrace) {
  fill(database);
  const std::string before = dump(database, of({kFirst}));
  const std::string good = good_backup();
  const std::string foot = good.substr(good.rfind("{\"rows\""));
  std::string flipped = good;
  flipped[good.find("desk")] ^= 1;
  const auto edited = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  EXPECT_EQ(refusal("", true), "backup.not_a_backup");
  EXPECT_EQ(refusal(std::string(5000, 'x'), true), "backup.not_a_backup");
  EXPECT_EQ(refusal(edited("backup/1", "backup/2"), true), "backup.newer_format");
  EXPECT_EQ(refusal(flipped, true), "backup.damaged");
  EXPECT_EQ(refusal(edited("[\"1\",\"desk\"]\n", ""), true), "backup.damaged");
  EXPECT_EQ(refusal(good.substr(0, good.size() / 2), true), "backup.cut_off");
  EXPECT_EQ(refusal(good.substr(0, good.size() - foot.size()), true), "backup.cut_off");
  EXPECT_EQ(refusal(good.substr(0, good.size() - 1), true), "backup.cut_off");
  EXPECT_EQ(refusal(good.substr(0, good.find('\n') + 1), true), "backup.cut_off");
  EXPECT_EQ(refusal(good + "\n", true), "backup.cut_off");
  EXPECT_TRUE(dump(database, of({kFirst})) == before);
}

TEST_P(BackupTest, Restore_FileOfAnotherHand_IsRefusedAndLeavesNoTrace) {
  fill(database);
  const std::string before = dump(database, of({kFirst}));
  const std::string good = good_backup();
  const auto forge = [&](const std::string& from, const std::string& to) { return refusal(forged(good, from, to), true); };
  EXPECT_EQ(forge("[\"1\",\"desk\"]", "[\"1\"]"), "backup.bad_line");
  EXPECT_EQ(forge("[\"1\",\"desk\"]", "[\"one\",\"desk\"]"), "backup.bad_line");
  EXPECT_EQ(forge("[\"1\",\"desk\"]", "[1,\"desk\"]"), "backup.bad_line");
  EXPECT_EQ(forge("[\"1\",\"desk\"]", "[\"1\",\"desk\""), "backup.damaged");
  EXPECT_EQ(forge("\"table\":\"stages\"", "\"table\":\"juara_migrations\""), "backup.bad_line");
  EXPECT_EQ(forge("\"table\":\"stages\"", "\"table\":\"stages; DROP TABLE units\""), "backup.bad_line");
  EXPECT_EQ(forge("\"type\":\"integer\"},{\"name\":\"name\"", "\"type\":\"text\"},{\"name\":\"name\""), "backup.bad_line");
  EXPECT_EQ(forge("[\"1\",\"desk\"]\n", ""), "backup.damaged");
  EXPECT_EQ(forge("[\"1\",\"desk\"]", "[\"100\",\"desk\"]"), "db.conflict");
  EXPECT_EQ(forge("[\"a\",\"b\",\"\"]", "[\"a\",\"x\",\"\"]"), "db.foreign_key");
  EXPECT_EQ(forge("[\"a\",\"b\",\"\"]", "[\"a\",\"b\",null]"), "db.check");
  EXPECT_EQ(forge("0001_first.sql\",\"sha256\":\"", "0001_first.sql\",\"sha256\":\"0"), "db.migration_edited");
  EXPECT_TRUE(dump(database, of({kFirst})) == before);
}

TEST_P(BackupTest, Restore_KeepsTheForeignKeys) {
  restore_text(database, good_backup(), of({kFirst}));
  EXPECT_EQ(code_of([&] { database.write([](Transaction& t) { t.execute("INSERT INTO units VALUES ('x', 'nobody', '')"); }); }),
            "db.foreign_key");
}

}  // namespace
}  // namespace db
