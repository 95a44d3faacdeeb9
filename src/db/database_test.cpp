#include "db/database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "tests/support/databases.hpp"

namespace db {
namespace {

using testing::ElementsAre;

/// The code of what `work` throws; empty if it throws nothing.
template <class Work>
std::string code_of(const Work& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

class DatabaseTest : public support::DatabaseTest {
 protected:
  void SetUp() override {
    database.write_alone([](Transaction& t) {
      t.execute("CREATE TABLE cells (id TEXT PRIMARY KEY, word TEXT, number BIGINT, small SMALLINT, fraction DOUBLE PRECISION, raw BYTEA)");
    });
  }

  void put(const std::string& id) {
    database.write([&](Transaction& t) { t.execute("INSERT INTO cells (id) VALUES ($1)", id); });
  }
  std::int64_t count() {
    return database.read([](Transaction& t) { return t.one("SELECT count(*) FROM cells").integer(0); });
  }
};
ON_BOTH_DATABASES(DatabaseTest);

TEST_P(DatabaseTest, Values_OfEachType_ComeBackAsTheyWere) {
  const Bytes raw{std::string("\0\xff'\\x00\n", 8)};
  const Row row = database.write([&](Transaction& t) {
    t.execute("INSERT INTO cells VALUES ($1, $2, $3, $4, $5, $6)", "a", "Pelayanan Publik", std::numeric_limits<std::int64_t>::min(), true,
              0.1, raw);
    return t.one("SELECT id, word, number, small, fraction, raw FROM cells");
  });
  EXPECT_EQ(row.text(0), "a");
  EXPECT_EQ(row.text(1), "Pelayanan Publik");
  EXPECT_EQ(row.integer(2), std::numeric_limits<std::int64_t>::min());
  EXPECT_TRUE(row.flag(3));
  EXPECT_EQ(row.real(4), 0.1);
  EXPECT_EQ(row.bytes(5), raw.content);
}

TEST_P(DatabaseTest, Values_Null_AreNullOfEveryType) {
  const Row row = database.write([&](Transaction& t) {
    t.execute("INSERT INTO cells VALUES ($1, $2, $3, $4, $5, $6)", "a", std::optional<std::string>(), std::optional<std::int64_t>(),
              std::optional<bool>(), std::optional<double>(), std::optional<Bytes>());
    return t.one("SELECT word, number, small, fraction, raw FROM cells");
  });
  for (std::size_t column = 0; column < 5; ++column) EXPECT_TRUE(row.is_null(column)) << column;
  EXPECT_EQ(row.optional_text(0), std::nullopt);
  EXPECT_EQ(row.optional_integer(1), std::nullopt);
  EXPECT_EQ(row.optional_flag(2), std::nullopt);
  EXPECT_EQ(row.optional_real(3), std::nullopt);
  EXPECT_EQ(row.optional_bytes(4), std::nullopt);
}

TEST_P(DatabaseTest, Values_EmptyTextAndBytes_AreNotNull) {
  const Row row = database.write([&](Transaction& t) {
    t.execute("INSERT INTO cells (id, word, raw) VALUES ('a', $1, $2)", std::string_view(), Bytes());
    return t.one("SELECT word, raw FROM cells");
  });
  EXPECT_EQ(row.optional_text(0), "");
  EXPECT_EQ(row.optional_bytes(1), "");
}

TEST_P(DatabaseTest, Values_LargeAndOfAllScripts_ComeBackAsTheyWere) {
  std::string word;
  for (int i = 0; i < 200'000; ++i) word += "é𝄞ꦗ'\"\\\n";
  const std::string found = database.write([&](Transaction& t) {
    t.execute("INSERT INTO cells (id, word) VALUES ('a', $1)", word);
    return t.one("SELECT word FROM cells").text(0);
  });
  EXPECT_TRUE(found == word);
}

TEST_P(DatabaseTest, Values_ExtremeNumbers_ComeBackAsTheyWere) {
  for (const double value : {std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min(), -1.0 / 3, 1e300, 0.0, 5.0}) {
    const Row row = database.write([&](Transaction& t) {
      t.execute("DELETE FROM cells");
      t.execute("INSERT INTO cells (id, fraction) VALUES ('a', $1)", value);
      return t.one("SELECT fraction FROM cells");
    });
    EXPECT_EQ(row.cells(), std::vector<Value>{value});
  }
}

TEST_P(DatabaseTest, Values_ThatOneDatabaseWouldRefuse_AreRefusedByBoth) {
  const auto store = [&](const Parameter& word, const Parameter& fraction) {
    return code_of([&] {
      database.write([&](Transaction& t) {
        const std::vector<Parameter> values = {word, fraction};
        t.execute_all("INSERT INTO cells (id, word, fraction) VALUES ('a', $1, $2)", values);
      });
    });
  };
  EXPECT_EQ(store("\xff", 0.0), "db.bad_value");
  EXPECT_EQ(store(std::string_view("a\0b", 3), 0.0), "db.bad_value");
  EXPECT_EQ(store("", std::numeric_limits<double>::quiet_NaN()), "db.bad_value");
  EXPECT_EQ(store("", std::numeric_limits<double>::infinity()), "db.bad_value");
  EXPECT_EQ(store("", -0.0), "");
  EXPECT_FALSE(std::signbit(database.read([](Transaction& t) { return t.one("SELECT fraction FROM cells"); }).real(0)));
}

TEST_P(DatabaseTest, Expressions_HaveTheTypeOfTheirValue) {
  const Row row = database.write([&](Transaction& t) {
    for (const char* id : {"a", "b", "c"}) t.execute("INSERT INTO cells (id, number, fraction) VALUES ($1, 7, 0.5)", id);
    return t.one("SELECT count(*), sum(number), max(id), sum(fraction), count(*) > 2, $1, $2, $3, $4 FROM cells", 5, "x", 0.25, Bytes{"y"});
  });
  EXPECT_EQ(row.cells(), (std::vector<Value>{std::int64_t{3}, std::int64_t{21}, std::string("c"), 1.5, std::int64_t{1}, std::int64_t{5},
                                             std::string("x"), 0.25, Bytes{"y"}}));
}

TEST_P(DatabaseTest, Rows_AskedForAnotherType_AreAProgrammersMistake) {
  put("a");
  const Row row = database.read([](Transaction& t) { return t.one("SELECT id, 7, NULL FROM cells"); });
  EXPECT_THROW(static_cast<void>(row.integer(0)), std::logic_error);
  EXPECT_THROW(static_cast<void>(row.text(1)), std::logic_error);
  EXPECT_THROW(static_cast<void>(row.flag(1)), std::logic_error);
  EXPECT_THROW(static_cast<void>(row.text(2)), std::logic_error);
  EXPECT_THROW(static_cast<void>(row.text(3)), std::out_of_range);
}

TEST_P(DatabaseTest, Execute_GivesTheRowsItChanged) {
  database.write([&](Transaction& t) {
    EXPECT_EQ(t.execute("INSERT INTO cells (id) VALUES ('a'), ('b'), ('c')"), 3);
    EXPECT_EQ(t.execute("UPDATE cells SET number = 1 WHERE id <> 'a'"), 2);
    EXPECT_EQ(t.execute("UPDATE cells SET number = 1 WHERE id = 'x'"), 0);
    EXPECT_EQ(t.execute("INSERT INTO cells (id) VALUES ('a') ON CONFLICT (id) DO NOTHING"), 0);
    EXPECT_EQ(t.execute("DELETE FROM cells WHERE number = 1"), 2);
    EXPECT_EQ(t.execute("SELECT id FROM cells"), 0);
    EXPECT_EQ(t.execute("CREATE TABLE other (id TEXT PRIMARY KEY)"), 0);
  });
}

TEST_P(DatabaseTest, OneAndMaybeOne_CountTheirRows) {
  database.write([&](Transaction& t) {
    EXPECT_EQ(t.maybe_one("SELECT id FROM cells"), std::nullopt);
    EXPECT_THROW(static_cast<void>(t.one("SELECT id FROM cells")), std::logic_error);
    t.execute("INSERT INTO cells (id) VALUES ('a')");
    EXPECT_EQ(t.maybe_one("SELECT id FROM cells")->text(0), "a");
    t.execute("INSERT INTO cells (id) VALUES ('b')");
    EXPECT_THROW(static_cast<void>(t.maybe_one("SELECT id FROM cells")), std::logic_error);
  });
}

TEST_P(DatabaseTest, ForEach_ManyRows_GivesThemAllInOrderWhileOthersAreAsked) {
  constexpr int kRows = 1001;
  database.write([&](Transaction& t) {
    for (int i = 0; i < kRows; ++i) t.execute("INSERT INTO cells (id, number) VALUES ($1, $2)", std::to_string(i), i);
  });
  std::int64_t next = 0;
  database.read([&](Transaction& t) {
    t.for_each("SELECT number, id FROM cells WHERE number >= $1 ORDER BY number", {0}, [&](const Row& row) {
      EXPECT_EQ(row.integer(0), next++);
      if (next % 500 != 0) return;
      t.for_each("SELECT number FROM cells WHERE id = $1", {row.text(1)},
                 [&](const Row& inner) { EXPECT_EQ(inner.cells()[0], row.cells()[0]); });
    });
  });
  EXPECT_EQ(next, kRows);
}

TEST_P(DatabaseTest, ForEach_ThatIsBrokenOff_LeavesTheDatabaseUsable) {
  put("a");
  put("b");
  const auto broken_off = [&] {
    database.read([](Transaction& t) { t.for_each("SELECT id FROM cells", {}, [](const Row&) { throw std::runtime_error("enough"); }); });
  };
  EXPECT_THROW(broken_off(), std::runtime_error);
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseTest, Write_ThatThrows_LeavesNoTrace) {
  bool told = false;
  const auto failing = [&] {
    database.write([&](Transaction& t) {
      t.execute("INSERT INTO cells (id) VALUES ('a')");
      t.after_commit([&] { told = true; });
      throw std::runtime_error("changed my mind");
    });
  };
  EXPECT_THROW(failing(), std::runtime_error);
  EXPECT_EQ(count(), 0);
  EXPECT_FALSE(told);
}

TEST_P(DatabaseTest, Write_ThatSwallowsAnError_FailsAllTheSame) {
  put("a");
  const std::string code = code_of([&] {
    database.write([](Transaction& t) {
      t.execute("INSERT INTO cells (id) VALUES ('b')");
      EXPECT_THROW(t.execute("INSERT INTO cells (id) VALUES ('a')"), Conflict);
      EXPECT_THROW(t.execute("INSERT INTO cells (id) VALUES ('c')"), std::logic_error);
    });
  });
  EXPECT_EQ(code, "db.conflict");
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, AfterCommit_SeesWhatWasWrittenAndMayWrite) {
  std::vector<std::int64_t> seen;
  database.write([&](Transaction& t) {
    t.execute("INSERT INTO cells (id) VALUES ('a')");
    t.after_commit([&] { throw std::runtime_error("a hook of no use"); });
    t.after_commit([&] {
      seen.push_back(count());
      put("b");
    });
  });
  EXPECT_THAT(seen, ElementsAre(1));
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseTest, Read_ThatWrites_IsAProgrammersMistake) {
  const auto writing = [&] { database.read([](Transaction& t) { t.execute("INSERT INTO cells (id) VALUES ('a')"); }); };
  EXPECT_THROW(writing(), std::logic_error);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, Transaction_InsideOfAnother_IsAProgrammersMistake) {
  EXPECT_THROW(database.write([&](Transaction&) { put("a"); }), std::logic_error);
  EXPECT_THROW(database.read([&](Transaction&) { static_cast<void>(count()); }), std::logic_error);
  put("a");
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, Statements_WithOtherValuesThanTheyName_AreAProgrammersMistake) {
  const auto run = [&](std::string_view sql) { database.read([&](Transaction& t) { t.execute(sql, 1); }); };
  EXPECT_THROW(run("SELECT 1 WHERE 1 = $1 AND 2 = $2"), std::logic_error);
  EXPECT_THROW(run("SELEKT $1"), std::logic_error);
  EXPECT_THROW(run("SELECT nothing FROM cells WHERE number = $1"), std::logic_error);
  EXPECT_THROW(run("SELECT number FROM cells WHERE number = $1; SELECT 2"), std::logic_error);
  EXPECT_NO_THROW(run("SELECT number FROM cells WHERE number = $1 -- and a remark"));
}

TEST_P(DatabaseTest, Statements_MoreThanAreKept_StillWork) {
  database.read([](Transaction& t) {
    for (int i = 0; i < 1100; ++i) EXPECT_EQ(t.one("SELECT CAST($1 AS BIGINT) + " + std::to_string(i), 1).integer(0), i + 1);
  });
}

TEST_P(DatabaseTest, Data_IsThereWhenTheDatabaseIsOpenedAgain) {
  put("a");
  Database again(fresh.address(), support::kOptions);
  EXPECT_EQ(again.read([](Transaction& t) { return t.one("SELECT id FROM cells").text(0); }), "a");
}

}  // namespace
}  // namespace db
