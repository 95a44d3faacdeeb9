#include "db/migrations.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "crypto/crypto.hpp"
#include "db/connection.hpp"
#include "embedded/migrations.hpp"

namespace db {
namespace {

constexpr const char* kTable = "juara_migrations";
constexpr const char* kCreateTable =
    "CREATE TABLE IF NOT EXISTS juara_migrations ("
    "name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)";

void check_name(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789";
  const bool good = name.size() > 9 && name.find_first_not_of(kDigits) == 4 && name[4] == '_' && name.ends_with(".sql");
  if (!good) throw std::logic_error("db: migrations/" + std::string(name) + " is not named like 0001_what.sql");
}

[[noreturn]] void refuse(const char* code, const std::string& file) { throw base::Error(base::Kind::invalid, code, {{"file", file}}); }

[[noreturn]] void failed(const Migration& migration, const std::string& reason) {
  throw base::Error(base::Kind::unavailable, "db.migration_failed", {{"file", migration.name}, {"reason", reason}});
}

void run_script(Transaction& transaction, const Migration& migration) {
  try {
    transaction.connection().run_script(migration.sql);
  } catch (const std::logic_error& error) {
    failed(migration, error.what());
  } catch (const Failure& failure) {
    if (failure.kind() == base::Kind::unavailable) throw;  // not the script's fault
    failed(migration, failure.detail());
  }
  if (!transaction.connection().in_transaction()) failed(migration, "it ends the transaction");
}

/// Applies the next one and gives its name; nothing if there is none. Others may have applied some since the last look.
std::optional<std::string> apply_next(Transaction& transaction, const Migrations& all, std::int64_t now) {
  const auto next = following(applied_migrations(transaction), all);
  if (next.empty()) return std::nullopt;
  apply_migration(transaction, next.front(), now);
  return next.front().name;
}

}  // namespace

Migrations own_migrations() { return read_migrations(embedded::migrations()); }

Migrations read_migrations(std::span<const base::EmbeddedFile> files) {
  Migrations migrations;
  for (const base::EmbeddedFile& file : files) {
    check_name(file.path);
    migrations.push_back({std::string(file.path), file.content, crypto::sha256(file.content)});
  }
  std::ranges::sort(migrations, {}, &Migration::name);
  const auto twice = std::ranges::adjacent_find(migrations, {}, &Migration::number);
  if (twice != migrations.end()) throw std::logic_error("db: two migrations have the number of " + twice->name);
  return migrations;
}

std::vector<std::string> migrate(Database& database, std::int64_t now, const Migrations& all) {
  std::vector<std::string> applied;
  if (pending_migrations(database, all).empty()) return applied;  // without waiting for anybody
  const auto next = [&] { return database.write_alone([&](Transaction& transaction) { return apply_next(transaction, all, now); }); };
  while (const auto name = next()) applied.push_back(*name);
  return applied;
}

std::vector<std::string> pending_migrations(Database& database, const Migrations& all) {
  const Migrations applied = database.read([](Transaction& transaction) { return applied_migrations(transaction); });
  std::vector<std::string> names;
  for (const Migration& migration : following(applied, all)) names.push_back(migration.name);
  return names;
}

void ensure_installation(Database& database, std::int64_t now) {
  constexpr std::size_t kIdBytes = 16;
  const std::string id = crypto::random_hex(kIdBytes);
  database.write([&](Transaction& transaction) {
    transaction.execute("INSERT INTO installation (one, id, created_at) VALUES (1, $1, $2) ON CONFLICT (one) DO NOTHING", id, now);
  });
}

Migrations applied_migrations(Transaction& transaction) {
  const std::vector<std::string> tables = transaction.connection().table_names();
  Migrations applied;
  if (tables.empty()) return applied;
  if (std::ranges::find(tables, kTable) == tables.end()) {
    throw base::Error(base::Kind::invalid, "db.not_ours", {{"table", tables.front()}});
  }
  for (const Row& row : transaction.query("SELECT name, sha256 FROM juara_migrations ORDER BY name")) {
    applied.push_back({row.text(0), {}, row.text(1)});
  }
  return applied;
}

std::span<const Migration> following(const Migrations& applied, const Migrations& all) {
  auto next = all.begin();
  for (const Migration& migration : applied) {
    if (next == all.end() || migration.number() > all.back().number()) refuse("db.schema_newer", migration.name);
    if (next->number() < migration.number()) refuse("db.migration_order", next->name);
    if (next->name != migration.name || next->sha256 != migration.sha256) refuse("db.migration_edited", migration.name);
    ++next;
  }
  return {next, all.end()};
}

void apply_migration(Transaction& transaction, const Migration& migration, std::int64_t now) {
  transaction.connection().run_script(kCreateTable);
  run_script(transaction, migration);
  transaction.execute("INSERT INTO juara_migrations (name, sha256, applied_at) VALUES ($1, $2, $3)", migration.name, migration.sha256, now);
}

}  // namespace db
