#include "db/backup.hpp"

#include "crypto/crypto.hpp"
#include "db/backup_format.hpp"
#include "json/writer.hpp"

namespace db {
namespace {

using Write = std::function<void(std::string_view)>;

/// Members in the order of their names, as everywhere in this format.
std::string head(const BackupNote& note, const Migrations& applied) {
  std::string text;
  json::Writer out(text);
  out.open_object().member("format", backup::kFormat).key("migrations").open_list();
  for (const Migration& migration : applied) {
    out.open_object().member("name", migration.name).member("sha256", migration.sha256).close_object();
  }
  out.close_list().member("program", note.program).key("taken_at").integer(note.taken_at).close_object();
  return text + '\n';
}

std::string table_head(const Table& table) {
  std::string text;
  json::Writer out(text);
  out.open_object().key("columns").open_list();
  for (const Column& column : table.columns) {
    out.open_object().member("name", column.name).member("type", backup::word(column.type)).close_object();
  }
  out.close_list().member("table", table.name).close_object();
  return text + '\n';
}

std::string foot(const RowCounts& rows, const std::string& sha256) {
  std::string text;
  json::Writer out(text);
  out.open_object().key("rows").open_object();
  for (const auto& [table, count] : rows) out.key(table).integer(count);
  out.close_object().member("sha256", sha256).close_object();
  return text + '\n';
}

/// In the order of the primary key, so that equal contents give equal text.
std::string select_all(const Table& table) {
  std::string order;
  for (const std::string& column : table.key) order += (order.empty() ? "\"" : ", \"") + column + '"';
  for (const Column& column : table.columns) {
    if (table.key.empty()) order += (order.empty() ? "\"" : ", \"") + column.name + "\" NULLS FIRST";
  }
  return "SELECT " + backup::quoted_names(table.columns) + " FROM \"" + table.name + "\" ORDER BY " + order;
}

std::int64_t write_table(Transaction& transaction, const Table& table, const Write& write) {
  std::int64_t count = 0;
  write(table_head(table));
  transaction.for_each(select_all(table), {}, [&](const Row& row) {
    write(backup::row_text(row) + '\n');
    ++count;
  });
  return count;
}

}  // namespace

RowCounts back_up(Database& database, const BackupNote& note, const Write& write, const Migrations& all) {
  return database.read_long([&](Transaction& transaction) {
    const Migrations applied = applied_migrations(transaction);
    static_cast<void>(following(applied, all));  // a newer schema is refused
    if (applied.empty()) throw base::Error(base::Kind::invalid, "backup.not_set_up");
    crypto::Sha256 hash;
    const auto hashed = [&](std::string_view text) {
      hash.add(text);
      write(text);
    };
    hashed(head(note, applied));
    RowCounts rows;
    for (const std::string& name : transaction.connection().table_names()) {
      if (name != backup::kMigrationsTable) rows[name] = write_table(transaction, transaction.connection().table(name), hashed);
    }
    write(foot(rows, hash.finish()));
    return rows;
  });
}

}  // namespace db
