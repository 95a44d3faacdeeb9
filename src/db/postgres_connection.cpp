#include "db/postgres_connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <array>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "db/postgres_error.hpp"
#include "db/postgres_values.hpp"

namespace db {
namespace {

struct Finish {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

/// The server's lock for Mode::alone and Mode::rewrite; any number that no other program takes.
constexpr std::string_view kLock = "4911223345";
constexpr int kRowsAtOnce = 200;
constexpr int kOldestServer = 150'000;

std::string joined_lines(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  for (char& c : text) c = c == '\n' || c == '\t' ? ' ' : c;
  return text;
}

PGconn* connect(const std::string& address) {
  // What stands before `dbname` gives way to the address, what stands after it does not.
  const std::array keys = {"connect_timeout", "tcp_user_timeout",          "keepalives_idle", "keepalives_interval",
                           "dbname",          "fallback_application_name", "client_encoding", static_cast<const char*>(nullptr)};
  const std::array values = {"5", "30000", "30", "10", address.c_str(), "juara", "UTF8", static_cast<const char*>(nullptr)};
  return PQconnectdbParams(keys.data(), values.data(), 1);
}

class PostgresConnection final : public Connection {
 public:
  PostgresConnection(const std::string& address, std::chrono::milliseconds patience) : connection_(connect(address)) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
      throw Failure(base::Kind::unavailable, "db.unavailable", joined_lines(PQerrorMessage(connection_.get())));
    }
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    check_server();
    configure(patience);
  }

  void begin(Mode mode) override;
  void commit() override;
  void rollback() noexcept override;
  [[nodiscard]] bool usable() const override { return usable_; }
  [[nodiscard]] bool in_transaction() const override { return PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS; }

  std::int64_t run(std::string_view sql, std::span<const Parameter> values, const Visit& visit) override;
  void stream(std::string_view sql, std::span<const Parameter> values, const Visit& visit) override;
  void run_script(std::string_view sql) override { execute(std::string(sql)); }

  std::vector<std::string> table_names() override;
  Table table(const std::string& name) override;
  void drop_tables() override;
  void suspend_foreign_keys() override;
  void enforce_foreign_keys() override;

 private:
  void check_server();
  void configure(std::chrono::milliseconds patience);
  void leave_queue();
  const std::string& prepared(std::string_view sql, const PostgresValues& values);
  Result execute(const std::string& sql) { return checked(PQexec(connection_.get(), sql.c_str())); }
  Result checked(PGresult* taken);
  [[noreturn]] void fail(const PGresult* result);

  static constexpr std::size_t kMostStatements = 500;

