#pragma once

#include <cstdint>
#include <memory>

#include "base/instant.hpp"
#include "config/config.hpp"
#include "db/database.hpp"

namespace app {

/// Opens the database; see db::Database for errors. With `create`, the folder and the SQLite file come into being if they are not there.
[[nodiscard]] std::unique_ptr<db::Database> open_database(const config::Settings& settings, bool create);

/// Milliseconds since 1970.
[[nodiscard]] std::int64_t now();
[[nodiscard]] base::Instant instant_now();

}  // namespace app
