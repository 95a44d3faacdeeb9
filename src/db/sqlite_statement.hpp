#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/value.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace db {

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const;
};
/// A prepared statement, or none.
struct SqliteStatement {
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle;
  std::vector<int> places;  ///< where SQLite has `$1`, `$2`, ...: it numbers them by their first appearance, not by what they are called

  explicit operator bool() const { return handle != nullptr; }
};

/// Prepares the first statement of `sql` and leaves the rest in `sql`. Gives none and an empty rest if nothing but blanks and comments is
/// left; none and a rest where SQLite reports an error (sqlite3_errcode).
[[nodiscard]] SqliteStatement prepare_sqlite(sqlite3* database, std::string_view& sql, bool to_be_kept);

/// Binds `$1`, `$2`, ... Throws std::logic_error if the statement has others than these.
void bind_sqlite(const SqliteStatement& statement, std::span<const Parameter> values);

/// The row at which the statement stands.
[[nodiscard]] Row read_sqlite_row(sqlite3_stmt& statement);

/// Prepared statements by their SQL, to be used again. When it is full it forgets them all: that is rare, and simpler than an order.
class SqliteStatements {
 public:
  /// Taken out for the time of its use, so that the same SQL may run inside of itself; none if it is not here.
  [[nodiscard]] SqliteStatement take(std::string_view sql);
  void keep(std::string_view sql, SqliteStatement statement);

 private:
  static constexpr std::size_t kMost = 500;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const { return std::hash<std::string_view>()(sql); }
  };
  std::unordered_map<std::string, SqliteStatement, Hash, std::equal_to<>> kept_;
};

}  // namespace db
