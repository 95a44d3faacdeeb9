#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "db/connection.hpp"

namespace db {

/// Connects to the PostgreSQL database at `address` (`postgresql://...`). Throws Failure: db.unavailable, db.server_too_old,
/// db.wrong_collation.
[[nodiscard]] std::unique_ptr<Connection> open_postgres(const std::string& address, std::chrono::milliseconds patience);

}  // namespace db
