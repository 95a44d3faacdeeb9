#pragma once

#include <string>
#include <string_view>

#include "db/mode.hpp"

namespace db {

/// An error as the server reports it.
struct PostgresError {
  std::string state;  ///< SQLSTATE
  std::string message;
  std::string detail;  ///< may hold values
  std::string table;
  std::string constraint;
};

/// Throws what the error means to a transaction of this mode.
[[noreturn]] void throw_postgres_error(const PostgresError& error, Mode mode);

/// Whether the connection may be used on after this error; see Connection::usable().
[[nodiscard]] bool survives_postgres_error(std::string_view state);

}  // namespace db
