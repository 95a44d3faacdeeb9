#include "db/sqlite_connection.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "db/dialect.hpp"
#include "db/sqlite_error.hpp"
#include "db/sqlite_statement.hpp"

namespace db {
namespace {

constexpr std::chrono::milliseconds kForEver{std::numeric_limits<int>::max()};
constexpr std::int64_t kApplicationId = 0x4A554152;  // "JUAR", in the head of the file

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};

void ignore(const Row&) {}

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::string& path, const SqliteOptions& options)
      : patience_(options.patience), mode_(options.writes ? Mode::write : Mode::read) {
    sqlite3* opened = nullptr;
    const int result = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    database_.reset(opened);
    if (result != SQLITE_OK) throw_sqlite_error(database_.get(), mode_);
    configure();
    if (options.writes) {
      claim();
    } else {
      run("PRAGMA query_only = ON", {}, ignore);
    }
  }

  void begin(Mode mode) override {
    mode_ = mode;
    wait_at_most(mode == Mode::alone ? kForEver : patience_);
    // A transaction that would become a writing one later could find itself too late.
    run(writes(mode) ? "BEGIN IMMEDIATE" : "BEGIN", {}, ignore);
  }
  void commit() override { run("COMMIT", {}, ignore); }
  void rollback() noexcept override {
    // SQLite has rolled back by itself after some errors.
    if (in_transaction() && sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK) usable_ = false;
    set(SQLITE_DBCONFIG_ENABLE_FKEY, 1);
  }
  [[nodiscard]] bool usable() const override { return usable_; }
  [[nodiscard]] bool in_transaction() const override { return sqlite3_get_autocommit(database_.get()) == 0; }

  std::int64_t run(std::string_view sql, std::span<const Parameter> values, const Visit& visit) override {
    check_values(values);
    SqliteStatement statement = statements_.take(sql);
    if (!statement) statement = prepare(sql);
    bind_sqlite(statement, values);
    const std::int64_t before = sqlite3_total_changes64(database_.get());
    step_through(*statement.handle, visit);
    // What a statement that changed nothing leaves in sqlite3_changes is the number of an earlier one.
    const std::int64_t affected = sqlite3_total_changes64(database_.get()) == before ? 0 : sqlite3_changes64(database_.get());
    sqlite3_clear_bindings(statement.handle.get());
    statements_.keep(sql, std::move(statement));
    return affected;
  }
  void stream(std::string_view sql, std::span<const Parameter> values, const Visit& visit) override { run(sql, values, visit); }

  void run_script(std::string_view sql) override {
    const std::string translated = to_sqlite(sql);
    std::string_view rest = translated;
    while (const SqliteStatement statement = prepare_sqlite(database_.get(), rest, false)) step_through(*statement.handle, ignore);
    if (!rest.empty()) fail();
  }

  std::vector<std::string> table_names() override;
  Table table(const std::string& name) override;
  void drop_tables() override;
  void suspend_foreign_keys() override { set(SQLITE_DBCONFIG_ENABLE_FKEY, 0); }
  void enforce_foreign_keys() override;

 private:
  void wait_at_most(std::chrono::milliseconds time) { sqlite3_busy_timeout(database_.get(), static_cast<int>(time.count())); }

  void set(int option, int value) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): so SQLite has it
    sqlite3_db_config(database_.get(), option, value, nullptr);
  }

  void configure() {
    wait_at_most(patience_);
    set(SQLITE_DBCONFIG_DQS_DML, 0);
    set(SQLITE_DBCONFIG_DQS_DDL, 0);
    set(SQLITE_DBCONFIG_ENABLE_FKEY, 1);
    set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    set(SQLITE_DBCONFIG_DEFENSIVE, 1);
    run("PRAGMA synchronous = FULL", {}, ignore);
    run("PRAGMA case_sensitive_like = ON", {}, ignore);  // as in PostgreSQL
  }

  /// Makes a new file ours, and refuses that of another program before anything in it is changed.
  void claim() {
    begin(Mode::read);  // one snapshot: another process may be making it ours at the same time
    const std::int64_t id = number("PRAGMA application_id");
    const std::vector<std::string> tables = table_names();
    commit();
    if (id != kApplicationId && !tables.empty()) {
      throw Failure(base::Kind::invalid, "db.not_ours", "another application_id", {{"table", tables.front()}});
    }
    mode_ = Mode::write;
    if (id != kApplicationId) run("PRAGMA application_id = " + std::to_string(kApplicationId), {}, ignore);
    switch_to_wal();
    run("PRAGMA journal_size_limit = 67108864", {}, ignore);
  }

  /// Two processes that do this at once get SQLITE_BUSY without any waiting.
  void switch_to_wal() {
    std::string mode;
    for (int attempt = 0; attempt < 100 && mode != "wal"; ++attempt) {
      try {
        run("PRAGMA journal_mode = WAL", {}, [&](const Row& row) { mode = row.text(0); });
      } catch (const Failure& failure) {
        if (std::strcmp(failure.what(), "db.busy") != 0) throw;
        sqlite3_sleep(20);
      }
    }
    if (mode != "wal") throw Failure(base::Kind::unavailable, "db.busy", "journal_mode is " + mode);
  }

  std::int64_t number(std::string_view sql) {
    std::int64_t value = 0;
    run(sql, {}, [&](const Row& row) { value = row.integer(0); });
    return value;
  }

  SqliteStatement prepare(std::string_view sql) {
    const std::string translated = to_sqlite(sql);
    std::string_view rest = translated;
    SqliteStatement statement = prepare_sqlite(database_.get(), rest, true);
    if (!statement) fail();
    if (prepare_sqlite(database_.get(), rest, false) || !rest.empty()) throw std::logic_error("db: more than one statement");
    return statement;
  }

  void step_through(sqlite3_stmt& statement, const Visit& visit) {
    struct Reset {
      sqlite3_stmt& statement;
      ~Reset() { sqlite3_reset(&statement); }
    };
    const Reset reset{statement};
    int result = sqlite3_step(&statement);
    for (; result == SQLITE_ROW; result = sqlite3_step(&statement)) visit(read_sqlite_row(statement));
    if (result != SQLITE_DONE) fail();
  }

  [[noreturn]] void fail() {
    if (!survives_sqlite_error(sqlite3_errcode(database_.get()))) usable_ = false;
    throw_sqlite_error(database_.get(), mode_);
  }

  // Statements go before the database they belong to.
  std::unique_ptr<sqlite3, CloseDatabase> database_;
  SqliteStatements statements_;
  std::chrono::milliseconds patience_;
  Mode mode_;
  bool usable_ = true;
};

