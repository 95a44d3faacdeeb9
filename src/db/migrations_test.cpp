#include "db/migrations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "db/connection.hpp"
#include "tests/support/databases.hpp"

namespace db {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr base::EmbeddedFile kUnits = {"0001_units.sql", "CREATE TABLE units (id TEXT PRIMARY KEY);\nINSERT INTO units VALUES ('a');\n"};
constexpr base::EmbeddedFile kScores = {"0002_scores.sql",
                                        "CREATE TABLE scores (unit TEXT PRIMARY KEY REFERENCES units (id), value BIGINT, proof BYTEA);\n"
                                        "CREATE INDEX scores_value ON scores (value); -- for the list\n"};
constexpr base::EmbeddedFile kBroken = {"0003_broken.sql",
                                        "CREATE TABLE halves (id TEXT PRIMARY KEY); INSERT INTO units VALUES ('b'); DANCE;"};

Migrations of(std::initializer_list<base::EmbeddedFile> files) { return read_migrations(std::span(files.begin(), files.size())); }

/// Code and first parameter of what `work` throws.
template <class Work>
std::string refusal(const Work& work) {
  try {
    work();
  } catch (const base::Error& error) {
    const base::Params& params = error.problems().front().params;
    return std::string(error.what()) + (params.empty() ? "" : ' ' + params.front().second);
  }
  return "";
}

class MigrationsTest : public support::DatabaseTest {
 protected:
  std::int64_t count(const std::string& table) {
    return database.read([&](Transaction& t) { return t.one("SELECT count(*) FROM " + table).integer(0); });
  }
};
ON_BOTH_DATABASES(MigrationsTest);

TEST_P(MigrationsTest, Migrate_EmptyDatabase_AppliesAllInOrderOnce) {
  EXPECT_THAT(pending_migrations(database, of({kScores, kUnits})), ElementsAre("0001_units.sql", "0002_scores.sql"));
  EXPECT_THAT(migrate(database, 5, of({kScores, kUnits})), ElementsAre("0001_units.sql", "0002_scores.sql"));
  EXPECT_THAT(pending_migrations(database, of({kUnits, kScores})), IsEmpty());
  EXPECT_THAT(migrate(database, 6, of({kUnits, kScores})), IsEmpty());
  EXPECT_EQ(count("juara_migrations WHERE applied_at = 5"), 2);
  EXPECT_EQ(count("units"), 1);
}

TEST_P(MigrationsTest, Migrate_LaterVersion_AppliesWhatIsNew) {
  migrate(database, 0, of({kUnits}));
  EXPECT_THAT(migrate(database, 0, of({kUnits, kScores})), ElementsAre("0002_scores.sql"));
}

TEST_P(MigrationsTest, Migrate_NewerSchema_IsRefusedInWords) {
  migrate(database, 0, of({kUnits, kScores}));
  EXPECT_EQ(refusal([&] { migrate(database, 0, of({kUnits})); }), "db.schema_newer 0002_scores.sql");
  EXPECT_EQ(refusal([&] { migrate(database, 0, of({})); }), "db.schema_newer 0001_units.sql");
}

TEST_P(MigrationsTest, Migrate_EditedFile_IsRefused) {
  migrate(database, 0, of({kUnits}));
  const base::EmbeddedFile edited = {kUnits.path, "CREATE TABLE units (id TEXT PRIMARY KEY);\n"};
  EXPECT_EQ(refusal([&] { migrate(database, 0, of({edited, kScores})); }), "db.migration_edited 0001_units.sql");
  const base::EmbeddedFile renamed = {"0001_offices.sql", kUnits.content};
  EXPECT_EQ(refusal([&] { migrate(database, 0, of({renamed, kScores})); }), "db.migration_edited 0001_units.sql");
}

TEST_P(MigrationsTest, Migrate_FileBetweenAppliedOnes_IsRefused) {
  const base::EmbeddedFile third = {"0003_third.sql", "CREATE TABLE third (id TEXT PRIMARY KEY)"};
  migrate(database, 0, of({kUnits, third}));
  EXPECT_EQ(refusal([&] { migrate(database, 0, of({kUnits, kScores, third})); }), "db.migration_order 0002_scores.sql");
}

TEST_P(MigrationsTest, Migrate_FailingFile_LeavesNothingOfItself) {
  EXPECT_EQ(refusal([&] { migrate(database, 0, of({kUnits, kBroken})); }), "db.migration_failed 0003_broken.sql");
  EXPECT_EQ(count("units"), 1);
  EXPECT_EQ(count("juara_migrations"), 1);
  EXPECT_THROW(count("halves"), std::logic_error);
  const base::EmbeddedFile mended = {kBroken.path, "CREATE TABLE halves (id TEXT PRIMARY KEY);"};
  EXPECT_THAT(migrate(database, 0, of({kUnits, mended})), ElementsAre("0003_broken.sql"));
}

TEST_P(MigrationsTest, Migrate_FileThatBreaksARule_IsToldWithoutValues) {
  const base::EmbeddedFile twice = {"0002_twice.sql", "INSERT INTO units VALUES ('a')"};
  try {
    migrate(database, 0, of({kUnits, twice}));
    ADD_FAILURE();
  } catch (const base::Error& error) {
    EXPECT_STREQ(error.what(), "db.migration_failed");
    EXPECT_EQ(error.problems().front().params.back().second.find("'a'"), std::string::npos);
  }
}

TEST_P(MigrationsTest, Migrate_FileThatEndsItsTransaction_IsRefused) {
  const base::EmbeddedFile ending = {"0002_end.sql", "CREATE TABLE other (id TEXT PRIMARY KEY); COMMIT;"};
  EXPECT_EQ(refusal([&] { migrate(database, 0, of({kUnits, ending})); }), "db.migration_failed 0002_end.sql");
  EXPECT_EQ(count("juara_migrations"), 1);
}

TEST_P(MigrationsTest, Migrate_DatabaseOfAnotherProgram_IsRefused) {
  database.write([](Transaction& t) { t.execute("CREATE TABLE treasures (id TEXT PRIMARY KEY)"); });
  EXPECT_EQ(refusal([&] { migrate(database, 0, of({kUnits})); }), "db.not_ours treasures");
}

TEST_P(MigrationsTest, Migrate_ManyAtOnce_ApplyEachFileOnce) {
  for (int round = 0; round < 5; ++round) {
    const support::FreshDatabase shared(GetParam());
    std::array<std::vector<std::string>, 4> applied;
    std::vector<std::thread> threads;
    threads.reserve(applied.size());
    for (auto& mine : applied) {
      threads.emplace_back([&] {
        Database own(shared.address(), support::kOptions);
        mine = migrate(own, 0, of({kUnits, kScores}));
      });
    }
    for (std::thread& thread : threads) thread.join();
    std::size_t all = 0;
    for (const auto& mine : applied) all += mine.size();
    EXPECT_EQ(all, 2U);
  }
}

TEST_P(MigrationsTest, OwnMigrations_GiveTheInstallationOneId) {
  migrate(database, 0);
  const auto id = [&] { return database.read([](Transaction& t) { return t.one("SELECT id, created_at FROM installation"); }); };
  ensure_installation(database, 7);
  const Row first = id();
  EXPECT_EQ(first.text(0).size(), 32U);
  EXPECT_EQ(first.integer(1), 7);
  ensure_installation(database, 8);
  EXPECT_EQ(id(), first);
}

TEST_P(MigrationsTest, OwnMigrations_HaveColumnsThatABackupKnows) {
  migrate(database, 0);
  database.read([](Transaction& t) {
    for (const std::string& table : t.connection().table_names()) EXPECT_FALSE(t.connection().table(table).key.empty()) << table;
  });
}

TEST(ReadMigrations, NamesOfNoUse_AreAProgrammersMistake) {
  for (const char* name : {"units.sql", "001_units.sql", "00001_units.sql", "0001_.sql", "0001units.sql", "0001_units.txt"}) {
    EXPECT_THROW(of({{name, ""}}), std::logic_error) << name;
  }
  EXPECT_THROW(of({kUnits, {"0001_again.sql", ""}}), std::logic_error);
}

}  // namespace
}  // namespace db
