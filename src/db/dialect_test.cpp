#include "db/dialect.hpp"

#include <gtest/gtest.h>

#include "db/database.hpp"
#include "tests/support/databases.hpp"

namespace db {
namespace {

TEST(ToSqlite, Types_AreReplacedOutsideOfTextAndNames) {
  EXPECT_EQ(to_sqlite("SELECT CAST($1 AS BIGINT), 'BIGINT', \"BYTEA\" -- SMALLINT\n"),
            "SELECT CAST($1 AS INT), 'BIGINT', \"BYTEA\" -- SMALLINT\n");
  EXPECT_EQ(to_sqlite("/* BYTEA */ SELECT bigint, BIGINTS, 'it''s BYTEA' FROM a"),
            "/* BYTEA */ SELECT bigint, BIGINTS, 'it''s BYTEA' FROM a");
  EXPECT_EQ(to_sqlite(""), "");
}

TEST(ToSqlite, CreateTable_BecomesStrict) {
  EXPECT_EQ(to_sqlite("CREATE TABLE a (id TEXT PRIMARY KEY, n SMALLINT)"), "CREATE TABLE a (id TEXT PRIMARY KEY, n INT) STRICT");
  EXPECT_EQ(to_sqlite("-- one\nCREATE TABLE a (d DOUBLE PRECISION); -- end\nCREATE INDEX i ON a (d);\nCREATE TABLE b (x BYTEA) -- last\n"),
            "-- one\nCREATE TABLE a (d REAL ) STRICT; -- end\nCREATE INDEX i ON a (d);\nCREATE TABLE b (x BLOB) STRICT -- last\n");
  EXPECT_EQ(to_sqlite("ALTER TABLE a ADD COLUMN n BIGINT"), "ALTER TABLE a ADD COLUMN n INT");
  EXPECT_EQ(to_sqlite("DROP TABLE a"), "DROP TABLE a");
}

/// What docs/developer/database.md promises of both databases.
class DialectTest : public support::DatabaseTest {
 protected:
  void SetUp() override {
    write("CREATE TABLE units (id TEXT PRIMARY KEY, parent TEXT REFERENCES units (id), region TEXT NOT NULL, score BIGINT)");
    write("INSERT INTO units VALUES ('a', NULL, 'Barat', 3), ('b', 'a', 'Barat', 1), ('c', 'b', 'Timur', NULL), ('d', 'a', 'Timur', 2)");
  }
  void write(const std::string& sql) {
    database.write([&](Transaction& t) { t.execute(sql); });
  }
  /// All cells as text, `|` between columns and a blank between rows.
  template <class... Values>
  std::string ask(const std::string& sql, const Values&... values) {
    return database.write([&](Transaction& t) {
      std::string text;
      for (const Row& row : t.query(sql, values...)) {
        text += text.empty() ? "" : " ";
        for (std::size_t i = 0; i < row.cells().size(); ++i) text += (i == 0 ? "" : "|") + cell(row.cells()[i]);
      }
      return text;
    });
  }

