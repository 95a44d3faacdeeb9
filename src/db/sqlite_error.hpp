#pragma once

#include "db/mode.hpp"

struct sqlite3;

namespace db {

/// Throws what the last error of `database` means to a transaction of this mode.
[[noreturn]] void throw_sqlite_error(sqlite3* database, Mode mode);

/// Whether the connection may be used on after this error; see Connection::usable().
[[nodiscard]] bool survives_sqlite_error(int code);

}  // namespace db