Type type_of(const std::string& declared) {
  if (declared == "TEXT") return Type::text;
  if (declared == "INT") return Type::integer;
  if (declared == "REAL") return Type::real;
  if (declared == "BLOB") return Type::bytes;
  throw std::logic_error("db: a column of type " + declared);
}

std::vector<std::string> SqliteConnection::table_names() {
  std::vector<std::string> names;
  run("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name", {},
      [&](const Row& row) { names.push_back(row.text(0)); });
  return names;
}

Table SqliteConnection::table(const std::string& name) {
  Table table{name, {}, {}};
  const Parameter value = name;
  const auto values = std::span(&value, 1);
  run("SELECT name, type FROM pragma_table_info($1) ORDER BY cid", values, [&](const Row& row) {
    table.columns.push_back({row.text(0), type_of(row.text(1))});
  });
  run("SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk", values, [&](const Row& row) { table.key.push_back(row.text(0)); });
  return table;
}

/// Deferred constraints would do as well, but without an index on the referring column each row that comes or goes is then looked for in
/// the whole table.
void SqliteConnection::enforce_foreign_keys() {
  run("PRAGMA foreign_key_check", {}, [](const Row& row) {
    throw Failure(base::Kind::conflict, "db.foreign_key", row.text(0) + " refers to what is not in " + row.text(2));
  });
  set(SQLITE_DBCONFIG_ENABLE_FKEY, 1);
}

void SqliteConnection::drop_tables() {
  suspend_foreign_keys();
  for (const std::string& name : table_names()) run("DROP TABLE \"" + name + '"', {}, ignore);
}

/// SQLite itself would give the file the rights of the umask; its other files follow this one.
void create_file(const std::string& path) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): so POSIX has it
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) throw Failure(base::Kind::unavailable, "db.unavailable", path + ": " + std::strerror(errno));
  ::close(file);
}

}  // namespace

std::unique_ptr<Connection> open_sqlite(const std::string& path, const SqliteOptions& options) {
  if (options.create) {
    create_file(path);
  } else if (::access(path.c_str(), F_OK) != 0) {
    throw Failure(base::Kind::not_found, "db.not_found", std::strerror(errno), {{"address", path}});
  }
  return std::make_unique<SqliteConnection>(path, options);
}

}  // namespace db
