#include <algorithm>
#include <optional>
#include <stdexcept>

#include "db/backup.hpp"
#include "db/backup_format.hpp"
#include "db/connection.hpp"

namespace db {
namespace {

using base::Document;

/// Inserts the rows of one table, many with one statement.
class Loader {
 public:
  Loader(Transaction& transaction, Table table)
      : transaction_(transaction),
        table_(std::move(table)),
        rows_at_once_(std::max<std::size_t>(1, kValuesAtOnce / table_.columns.size())),
        insert_many_(insert(rows_at_once_)),
        insert_one_(insert(1)) {}

  /// False if the row does not fit the table.
  bool add(const Document::List& row) {
    if (row.size() != table_.columns.size()) return false;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i].is_null() && !row[i].is_text()) return false;
      values_.push_back(row[i].is_null() ? Value() : backup::value_of(row[i].text(), table_.columns[i].type));
      bytes_ += row[i].is_null() ? 0 : row[i].text().size();
    }
    ++rows_;
    if (values_.size() == rows_at_once_ * table_.columns.size()) {
      write(0, values_.size(), insert_many_);
      clear();
    } else if (bytes_ > kBytesAtOnce) {
      flush();
    }
    return true;
  }

  void flush() {
    const std::size_t width = table_.columns.size();
    for (std::size_t at = 0; at < values_.size(); at += width) write(at, width, insert_one_);
    clear();
  }

  [[nodiscard]] const std::string& table() const { return table_.name; }
  [[nodiscard]] std::int64_t rows() const { return rows_; }

 private:
  static constexpr std::size_t kValuesAtOnce = 500;
  static constexpr std::size_t kBytesAtOnce = std::size_t{1} << 20;

  [[nodiscard]] std::string insert(std::size_t rows) const {
    std::string sql = "INSERT INTO \"" + table_.name + "\" (" + backup::quoted_names(table_.columns) + ") VALUES ";
    std::size_t number = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      sql += row == 0 ? "(" : ", (";
      for (std::size_t i = 0; i < table_.columns.size(); ++i) sql += (i == 0 ? "$" : ", $") + std::to_string(++number);
      sql += ')';
    }
    return sql;
  }

  void write(std::size_t from, std::size_t count, const std::string& sql) {
    std::vector<Parameter> parameters;
    parameters.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      parameters.push_back(Parameter::of(values_[from + i], table_.columns[i % table_.columns.size()].type));
    }
    transaction_.execute_all(sql, parameters);
  }

  void clear() {
    values_.clear();
    bytes_ = 0;
  }

  Transaction& transaction_;
  Table table_;
  std::size_t rows_at_once_;
  std::string insert_many_, insert_one_;
  std::vector<Value> values_;
  std::size_t bytes_ = 0;
  std::int64_t rows_ = 0;
};

/// The table that a line of the backup opens, if the database has it, with the same columns.
std::optional<Table> find_table(Transaction& transaction, const std::vector<std::string>& tables, const Document& line) {
  const Document* name = line.find("table");
  const Document* columns = line.find("columns");
  if (!name || !name->is_text() || !columns || !columns->is_list()) return std::nullopt;
  if (std::ranges::find(tables, name->text()) == tables.end()) return std::nullopt;
  Table table = transaction.connection().table(name->text());
  Document::List expected;
  for (const Column& column : table.columns) {
    expected.push_back(Document::Map{{"name", column.name}, {"type", std::string(backup::word(column.type))}});
  }
  if (*columns != Document(std::move(expected))) return std::nullopt;
  return table;
}

/// Gives how many rows each table got.
RowCounts load(Transaction& transaction, BackupReader& backup, const std::vector<std::string>& tables) {
  RowCounts counts;
  std::optional<Loader> loader;
  const auto close_table = [&] {
    if (!loader) return;
    loader->flush();
    counts[loader->table()] = loader->rows();
  };
  backup.rewind();
  for (Document line; backup.next(line);) {
    if (line.is_list()) {
      if (!loader || !loader->add(line.list())) backup.refuse_line();
      continue;
    }
    close_table();
    auto table = find_table(transaction, tables, line);
    if (!table || counts.contains(table->name)) backup.refuse_line();
    loader.emplace(transaction, std::move(*table));
  }
  close_table();
  return counts;
}

/// Fills tables that exist, each with exactly what the backup says.
void fill(Transaction& transaction, BackupReader& backup) {
  std::vector<std::string> tables = transaction.connection().table_names();
  std::erase(tables, backup::kMigrationsTable);
  // What the migrations put into their tables stands in the backup too.
  for (const std::string& table : tables) transaction.execute("DELETE FROM \"" + table + '"');
  RowCounts counts;
  try {
    counts = load(transaction, backup, tables);
  } catch (const std::invalid_argument&) {  // a value
    backup.refuse_line();
  }
  if (counts != backup.rows() || counts.size() != tables.size()) backup.refuse("backup.damaged");
}

void make_room(Transaction& transaction, bool replace) {
  if (applied_migrations(transaction).empty()) return;
  if (!replace) throw base::Error(base::Kind::conflict, "backup.database_in_use");
  transaction.connection().drop_tables();
}

}  // namespace

void restore(Database& database, BackupReader& backup, const RestoreOptions& options) {
  database.write_alone([&](Transaction& transaction) {
    make_room(transaction, options.replace);
    for (const Migration& migration : backup.earlier()) apply_migration(transaction, migration, options.now);
    transaction.connection().suspend_foreign_keys();
    fill(transaction, backup);
    transaction.connection().enforce_foreign_keys();
    for (const Migration& migration : backup.later()) apply_migration(transaction, migration, options.now);
  });
}

}  // namespace db
