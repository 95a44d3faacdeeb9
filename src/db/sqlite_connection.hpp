#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "db/connection.hpp"

namespace db {

struct SqliteOptions {
  bool writes = false;  ///< else every write is refused
  bool create = false;  ///< a file that is not there comes into being
  std::chrono::milliseconds patience{};
};

/// Opens a SQLite file. Throws Failure: db.not_found, db.unavailable, db.not_ours.
[[nodiscard]] std::unique_ptr<Connection> open_sqlite(const std::string& path, const SqliteOptions& options);

}  // namespace db
