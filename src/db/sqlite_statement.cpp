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

/// Looked up once, because each look is a walk over all names.
std::vector<int> places_of(sqlite3_stmt& statement) {
  std::vector<int> places;
  const int count = sqlite3_bind_parameter_count(&statement);
  places.reserve(static_cast<std::size_t>(count));
  for (int number = 1; number <= count; ++number) {
    const std::string name = "$" + std::to_string(number);
    places.push_back(sqlite3_bind_parameter_index(&statement, name.c_str()));
    if (places.back() == 0) throw std::logic_error("db: the statement has no " + name);
  }
  return places;
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
  SqliteStatement prepared;
  while (!sql.empty() && !prepared) {
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const unsigned flags = to_be_kept ? SQLITE_PREPARE_PERSISTENT : 0;
    const int result = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), flags, &statement, &rest);
    prepared.handle.reset(statement);
    if (result != SQLITE_OK) return {};
    sql.remove_prefix(static_cast<std::size_t>(rest - sql.data()));
  }
  if (prepared) prepared.places = places_of(*prepared.handle);
  return prepared;
}

void bind_sqlite(const SqliteStatement& statement, std::span<const Parameter> values) {
  if (statement.places.size() != values.size()) {
    throw std::logic_error("db: the statement does not take " + std::to_string(values.size()) + " values");
  }
  for (std::size_t i = 0; i < values.size(); ++i) bind_one(*statement.handle, statement.places[i], values[i]);
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
  return found == kept_.end() ? SqliteStatement() : std::move(found->second);
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
