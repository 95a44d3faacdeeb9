#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "db/database.hpp"

namespace db {

/// One step of the schema: a file `migrations/NNNN_what.sql`.
struct Migration {
  std::string name;      ///< of the file
  std::string_view sql;  ///< empty for one that is known from a database or a backup only
  std::string sha256;    ///< of the file

  [[nodiscard]] std::string_view number() const { return std::string_view{name}.substr(0, 4); }
};
using Migrations = std::vector<Migration>;

/// Those that are built into this binary, in their order.
[[nodiscard]] Migrations own_migrations();
/// From files, in their order. A name that is not like `0001_what.sql`, or a number twice, is std::logic_error.
[[nodiscard]] Migrations read_migrations(std::span<const base::EmbeddedFile> files);

/// Brings the schema to the state of `all` and gives the names of what was applied. Each step is applied whole or not at all; several
/// processes may do this at once. `now` is in milliseconds since 1970. Throws Error db.migration_failed and those of
/// pending_migrations().
std::vector<std::string> migrate(Database& database, std::int64_t now, const Migrations& all = own_migrations());

/// The names of what migrate() would apply. Throws Error(invalid): db.schema_newer, db.migration_edited, db.migration_order, db.not_ours.
[[nodiscard]] std::vector<std::string> pending_migrations(Database& database, const Migrations& all = own_migrations());

/// Gives the installation its id if it has none yet. Needs the whole schema.
void ensure_installation(Database& database, std::int64_t now);

// For backups.
/// What was applied, in its order; none in an empty database. Throws Error(invalid, db.not_ours) if there are only tables of others.
[[nodiscard]] Migrations applied_migrations(Transaction& transaction);
/// Those of `all` that follow `applied`. Throws as pending_migrations() does.
[[nodiscard]] std::span<const Migration> following(const Migrations& applied, const Migrations& all);
void apply_migration(Transaction& transaction, const Migration& migration, std::int64_t now);

}  // namespace db