  std::unique_ptr<PGconn, Finish> connection_;
  std::unordered_map<std::string, std::string> names_;  ///< of prepared statements, by SQL and types
  std::uint64_t named_ = 0;                             ///< names given so far
  std::vector<std::string> foreign_keys_;               ///< the statements that make them again
  Mode mode_ = Mode::read;
  bool queued_ = false;  ///< holds kLock
  bool committing_ = false;
  bool usable_ = true;
};

void PostgresConnection::check_server() {
  const int version = PQserverVersion(connection_.get());
  if (version < kOldestServer) {
    throw Failure(base::Kind::invalid, "db.server_too_old", "", {{"found", std::to_string(version / 10'000)}});
  }
  // The order of SQLite is that of the code points, and an index in that order survives updates of the server's system library.
  const Result alike = execute("SELECT current_setting('server_encoding') = 'UTF8' AND 'Z' < 'a'");
  if (*PQgetvalue(alike.get(), 0, 0) != 't') throw Failure(base::Kind::invalid, "db.wrong_collation", "");
}

void PostgresConnection::configure(std::chrono::milliseconds patience) {
  execute(
      fmt::format("SET statement_timeout = {}; SET lock_timeout = {}; SET idle_in_transaction_session_timeout = {};"
                  "SET standard_conforming_strings = on; SET bytea_output = hex; SET extra_float_digits = 1;"
                  // What was acknowledged must be on disk; stricter settings of the server stay.
                  "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
                  3 * patience.count(), patience.count(), 6 * patience.count()));
}

void PostgresConnection::begin(Mode mode) {
  constexpr const char* kRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  constexpr const char* kWrite = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE";
  constexpr const char* kNoLimits = "SET lock_timeout = 0; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0";
  mode_ = mode;
  foreign_keys_.clear();
  if (mode == Mode::long_read || mode == Mode::alone) execute(kNoLimits);
  // The lock belongs to the session, because a transaction that waited for it would look at the data of before the wait.
  if (mode == Mode::rewrite || mode == Mode::alone) {
    execute(fmt::format("SELECT pg_advisory_lock({})", kLock));
    queued_ = true;
  }
  execute(writes(mode) ? kWrite : kRead);
}

void PostgresConnection::commit() {
  committing_ = true;
  const Result result = execute("COMMIT");
  committing_ = false;
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") throw std::logic_error("db: the transaction was lost before its end");
  leave_queue();
}

void PostgresConnection::rollback() noexcept {
  committing_ = false;
  const PGTransactionStatusType status = PQtransactionStatus(connection_.get());
  if (status == PQTRANS_INTRANS || status == PQTRANS_INERROR) {
    const Result result(PQexec(connection_.get(), "ROLLBACK"));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) usable_ = false;
  } else if (status != PQTRANS_IDLE) {
    usable_ = false;
  }
  leave_queue();
}

/// Whether or not this works, the transaction is over: where it does not, the session ends, and its lock with it.
void PostgresConnection::leave_queue() {
  if (mode_ == Mode::long_read || mode_ == Mode::alone) usable_ = false;  // as do its settings
  if (!std::exchange(queued_, false) || !usable_) return;
  const Result result(PQexec(connection_.get(), fmt::format("SELECT pg_advisory_unlock({})", kLock).c_str()));
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) usable_ = false;
}

std::int64_t PostgresConnection::run(std::string_view sql, std::span<const Parameter> values, const Visit& visit) {
  check_values(values);
  const PostgresValues given(values);
  const Result result = checked(
      PQexecPrepared(connection_.get(), prepared(sql, given).c_str(), given.size(), given.contents(), given.lengths(), given.formats(), 0));
  for (int row = 0; row < PQntuples(result.get()); ++row) visit(read_postgres_row(*result, row));
  const std::string_view command = PQcmdStatus(result.get());
  const bool changes = command.starts_with("INSERT") || command.starts_with("UPDATE") || command.starts_with("DELETE");
  return changes ? std::stoll(PQcmdTuples(result.get())) : 0;
}

void PostgresConnection::stream(std::string_view sql, std::span<const Parameter> values, const Visit& visit) {
  check_values(values);
  const PostgresValues given(values);
  const std::string cursor = fmt::format("juara{}", ++named_);
  const std::string declare = fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", cursor, sql);
  checked(
      PQexecParams(connection_.get(), declare.c_str(), given.size(), given.types(), given.contents(), given.lengths(), given.formats(), 0));
  const std::string fetch = fmt::format("FETCH {} FROM {}", kRowsAtOnce, cursor);
  int rows = kRowsAtOnce;
  while (rows == kRowsAtOnce) {
    const Result result = execute(fetch);
    rows = PQntuples(result.get());
    for (int row = 0; row < rows; ++row) visit(read_postgres_row(*result, row));
  }
  execute("CLOSE " + cursor);
}

std::vector<std::string> PostgresConnection::table_names() {
  std::vector<std::string> names;
  run("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = "
      "current_schema()) ORDER BY relname",
      {}, [&](const Row& row) { names.push_back(row.text(0)); });
  return names;
}

Table PostgresConnection::table(const std::string& name) {
  Table table{name, {}, {}};
  const Parameter value = name;
  const auto values = std::span(&value, 1);
  run("SELECT attname, atttypid::bigint FROM pg_attribute WHERE attrelid = to_regclass(quote_ident($1)) AND attnum > 0 AND NOT "
      "attisdropped ORDER BY attnum",
      values, [&](const Row& row) {
        table.columns.push_back({row.text(0), type_of_postgres(row.integer(1))});
      });
  run("SELECT a.attname FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(attnum, place) JOIN pg_attribute a ON "
      "a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE i.indisprimary AND i.indrelid = to_regclass(quote_ident($1)) ORDER BY k.place",
      values, [&](const Row& row) { table.key.push_back(row.text(0)); });
  return table;
}

void PostgresConnection::drop_tables() {
  for (const std::string& name : table_names()) execute("DROP TABLE \"" + name + "\" CASCADE");
}

/// The constraints are made anew afterwards, because only those declared DEFERRABLE can wait. That also checks them all at once.
void PostgresConnection::suspend_foreign_keys() {
  std::vector<std::string> drop;
  run("SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND "
      "connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())",
      {}, [&](const Row& row) {
        drop.push_back(fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", row.text(0), row.text(1)));
        foreign_keys_.push_back(fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {}", row.text(0), row.text(1), row.text(2)));
      });
  for (const std::string& statement : drop) execute(statement);
}

void PostgresConnection::enforce_foreign_keys() {
  for (const std::string& statement : std::exchange(foreign_keys_, {})) execute(statement);
}

const std::string& PostgresConnection::prepared(std::string_view sql, const PostgresValues& values) {
  std::string key(sql);
  for (int i = 0; i < values.size(); ++i) key += static_cast<char>(values.types()[i]);
  const auto found = names_.find(key);
  if (found != names_.end()) return found->second;
  if (names_.size() >= kMostStatements) {
    execute("DEALLOCATE ALL");
    names_.clear();
  }
  const std::string name = fmt::format("s{}", ++named_);
  checked(PQprepare(connection_.get(), name.c_str(), std::string(sql).c_str(), values.size(), values.types()));
  return names_.emplace(std::move(key), name).first->second;
}

Result PostgresConnection::checked(PGresult* taken) {
  Result result(taken);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(result.get());
  return result;
}

void PostgresConnection::fail(const PGresult* result) {
  const auto field = [&](int code) {
    const char* text = PQresultErrorField(result, code);
    return std::string(text ? text : "");
  };
  const PostgresError error{.state = field(PG_DIAG_SQLSTATE),
                            .message = field(PG_DIAG_MESSAGE_PRIMARY),
                            .detail = field(PG_DIAG_MESSAGE_DETAIL),
                            .table = field(PG_DIAG_TABLE_NAME),
                            .constraint = field(PG_DIAG_CONSTRAINT_NAME)};
  if (PQstatus(connection_.get()) != CONNECTION_OK || error.state.empty()) {
    usable_ = false;
    const char* code = committing_ ? "db.commit_unknown" : "db.unavailable";
    throw Failure(base::Kind::unavailable, code, joined_lines(PQerrorMessage(connection_.get())));
  }
  if (!survives_postgres_error(error.state)) usable_ = false;
  throw_postgres_error(error, mode_);
}

}  // namespace

std::unique_ptr<Connection> open_postgres(const std::string& address, std::chrono::milliseconds patience) {
  return std::make_unique<PostgresConnection>(address, patience);
}

}  // namespace db
