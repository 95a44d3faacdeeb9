#include "db/error.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>
#include <memory>

#include "db/database.hpp"
#include "tests/support/databases.hpp"

namespace db {
namespace {

/// Kind and code of what `work` throws.
struct Thrown {
  base::Kind kind{};
  std::string code;
  bool operator==(const Thrown&) const = default;
};

void PrintTo(const Thrown& thrown, std::ostream* out) { *out << static_cast<int>(thrown.kind) << ' ' << thrown.code; }

template <class Work>
Thrown thrown_by(const Work& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return {error.kind(), error.what()};
  }
  return {};
}

class ErrorTest : public support::DatabaseTest {
 protected:
  void SetUp() override {
    run("CREATE TABLE units (region TEXT NOT NULL, number BIGINT, name TEXT, PRIMARY KEY (region, number))");
    run("CREATE UNIQUE INDEX units_name ON units (name) WHERE name <> ''");
    run("CREATE UNIQUE INDEX units_lower ON units (region, lower(name))");
    run("CREATE TABLE scores (id TEXT PRIMARY KEY, region TEXT, number BIGINT, value SMALLINT CHECK (value < 10), "
        "FOREIGN KEY (region, number) REFERENCES units (region, number))");
    run("INSERT INTO units VALUES ('Serang', 1, 'A')");
    run("INSERT INTO scores VALUES ('s', 'Serang', 1, 5)");
  }

  void run(const std::string& sql) {
    database.write([&](Transaction& t) { t.execute(sql); });
  }
  Key conflict(const std::string& sql) {
    try {
      run(sql);
    } catch (const Conflict& conflict) {
      EXPECT_EQ(conflict.kind(), base::Kind::conflict);
      for (const auto& [name, value] : conflict.problems().front().params) EXPECT_EQ(value.find("Serang"), std::string::npos);
      EXPECT_EQ(conflict.detail().find("Serang"), std::string::npos);
      return conflict.key();
    }
    ADD_FAILURE() << "no conflict: " << sql;
    return {};
  }
};
ON_BOTH_DATABASES(ErrorTest);

TEST_P(ErrorTest, Conflict_NamesTableAndColumns) {
  EXPECT_EQ(conflict("INSERT INTO units VALUES ('Serang', 1, 'B')"), (Key{"units", {"region", "number"}, ""}));
  EXPECT_EQ(conflict("INSERT INTO units VALUES ('Lebak', 2, 'A')"), (Key{"units", {"name"}, ""}));
  EXPECT_EQ(conflict("INSERT INTO units VALUES ('Serang', 3, 'a')"), (Key{"units", {}, "units_lower"}));
  EXPECT_EQ(conflict("INSERT INTO scores (id) VALUES ('s')"), (Key{"scores", {"id"}, ""}));
}

TEST_P(ErrorTest, RulesOfTheSchema_AreToldAlike) {
  const Thrown foreign_key{base::Kind::conflict, "db.foreign_key"};
  const Thrown check{base::Kind::invalid, "db.check"};
  EXPECT_EQ(thrown_by([&] { run("INSERT INTO scores VALUES ('t', 'Serang', 2, 5)"); }), foreign_key);
  EXPECT_EQ(thrown_by([&] { run("DELETE FROM units"); }), foreign_key);
  EXPECT_EQ(thrown_by([&] { run("INSERT INTO scores VALUES ('t', 'Serang', 1, 10)"); }), check);
  EXPECT_EQ(thrown_by([&] { run("INSERT INTO units VALUES (NULL, 2, 'B')"); }), check);
  EXPECT_EQ(thrown_by([&] { run("INSERT INTO units VALUES ('Serang', NULL, 'B')"); }), check);
  EXPECT_EQ(thrown_by([&] { run("INSERT INTO units VALUES ('Serang', 'two', 'B')"); }), check);
}

TEST_P(ErrorTest, ForeignKey_ThatIsDeferred_IsCheckedAtTheEnd) {
  run("CREATE TABLE pairs (id TEXT PRIMARY KEY, other TEXT REFERENCES pairs (id) DEFERRABLE INITIALLY DEFERRED)");
  EXPECT_EQ(thrown_by([&] { run("INSERT INTO pairs VALUES ('a', 'b')"); }), (Thrown{base::Kind::conflict, "db.foreign_key"}));
  database.write([](Transaction& t) {
    t.execute("INSERT INTO pairs VALUES ('a', 'b')");
    t.execute("INSERT INTO pairs VALUES ('b', 'a')");
  });
  EXPECT_EQ(database.read([](Transaction& t) { return t.one("SELECT count(*) FROM pairs").integer(0); }), 2);
}

TEST(AddressTest, Address_ThatIsNone_IsRefusedWithoutSayingThePassword) {
  for (const char* address : {"", "sqlite:", ":memory:", "mysql://user:secret@host/juara"}) {
    try {
      const Database database(address);
      ADD_FAILURE() << address;
    } catch (const base::Error& error) {
      EXPECT_STREQ(error.what(), "db.bad_address");
      for (const auto& [name, value] : error.problems().front().params) EXPECT_EQ(value.find("secret"), std::string::npos);
    }
  }
}

TEST(AddressTest, Database_ThatCannotBeOpened_IsToldWithItsReason) {
  const support::TemporaryFolder folder;
  const auto open = [](const std::string& address, bool create = true) {
    return thrown_by([&] { const Database database(address, {.connections = 1, .patience = support::kPatience, .create = create}); });
  };
  const Thrown cannot_open{base::Kind::unavailable, "db.cannot_open"};
  EXPECT_EQ(open(folder.path() / "no/such/folder.db"), cannot_open);
  EXPECT_EQ(open(folder.path()), cannot_open);
  EXPECT_EQ(open("postgresql://nobody@127.0.0.1:1/nothing"), cannot_open);
  EXPECT_EQ(open(folder.path() / "missing.db", false), (Thrown{base::Kind::not_found, "db.not_found"}));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "missing.db"));
}

