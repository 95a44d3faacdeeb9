#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "db/database.hpp"
#include "tests/support/databases.hpp"

namespace db {
namespace {

using support::FreshDatabase;
using support::Kind;

template <class Work>
std::string code_of(const Work& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

void insert(Database& database, int id) {
  database.write([&](Transaction& t) { t.execute("INSERT INTO rows VALUES ($1)", id); });
}

std::int64_t count(Database& database) {
  return database.read([](Transaction& t) { return t.one("SELECT count(*) FROM rows").integer(0); });
}

class ReconnectTest : public testing::Test {
 protected:
  void SetUp() override {
    database.write([](Transaction& t) { t.execute("CREATE TABLE rows (id BIGINT PRIMARY KEY)"); });
  }

 public:
  FreshDatabase fresh{Kind::postgres};
  Database database{fresh.address(), support::kOptions};
};

TEST_F(ReconnectTest, ConnectionsThatDiedMeanwhile_AreReplacedUnseen) {
  insert(database, 1);
  fresh.disconnect_all();
  insert(database, 2);
  fresh.disconnect_all();
  EXPECT_EQ(count(database), 2);
}

TEST_F(ReconnectTest, ConnectionThatDiesInATransaction_IsUnavailableThenBack) {
  const std::string code = code_of([&] {
    database.write([&](Transaction& t) {
      t.execute("INSERT INTO rows VALUES (1)");
      fresh.disconnect_all();
      t.execute("INSERT INTO rows VALUES (2)");
    });
  });
  EXPECT_EQ(code, "db.unavailable");
  EXPECT_EQ(count(database), 0);
}

TEST_F(ReconnectTest, ConnectionThatDiesInCommit_LeavesItOpenWhetherItWasSaved) {
  database.write([](Transaction& t) {
    t.execute(
        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; "
        "END'");
    t.execute("CREATE CONSTRAINT TRIGGER die AFTER INSERT ON rows DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()");
  });
  EXPECT_EQ(code_of([&] { insert(database, 1); }), "db.commit_unknown");
  EXPECT_EQ(count(database), 0);
}

TEST_F(ReconnectTest, StatementWhosePlanNoLongerFits_WorksTheNextTime) {
  const auto look = [&] { return database.read([](Transaction& t) { return t.query("SELECT * FROM rows").size(); }); };
  insert(database, 1);
  EXPECT_EQ(look(), 1U);
  Database other(fresh.address(), support::kOptions);
  other.write_alone([](Transaction& t) { t.execute("ALTER TABLE rows ADD COLUMN name TEXT"); });
  EXPECT_THROW(look(), std::logic_error);
  EXPECT_EQ(look(), 1U);
}

/// What the script prints, which must succeed.
std::string server(const std::string& what) {
  const std::string command = JUARA_SOURCE_DIR "/tools/postgres_for_tests " + what + " reconnect-test";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
  std::array<char, 1000> line{};
  std::string said;
  while (std::fgets(line.data(), line.size(), pipe.get())) said += line.data();
  if (!said.empty()) said.pop_back();
  return said;
}

TEST(RestartTest, ServerThatCrashes_IsUnavailableAndComesBackByItself) {
  struct Server {
    std::string address = server("start");
    ~Server() { server("stop"); }
  };
  const Server running;
  const FreshDatabase fresh(running.address);
  Database database(fresh.address(), support::kOptions);
  database.write([](Transaction& t) { t.execute("CREATE TABLE rows (id BIGINT PRIMARY KEY)"); });
  insert(database, 1);

  server("crash");
  EXPECT_EQ(code_of([&] { insert(database, 2); }), "db.unavailable");
  EXPECT_EQ(code_of([&] { static_cast<void>(count(database)); }), "db.unavailable");

  server("start");
  EXPECT_EQ(count(database), 1);
  insert(database, 3);
  EXPECT_EQ(count(database), 2);
}

}  // namespace
}  // namespace db
