#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "db/backup_reader.hpp"
#include "db/database.hpp"
#include "db/migrations.hpp"

/// All rows of a database as one text, the same for both kinds of database; docs/developer/backup-format.md.
namespace db {

struct BackupNote {
  std::string program;        ///< version of this binary
  std::int64_t taken_at = 0;  ///< milliseconds since 1970
};

/// Gives the text to `write`, piece by piece, as it was at one moment, whatever others write meanwhile. Throws Error as
/// pending_migrations() does, and (invalid, backup.not_set_up) for an empty database.
RowCounts back_up(Database& database, const BackupNote& note, const std::function<void(std::string_view)>& write,
                  const Migrations& all = own_migrations());

struct RestoreOptions {
  bool replace = false;  ///< what is in the database goes; else it must be empty
  std::int64_t now = 0;  ///< milliseconds since 1970
};

/// Fills the database from a backup, of this version or an older one, and applies the migrations that it lacks. All or nothing. Throws
/// Error (conflict, backup.database_in_use), (invalid) db.not_ours, backup.bad_line, backup.damaged.
void restore(Database& database, BackupReader& backup, const RestoreOptions& options);

}  // namespace db