TEST(AddressTest, Sqlite_NewFile_IsItsOwnersAlone) {
  const support::TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "new.db";
  Database database(path);
  database.write([](Transaction& t) { t.execute("CREATE TABLE a (id TEXT PRIMARY KEY)"); });
  for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
    EXPECT_EQ(file.status().permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write) << file.path();
  }
}

TEST(AddressTest, Sqlite_FileOfAnotherProgram_IsLeftAsItIs) {
  const support::TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "other.db";
  sqlite3* other = nullptr;
  sqlite3_open(path.c_str(), &other);
  sqlite3_exec(other, "CREATE TABLE treasures (id)", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  const auto content = [&] {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string before = content();
  EXPECT_EQ(thrown_by([&] { const Database database(path); }), (Thrown{base::Kind::invalid, "db.not_ours"}));
  EXPECT_EQ(content(), before);
}

TEST(AddressTest, Sqlite_FileThatIsNoDatabase_IsToldSo) {
  const support::TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "letter.txt";
  std::ofstream(path)
      << "Yth. Kepala Bagian Organisasi, dengan hormat kami sampaikan surat ini yang cukup panjang untuk kepala sebuah berkas.";
  EXPECT_EQ(thrown_by([&] { const Database database(path); }), (Thrown{base::Kind::unavailable, "db.damaged"}));
}

TEST(AddressTest, Sqlite_DiskFull_IsToldAndRecovers) {
  const support::TemporaryFolder folder;
  Database database(folder.path() / "small.db");
  database.write([](Transaction& t) { t.execute("CREATE TABLE letters (id BIGINT PRIMARY KEY, content TEXT)"); });
  const auto limit = [&](int pages) {
    database.write([&](Transaction& t) { static_cast<void>(t.query("PRAGMA max_page_count = " + std::to_string(pages))); });
  };
  const auto write = [&](int letters) {
    database.write([&](Transaction& t) {
      for (int i = 0; i < letters; ++i) t.execute("INSERT INTO letters VALUES ($1, $2)", i, std::string(4000, 'x'));
    });
  };
  limit(50);
  EXPECT_EQ(thrown_by([&] { write(100); }), (Thrown{base::Kind::unavailable, "db.full"}));
  EXPECT_EQ(database.read([](Transaction& t) { return t.one("SELECT count(*) FROM letters").integer(0); }), 0);
  limit(1000);
  write(100);
  EXPECT_EQ(database.read([](Transaction& t) { return t.one("SELECT count(*) FROM letters").integer(0); }), 100);
}

TEST(AddressTest, Sqlite_LockedByAnotherProcessTooLong_IsBusy) {
  const support::TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "locked.db";
  Database database(path, {.connections = 1, .patience = std::chrono::milliseconds(50)});
  sqlite3* other = nullptr;
  sqlite3_open(path.c_str(), &other);
  sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  const auto write = [&] { database.write([](Transaction& t) { t.execute("CREATE TABLE a (id TEXT PRIMARY KEY)"); }); };
  EXPECT_EQ(thrown_by(write), (Thrown{base::Kind::unavailable, "db.busy"}));
  sqlite3_close(other);
  EXPECT_EQ(thrown_by(write), Thrown());
}

TEST(AddressTest, Postgres_OtherOrderOfLetters_IsRefused) {
  const support::FreshDatabase fresh(support::Kind::postgres);
  const std::string name = std::filesystem::path(support::TemporaryFolder().path()).filename().string();
  fresh.administer("CREATE DATABASE \"" + name + "\" OWNER juara TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
  std::string address = fresh.address();
  const std::size_t begin = address.find(":///") + 4;
  address.replace(begin, address.find('?') - begin, name);
  EXPECT_EQ(thrown_by([&] { const Database database(address); }), (Thrown{base::Kind::invalid, "db.wrong_collation"}));
  fresh.administer("DROP DATABASE \"" + name + "\" WITH (FORCE)");
}

TEST(AddressTest, Postgres_WithoutRights_IsTold) {
  const support::FreshDatabase fresh(support::Kind::postgres);
  Database database(fresh.address());
  const auto look = [&] { database.read([](Transaction& t) { static_cast<void>(t.query("SELECT rolpassword FROM pg_authid")); }); };
  EXPECT_EQ(thrown_by(look), (Thrown{base::Kind::forbidden, "db.not_permitted"}));
}

}  // namespace
}  // namespace db
