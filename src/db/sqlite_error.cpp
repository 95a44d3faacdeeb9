#include "db/sqlite_error.hpp"

#include <sqlite3.h>

#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

#include "db/connection.hpp"

namespace db {
namespace {

/// From "UNIQUE constraint failed: t.a, t.b" or, for an index on expressions, "UNIQUE constraint failed: index 'name'".
Key key_of(std::string_view message) {
  constexpr std::string_view kIndex = "index '";
  Key key;
  message.remove_prefix(std::min(message.size(), message.find(": ") + 2));
  if (message.starts_with(kIndex)) {
    key.index = message.substr(kIndex.size(), message.size() - kIndex.size() - 1);
    return key;
  }
  while (!message.empty()) {
    const std::string_view place = message.substr(0, message.find(", "));
    const std::size_t dot = place.find('.');
    key.table = place.substr(0, dot);
    key.columns.emplace_back(place.substr(dot + 1));
    message.remove_prefix(std::min(message.size(), place.size() + 2));
  }
  return key;
}

std::string table_of_index(sqlite3* database, const std::string& index) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, "SELECT tbl_name FROM sqlite_schema WHERE type = 'index' AND name = ?", -1, &statement, nullptr);
  sqlite3_bind_text(statement, 1, index.c_str(), -1, SQLITE_STATIC);
  std::string table;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): SQLite gives text as unsigned char
  if (sqlite3_step(statement) == SQLITE_ROW) table = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
  sqlite3_finalize(statement);
  return table;
}

[[noreturn]] void throw_constraint(sqlite3* database, int code, const std::string& message) {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY: {
      Key key = key_of(message);
      if (key.table.empty()) key.table = table_of_index(database, key.index);
      throw Conflict(std::move(key), message);
    }
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      throw Failure(base::Kind::conflict, "db.foreign_key", message);
    default:
      throw Failure(base::Kind::invalid, "db.check", message);
  }
}

}  // namespace

void throw_sqlite_error(sqlite3* database, Mode mode) {
  const int code = sqlite3_extended_errcode(database);
  const std::string message = sqlite3_errmsg(database);
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      throw_constraint(database, code, message);
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      throw Failure(base::Kind::invalid, "db.check", message);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Failure(base::Kind::unavailable, "db.busy", message);
    case SQLITE_FULL:
      throw Failure(base::Kind::unavailable, "db.full", message);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
      throw Failure(base::Kind::unavailable, "db.unavailable", message);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Failure(base::Kind::unavailable, "db.damaged", message);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      if (writes(mode)) throw Failure(base::Kind::forbidden, "db.not_permitted", message);
      throw std::logic_error("db: a read transaction cannot write");
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    default:
      throw std::logic_error("db: " + message);
  }
}

bool survives_sqlite_error(int code) {
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_BUSY:
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_ERROR:
      return true;
    default:
      return false;
  }
}

}  // namespace db
