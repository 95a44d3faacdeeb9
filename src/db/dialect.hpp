#pragma once

#include <string>
#include <string_view>

namespace db {

/// Our SQL (docs/developer/database.md) as SQLite takes it: names of types are replaced, and tables become STRICT, so that they refuse
/// values of the wrong type as PostgreSQL does.
[[nodiscard]] std::string to_sqlite(std::string_view sql);

}  // namespace db
