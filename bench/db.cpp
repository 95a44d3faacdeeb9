// How fast storage is: `db_bench FOLDER POSTGRES_ADDRESS` prints a table in Markdown. The raw C interface of SQLite does the same in the
// same run.
#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "db/database.hpp"

namespace {

constexpr int kRounds = 7;
constexpr int kSingle = 1000;      // writes that each wait for the disk
constexpr int kTogether = 50'000;  // writes of one transaction
constexpr int kReads = 20'000;
constexpr int kThreads = 8;

const char* const kInsert = "INSERT INTO entries (id, title, score) VALUES ($1, $2, $3)";
const char* const kSelect = "SELECT title, score FROM entries WHERE id = $1";
const char* const kCreate = "CREATE TABLE entries (id TEXT PRIMARY KEY, title TEXT NOT NULL, score BIGINT NOT NULL)";
const char* const kIndex = "CREATE INDEX entries_score ON entries (score)";

std::string id_of(int number) { return fmt::format("entry-{:08}", number); }
const std::string kTitle = "Pelayanan Adminduk Jemput Bola untuk Warga Kepulauan";

/// What both ways of storing can do.
class Contender {
 public:
  Contender() = default;
  Contender(const Contender&) = delete;
  Contender& operator=(const Contender&) = delete;
  virtual ~Contender() = default;
  virtual void insert(int from, int count) = 0;  ///< in one transaction
  virtual void read(int from, int count) = 0;    ///< in one transaction
};

class Ours final : public Contender {
 public:
  explicit Ours(const std::string& address) : database_(address) {
    database_.write([](db::Transaction& t) {
      t.execute(kCreate);
      t.execute(kIndex);
    });
  }
  void insert(int from, int count) override {
    database_.write([&](db::Transaction& t) {
      for (int i = from; i < from + count; ++i) t.execute(kInsert, id_of(i), kTitle, i);
    });
  }
  void read(int from, int count) override {
    database_.read([&](db::Transaction& t) {
      for (int i = from; i < from + count; ++i) {
        if (t.one(kSelect, id_of(i)).integer(1) != i) throw std::logic_error("a wrong row");
      }
    });
  }

 private:
  db::Database database_;
};

class Raw final : public Contender {
 public:
  explicit Raw(const std::string& path) {
    sqlite3_open(path.c_str(), &database_);
    for (const char* sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", kCreate, kIndex}) run(sql);
    const auto prepare = [&](const char* sql) {
      sqlite3_stmt* statement = nullptr;
      if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) throw std::logic_error(sqlite3_errmsg(database_));
      return statement;
    };
    insert_ = prepare(kInsert);
    select_ = prepare(kSelect);
    begin_write_ = prepare("BEGIN IMMEDIATE");
    begin_read_ = prepare("BEGIN");
    commit_ = prepare("COMMIT");
  }
  ~Raw() override {
    for (sqlite3_stmt* statement : {insert_, select_, begin_write_, begin_read_, commit_}) sqlite3_finalize(statement);
    sqlite3_close(database_);
  }
  void insert(int from, int count) override {
    step(begin_write_);
    for (int i = from; i < from + count; ++i) {
      const std::string id = id_of(i);
      bind(insert_, 1, id);
      bind(insert_, 2, kTitle);
      sqlite3_bind_int64(insert_, 3, i);
      step(insert_);
    }
    step(commit_);
  }
  void read(int from, int count) override {
    step(begin_read_);
    for (int i = from; i < from + count; ++i) {
      const std::string id = id_of(i);
      bind(select_, 1, id);
      sqlite3_step(select_);
      const std::string title(static_cast<const char*>(sqlite3_column_blob(select_, 0)));
      if (sqlite3_column_int64(select_, 1) != i) throw std::logic_error("a wrong row");
      sqlite3_reset(select_);
    }
    step(commit_);
  }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw std::logic_error(sqlite3_errmsg(database_));
  }
  static void step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK) throw std::logic_error("SQLite");
  }
  static void bind(sqlite3_stmt* statement, int at, const std::string& text) {
    sqlite3_bind_text(statement, at, text.c_str(), static_cast<int>(text.size()), SQLITE_STATIC);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
  sqlite3_stmt* begin_write_ = nullptr;
  sqlite3_stmt* begin_read_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
};

/// How often a second `work` did `count` things.
template <class Work>
double rate(int count, const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return count / std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void in_threads(int count, const std::function<void(int)>& work) {
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(kThreads));
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&work, count, thread] {
      for (int i = thread; i < count; i += kThreads) work(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

/// What one contender reached in all rounds; the disk and other work on the machine make them differ.
class Figures {
 public:
  Figures(const char* name, Contender& contender, bool threads) : name_(name), contender_(contender), threads_(threads) {}

  void run() {
    const int first = next_;
    keep(0, rate(kTogether, [&] { contender_.insert(take(kTogether), kTogether); }));
    keep(1, rate(kSingle, [&] {
           for (int i = 0; i < kSingle; ++i) contender_.insert(take(1), 1);
         }));
    const int from = take(kSingle);
    if (threads_) keep(2, rate(kSingle, [&] { in_threads(kSingle, [&](int i) { contender_.insert(from + i, 1); }); }));
    keep(3, rate(kReads, [&] { contender_.read(first, kReads); }));
    keep(4, rate(kReads, [&] {
           for (int i = 0; i < kReads; ++i) contender_.read(first + i, 1);
         }));
    if (threads_) keep(5, rate(kReads, [&] { in_threads(kReads, [&](int i) { contender_.read(first + i, 1); }); }));
  }
  void print() const {
    fmt::print("| {} |", name_);
    for (const auto& rounds : figures_) fmt::print("{}", rounds.empty() ? " – |" : fmt::format(" {:.0f} |", median(rounds)));
    fmt::print("\n");
  }

 private:
  int take(int count) { return std::exchange(next_, next_ + count); }
  void keep(std::size_t column, double value) { figures_.at(column).push_back(value); }
  static double median(std::vector<double> rounds) {
    std::ranges::sort(rounds);
    return rounds[rounds.size() / 2];
  }

  const char* name_;
  Contender& contender_;
  bool threads_;
  int next_ = 0;  ///< first number that is not yet stored
  std::array<std::vector<double>, 6> figures_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::filesystem::path folder = argv[1];
  Raw raw(folder / "raw.db");
  Ours sqlite("sqlite:" + (folder / "ours.db").string());
  Ours postgres(argv[2]);
  std::array figures = {Figures("raw `sqlite3` C interface", raw, false), Figures("`db::Database`, SQLite", sqlite, true),
                        Figures("`db::Database`, PostgreSQL over a Unix socket", postgres, true)};
  for (int round = 0; round < kRounds; ++round) {
    for (Figures& each : figures) each.run();
  }
  fmt::print(
      "| | inserts in one transaction | one each | one each, {0} threads | reads in one transaction | one each | one each, {0} threads |\n",
      kThreads);
  fmt::print("|---|---:|---:|---:|---:|---:|---:|\n");
  for (const Figures& each : figures) each.print();
}
