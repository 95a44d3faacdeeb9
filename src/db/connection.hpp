#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/error.hpp"
#include "db/mode.hpp"
#include "db/value.hpp"

/// The seam between the two databases: all above it is written once. Not for use outside of src/db.
namespace db {

/// Two transactions got into each other's way; doing it again may succeed.
class Contention : public Failure {
 public:
  explicit Contention(std::string detail) : Failure(base::Kind::unavailable, "db.busy", std::move(detail)) {}
};

struct Column {
  std::string name;
  Type type;
  bool operator==(const Column&) const = default;
};

struct Table {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::string> key;  ///< columns of the primary key
};

/// One connection, used by one thread at a time. Errors are those of db/error.hpp.
class Connection {
 public:
  using Visit = std::function<void(Row&&)>;

  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  virtual void begin(Mode mode) = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;
  /// False once something unforeseen happened: it is closed rather than used again.
  [[nodiscard]] virtual bool usable() const = 0;

  /// Runs one statement; its rows go to `visit`. Gives the number of rows inserted, updated or deleted.
  virtual std::int64_t run(std::string_view sql, std::span<const Parameter> values, const Visit& visit) = 0;
  /// The same for a query with many rows: row after row in little memory, while `visit` uses the connection.
  virtual void stream(std::string_view sql, std::span<const Parameter> values, const Visit& visit) = 0;
  /// Statements without values, separated by semicolons.
  virtual void run_script(std::string_view sql) = 0;
  /// False if a script has ended the transaction.
  [[nodiscard]] virtual bool in_transaction() const = 0;

  /// In the order of the alphabet.
  virtual std::vector<std::string> table_names() = 0;
  /// Throws std::logic_error for a column of a type that is not one of ours.
  virtual Table table(const std::string& name) = 0;
  /// Drops all tables. Suspends foreign keys, too.
  virtual void drop_tables() = 0;
  /// Until enforce_foreign_keys(), which must follow, rows may come before those they refer to.
  virtual void suspend_foreign_keys() = 0;
  virtual void enforce_foreign_keys() = 0;
};

using OpenConnection = std::function<std::unique_ptr<Connection>()>;

/// Refuses what only one of the databases would take: Error(invalid, db.bad_value).
void check_values(std::span<const Parameter> values);

}  // namespace db
