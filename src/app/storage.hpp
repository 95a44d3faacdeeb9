#pragma once

#include <memory>
#include <string>

#include "db/database.hpp"

namespace app {

/// Where an installation keeps its data, as the command line and the environment say.
struct Storage {
  std::string data = "juara-data";  ///< folder
  std::string database;             ///< address as db::Database takes it; empty: a SQLite file in `data`
};

/// Opens the database; see db::Database for errors. With `create`, the folder and the SQLite file come into being if they are not there.
[[nodiscard]] std::unique_ptr<db::Database> open_database(const Storage& storage, bool create);

/// Milliseconds since 1970.
[[nodiscard]] std::int64_t now();

}  // namespace app
