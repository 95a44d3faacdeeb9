#include "db/value.hpp"

#include <stdexcept>
#include <type_traits>

namespace db {
namespace {

template <class T>
const T& cell(const std::vector<Value>& cells, std::size_t column, const char* type) {
  const T* value = std::get_if<T>(&cells.at(column));
  if (!value) throw std::logic_error("db: column " + std::to_string(column) + " is not " + type);
  return *value;
}

}  // namespace

Parameter Parameter::of(const Value& value, Type type_of_null) {
  return std::visit(
      [&](const auto& held) {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
          return null(type_of_null);
        } else {
          return Parameter(held);
        }
      },
      value);
}

const std::string& Row::text(std::size_t column) const { return cell<std::string>(cells_, column, "text"); }

const std::string& Row::bytes(std::size_t column) const { return cell<Bytes>(cells_, column, "bytes").content; }

std::int64_t Row::integer(std::size_t column) const { return cell<std::int64_t>(cells_, column, "an integer"); }

double Row::real(std::size_t column) const {
  if (const auto* whole = std::get_if<std::int64_t>(&cells_.at(column))) return static_cast<double>(*whole);
  return cell<double>(cells_, column, "a real number");
}

bool Row::flag(std::size_t column) const {
  const std::int64_t value = integer(column);
  if (value != 0 && value != 1) throw std::logic_error("db: column " + std::to_string(column) + " is not a flag");
  return value == 1;
}

std::optional<std::string> Row::optional_text(std::size_t column) const {
  return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<std::string> Row::optional_bytes(std::size_t column) const {
  return is_null(column) ? std::nullopt : std::optional(bytes(column));
}

std::optional<std::int64_t> Row::optional_integer(std::size_t column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<double> Row::optional_real(std::size_t column) const { return is_null(column) ? std::nullopt : std::optional(real(column)); }

std::optional<bool> Row::optional_flag(std::size_t column) const { return is_null(column) ? std::nullopt : std::optional(flag(column)); }

}  // namespace db
