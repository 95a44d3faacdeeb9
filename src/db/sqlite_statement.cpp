#include "db/sqlite_statement.hpp"

#include <sqlite3.h>

#include <new>
#include <stdexcept>

namespace db {
namespace {

constexpr const char* kEmpty = "";  // a null pointer would bind NULL

void bind_one(sqlite3_stmt& statement, int at, const Parameter& value) {
  int result = SQLITE_OK;
  if (value.is_null()) {
    result = sqlite3_bind_null(&statement, at);
  } else if (value.type() == Type::integer) {
    result = sqlite3_bind_int64(&statement, at, value.integer());
  } else if (value.type() == Type::real) {
    result = sqlite3_bind_double(&statement, at, value.real());
  } else {
    const std::string_view content = value.content();
    const char* data = content.empty() ? kEmpty : content.data();
    result = value.type() == Type::text ? sqlite3_bind_text64(&statement, at, data, content.size(), SQLITE_STATIC, SQLITE_UTF8)
                                        : sqlite3_bind_blob64(&statement, at, data, content.size(), SQLITE_STATIC);
  }
  if (result == SQLITE_NOMEM) throw std::bad_alloc();
  if (result != SQLITE_OK) throw std::logic_error(std::string("db: cannot bind a value: ") + sqlite3_errstr(result));
}

Value read_cell(sqlite3_stmt& statement, int column) {
  const auto bytes = [&](const void* data) {
    return std::string(static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(&statement, column)));
  };
  switch (sqlite3_column_type(&statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(&statement, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(&statement, column);
    case SQLITE_TEXT:
      return bytes(sqlite3_column_text(&statement, column));
    case SQLITE_BLOB: {
      const void* data = sqlite3_column_blob(&statement, column);
      return Bytes{data ? bytes(data) : ""};
    }
    default:
      return std::monostate{};
  }
}

}  // namespace

void FinalizeStatement::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

SqliteStatement prepare_sqlite(sqlite3* database, std::string_view& sql, bool to_be_kept) {
  while (!sql.empty()) {
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const unsigned flags = to_be_kept ? SQLITE_PREPARE_PERSISTENT : 0;
    const int result = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), flags, &statement, &rest);
    SqliteStatement prepared(statement);
    if (result != SQLITE_OK) return nullptr;
    sql.remove_prefix(static_cast<std::size_t>(rest - sql.data()));
    if (prepared) return prepared;
  }
  return nullptr;
}

void bind_sqlite(sqlite3_stmt& statement, std::span<const Parameter> values) {
  if (sqlite3_bind_parameter_count(&statement) != static_cast<int>(values.size())) {
    throw std::logic_error("db: the statement does not take " + std::to_string(values.size()) + " values");
  }
  // SQLite numbers parameters by their first appearance, not by what they are called.
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int at = sqlite3_bind_parameter_index(&statement, ("$" + std::to_string(i + 1)).c_str());
    if (at == 0) throw std::logic_error("db: the statement has no $" + std::to_string(i + 1));
    bind_one(statement, at, values[i]);
  }
}

Row read_sqlite_row(sqlite3_stmt& statement) {
  const int width = sqlite3_column_count(&statement);
  std::vector<Value> cells;
  cells.reserve(static_cast<std::size_t>(width));
  for (int column = 0; column < width; ++column) cells.push_back(read_cell(statement, column));
  return Row(std::move(cells));
}

SqliteStatement SqliteStatements::take(std::string_view sql) {
  const auto found = kept_.find(sql);
  return found == kept_.end() ? nullptr : std::move(found->second);
}

void SqliteStatements::keep(std::string_view sql, SqliteStatement statement) {
  const auto found = kept_.find(sql);
  if (found != kept_.end()) {
    found->second = std::move(statement);
    return;
  }
  if (kept_.size() >= kMost) kept_.clear();
  kept_.emplace(sql, std::move(statement));
}

}  // namespace db