 private:
  static std::string cell(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    return "-";
  }
};
ON_BOTH_DATABASES(DialectTest);

TEST_P(DialectTest, Upsert_InsertsOrUpdatesAndReturns) {
  const char* sql =
      "INSERT INTO units (id, region, score) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET score = units.score + excluded.score "
      "RETURNING id, score";
  EXPECT_EQ(ask(sql, "x", "Barat", 5), "x|5");
  EXPECT_EQ(ask(sql, "x", "Barat", 5), "x|10");
}

TEST_P(DialectTest, Returning_WorksForUpdateAndDelete) {
  EXPECT_EQ(ask("UPDATE units SET score = score + 1 WHERE id = 'd' RETURNING score"), "3");
  EXPECT_EQ(ask("DELETE FROM units WHERE id = 'd' RETURNING id, region"), "d|Timur");
}

TEST_P(DialectTest, RecursiveQuery_WalksTheTree) {
  EXPECT_EQ(ask("WITH RECURSIVE below (id, depth) AS (SELECT id, 0 FROM units WHERE id = $1 UNION ALL "
                "SELECT u.id, b.depth + 1 FROM units u JOIN below b ON u.parent = b.id) SELECT id, depth FROM below ORDER BY depth, id",
                "a"),
            "a|0 b|1 d|1 c|2");
}

TEST_P(DialectTest, WindowFunctions_RankAndNumber) {
  EXPECT_EQ(ask("SELECT id, rank() OVER (PARTITION BY region ORDER BY score DESC NULLS LAST), row_number() OVER (ORDER BY id) FROM units "
                "ORDER BY id"),
            "a|1|1 b|2|2 c|2|3 d|1|4");
}

TEST_P(DialectTest, Filter_CountsSome) { EXPECT_EQ(ask("SELECT count(*), count(*) FILTER (WHERE score > 1) FROM units"), "4|2"); }

TEST_P(DialectTest, Nulls_StandWhereTheyAreTold) {
  EXPECT_EQ(ask("SELECT id FROM units ORDER BY score NULLS LAST"), "b d a c");
  EXPECT_EQ(ask("SELECT id FROM units ORDER BY score NULLS FIRST"), "c b d a");
}

TEST_P(DialectTest, RowValues_CompareForPaging) {
  EXPECT_EQ(ask("SELECT id FROM units WHERE (region, id) > ($1, $2) ORDER BY region, id LIMIT $3", "Barat", "a", 2), "b c");
}

TEST_P(DialectTest, PartialUniqueIndex_HoldsForItsPartOnly) {
  write("CREATE UNIQUE INDEX one_leader ON units (region) WHERE parent IS NULL");
  EXPECT_THROW(write("INSERT INTO units VALUES ('e', NULL, 'Barat', 0)"), Conflict);
  EXPECT_NO_THROW(write("INSERT INTO units VALUES ('e', 'a', 'Barat', 0)"));
  EXPECT_EQ(ask("INSERT INTO units (id, region) VALUES ('f', 'Barat') ON CONFLICT (region) WHERE parent IS NULL DO NOTHING RETURNING id"),
            "");
}

TEST_P(DialectTest, Parameters_InAnyOrderAndTwice_AreTakenByTheirNumber) {
  EXPECT_EQ(ask("SELECT $2, $1, $2", "one", "two"), "two|one|two");
  EXPECT_EQ(ask("SELECT id FROM units WHERE ($1 IS NULL OR region = $1) AND score > $2 ORDER BY id", std::optional<std::string>(), 1),
            "a d");
}

TEST_P(DialectTest, Text_IsComparedByCodePoints) {
  write("DELETE FROM units");
  write("INSERT INTO units VALUES ('é', NULL, '', 0), ('a', NULL, '', 0), ('Z', NULL, '', 0), ('a-b', NULL, '', 0), ('ab', NULL, '', 0)");
  EXPECT_EQ(ask("SELECT id FROM units ORDER BY id"), "Z a a-b ab é");
  EXPECT_EQ(ask("SELECT id FROM units WHERE id LIKE 'A%'"), "");
  EXPECT_EQ(ask("SELECT id FROM units WHERE lower(id) LIKE $1 ESCAPE '\\' ORDER BY id", "a\\-%"), "a-b");
}

TEST_P(DialectTest, Casts_AndBooleans_AreTheSame) {
  EXPECT_EQ(
      ask("SELECT CAST($1 AS BIGINT) + 1, CAST($2 AS TEXT), score > 2, score IS NULL FROM units WHERE id = 'a'", 4611686018427387904, 7),
      "4611686018427387905|7|1|0");
}

TEST_P(DialectTest, QuotedText_IsNeverTakenForAColumnsName) {
  EXPECT_THROW(static_cast<void>(ask("SELECT \"draft\" FROM units")), std::logic_error);
}

TEST_P(DialectTest, Schema_GrowsInItsPortableWays) {
  write("ALTER TABLE units ADD COLUMN closed SMALLINT NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))");
  write("ALTER TABLE units RENAME COLUMN score TO points");
  write("ALTER TABLE units ADD COLUMN note TEXT");
  write("ALTER TABLE units DROP COLUMN note");
  write("ALTER TABLE units RENAME TO offices");
  EXPECT_EQ(ask("SELECT points, closed FROM offices WHERE id = 'a'"), "3|0");
}

}  // namespace
}  // namespace db
