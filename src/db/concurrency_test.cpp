#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "db/database.hpp"
#include "tests/support/databases.hpp"

namespace db {
namespace {

using support::FreshDatabase;
using support::Kind;

/// Runs `work(number)` in so many threads at once and waits for them.
template <class Work>
void in_threads(int count, const Work& work) {
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
  for (std::thread& thread : threads) thread.join();
}

template <class Work>
std::string code_of(const Work& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

class ConcurrencyTest : public support::DatabaseTest {
 protected:
  void SetUp() override {
    database.write([](Transaction& t) {
      t.execute("CREATE TABLE counters (id TEXT PRIMARY KEY, value BIGINT NOT NULL)");
      t.execute("INSERT INTO counters VALUES ('a', 0), ('b', 0)");
    });
  }
  static std::int64_t value(Transaction& t, const char* id) { return t.one("SELECT value FROM counters WHERE id = $1", id).integer(0); }
  static void set(Transaction& t, const char* id, std::int64_t value) {
    t.execute("UPDATE counters SET value = $2 WHERE id = $1", id, value);
  }
  std::int64_t value(const char* id) {
    return database.read([&](Transaction& t) { return value(t, id); });
  }
};
ON_BOTH_DATABASES(ConcurrencyTest);

TEST_P(ConcurrencyTest, ManyWriters_OfOneCounter_LoseNothing) {
  constexpr int kThreads = 24;  // fewer would get through on PostgreSQL even without taking turns
  constexpr int kWrites = 60;
  Database wide(fresh.address(), {.connections = kThreads, .patience = support::kPatience});
  std::atomic<int> told = 0;
  in_threads(kThreads, [&](int) {
    for (int i = 0; i < kWrites; ++i) {
      wide.write([&](Transaction& t) {
        set(t, "a", value(t, "a") + 1);  // read first: as a program does, not as a database would
        t.after_commit([&] { ++told; });
      });
    }
  });
  EXPECT_EQ(value("a"), kThreads * kWrites);
  EXPECT_EQ(told, kThreads * kWrites);
}

TEST_P(ConcurrencyTest, WritersThatLookAtEachOther_ActOneAfterTheOther) {
  // Each may take its own away only while the other is there: so never both are away.
  for (int round = 0; round < 30; ++round) {
    database.write([](Transaction& t) { t.execute("UPDATE counters SET value = 1"); });
    in_threads(2, [&](int i) {
      database.write([&](Transaction& t) {
        if (t.one("SELECT sum(value) FROM counters").integer(0) == 2) set(t, i == 0 ? "a" : "b", 0);
      });
    });
    ASSERT_EQ(value("a") + value("b"), 1);
  }
}

TEST_P(ConcurrencyTest, Reader_SeesOneMomentOnly) {
  database.read([&](Transaction& t) {
    EXPECT_EQ(value(t, "a"), 0);
    std::thread([&] {
      database.write([](Transaction& writer) {
        set(writer, "a", 1);
        set(writer, "b", 1);
      });
    }).join();
    EXPECT_EQ(value(t, "b"), 0);
  });
  EXPECT_EQ(value("b"), 1);
}

TEST_P(ConcurrencyTest, Reader_NeverWaitsForAWriter) {
  database.write([&](Transaction& t) {
    set(t, "a", 1);
    std::thread([&] { EXPECT_EQ(value("a"), 0); }).join();
  });
  EXPECT_EQ(value("a"), 1);
}

TEST_P(ConcurrencyTest, Writer_ThatWaitsTooLong_IsTold) {
  Database hasty(fresh.address(), {.connections = 2, .patience = std::chrono::milliseconds(50)});
  std::string told;
  database.write([&](Transaction& t) {
    set(t, "a", 1);
    std::thread([&] { told = code_of([&] { hasty.write([](Transaction& other) { set(other, "a", 2); }); }); }).join();
  });
  EXPECT_EQ(told, "db.busy");
  EXPECT_EQ(value("a"), 1);
  hasty.write([](Transaction& t) { set(t, "a", 3); });
  EXPECT_EQ(value("a"), 3);
}

TEST_P(ConcurrencyTest, Pool_WithoutAFreeConnection_IsBusy) {
  Database narrow(fresh.address(), {.connections = 1, .patience = std::chrono::milliseconds(50)});
  const auto look = [&] { narrow.read([](Transaction& t) { static_cast<void>(value(t, "a")); }); };
  std::string told;
  narrow.read([&](Transaction& t) {
    static_cast<void>(value(t, "a"));
    std::thread([&] { told = code_of(look); }).join();
  });
  EXPECT_EQ(told, "db.busy");
  EXPECT_EQ(code_of(look), "");
}

TEST_P(ConcurrencyTest, MoreThreadsThanConnections_AllGetTheirTurn) {
  Database narrow(fresh.address(), {.connections = 2, .patience = support::kPatience});
  std::atomic<int> reads = 0;
  in_threads(16, [&](int) {
    for (int i = 0; i < 20; ++i) {
      narrow.read([&](Transaction& t) { reads += static_cast<int>(value(t, "a")) + 1; });
    }
  });
  EXPECT_EQ(reads, 16 * 20);
}

TEST_P(ConcurrencyTest, WriteAlone_BesideOthers_LosesNothing) {
  in_threads(6, [&](int i) {
    for (int k = 0; k < 10; ++k) {
      const auto add = [&](Transaction& t) { set(t, "a", value(t, "a") + 1); };
      i % 2 == 0 ? database.write(add) : database.write_alone(add);
    }
  });
  EXPECT_EQ(value("a"), 60);
}

/// Two PostgreSQL transactions that certainly meet: each has looked before the other writes.
TEST(SerializationTest, WritersThatMeet_AreTriedAgain) {
  const FreshDatabase fresh(Kind::postgres);
  Database database(fresh.address(), support::kOptions);
  database.write([](Transaction& t) { t.execute("CREATE TABLE seats (id TEXT PRIMARY KEY)"); });
  std::latch both_looked(2);
  std::atomic<int> calls = 0;
  in_threads(2, [&](int i) {
    bool again = false;
    database.write([&](Transaction& t) {
      ++calls;
      const bool free = t.one("SELECT count(*) FROM seats").integer(0) == 0;
      if (!again) both_looked.arrive_and_wait();
      again = true;
      if (free) t.execute("INSERT INTO seats VALUES ($1)", std::to_string(i));
    });
  });
  EXPECT_EQ(calls, 3);
  EXPECT_EQ(database.read([](Transaction& t) { return t.one("SELECT count(*) FROM seats").integer(0); }), 1);
}

TEST(SerializationTest, Deadlock_IsTriedAgain) {
  const FreshDatabase fresh(Kind::postgres);
  Database database(fresh.address(), support::kOptions);
  database.write([](Transaction& t) {
    t.execute("CREATE TABLE seats (id BIGINT PRIMARY KEY, taken BIGINT)");
    t.execute("INSERT INTO seats VALUES (0, 0), (1, 0)");
  });
  std::latch both_hold_one(2);
  in_threads(2, [&](int i) {
    bool again = false;
    database.write([&](Transaction& t) {
      t.execute("UPDATE seats SET taken = taken + 1 WHERE id = $1", i);
      if (!again) both_hold_one.arrive_and_wait();
      again = true;
      t.execute("UPDATE seats SET taken = taken + 1 WHERE id = $1", 1 - i);
    });
  });
  EXPECT_EQ(database.read([](Transaction& t) { return t.one("SELECT sum(taken) FROM seats").integer(0); }), 4);
}

TEST(SerializationTest, WriterThatAlwaysMeetsAnother_IsToldInTheEnd) {
  const FreshDatabase fresh(Kind::postgres);
  Database database(fresh.address(), {.connections = 2, .patience = std::chrono::milliseconds(500)});
  Database other(fresh.address(), support::kOptions);
  database.write([](Transaction& t) {
    t.execute("CREATE TABLE seats (id BIGINT PRIMARY KEY, taken BIGINT)");
    t.execute("INSERT INTO seats VALUES (0, 0)");
  });
  std::int64_t calls = 0;
  const std::string code = code_of([&] {
    database.write([&](Transaction& t) {
      ++calls;
      static_cast<void>(t.query("SELECT taken FROM seats"));
      other.write([](Transaction& o) { o.execute("UPDATE seats SET taken = taken + 1"); });
      t.execute("UPDATE seats SET taken = taken + 1");
    });
  });
  EXPECT_EQ(code, "db.busy");
  EXPECT_GT(calls, 1);
  EXPECT_EQ(database.read([](Transaction& t) { return t.one("SELECT taken FROM seats").integer(0); }), calls);
}

}  // namespace
}  // namespace db
