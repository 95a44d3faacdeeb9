#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "db/value.hpp"

struct pg_result;

namespace db {

/// Values as libpq takes them: in binary, so that text needs no copy with a NUL at its end.
class PostgresValues {
 public:
  explicit PostgresValues(std::span<const Parameter> values);

  [[nodiscard]] int size() const { return static_cast<int>(types_.size()); }
  [[nodiscard]] const unsigned* types() const { return types_.data(); }
  [[nodiscard]] const char* const* contents() const { return contents_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  std::vector<unsigned> types_;
  std::vector<const char*> contents_;
  std::vector<int> lengths_, formats_;
  std::vector<std::array<char, 8>> numbers_;  ///< in the byte order of the network; never grows, since contents_ points into it
};

[[nodiscard]] Row read_postgres_row(const pg_result& result, int row);

/// Of a column that the server calls so; std::logic_error if it is not one of our types.
[[nodiscard]] Type type_of_postgres(std::int64_t oid);

}  // namespace db
