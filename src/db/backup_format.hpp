#pragma once

#include <string>
#include <string_view>

#include "db/connection.hpp"

/// The words of docs/developer/backup-format.md.
namespace db::backup {

inline constexpr std::string_view kFormat = "juara/backup/1";
inline constexpr std::string_view kAnyFormat = R"({"format":"juara/backup/)";  ///< how every backup begins, of whatever version
inline constexpr std::string_view kMigrationsTable = "juara_migrations";       ///< stands in the head, not among the tables

[[nodiscard]] std::string_view word(Type type);
/// One row as a JSON list of strings and nulls.
[[nodiscard]] std::string row_text(const Row& row);
/// What `text` means in a column of this type. Throws std::invalid_argument if it means nothing.
[[nodiscard]] Value value_of(std::string_view text, Type type);

/// `"a", "b"`
[[nodiscard]] std::string quoted_names(const std::vector<Column>& columns);

}  // namespace db::backup
