#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace db {

/// Bytes that are no text (BYTEA in the schema).
struct Bytes {
  std::string content;
  bool operator==(const Bytes&) const = default;
};

/// What one cell of a result holds; monostate is NULL.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

enum class Type { integer, real, text, bytes };

/// What `$1`, `$2`, ... stand for. Even NULL has a type, so that `$1 IS NULL` works everywhere. Text and bytes are not copied: they must
/// outlive the call they are given to.
class Parameter {
 public:
  // NOLINTBEGIN(google-explicit-constructor): parameters are written as the values they are
  Parameter(bool value) : Parameter(std::int64_t{value ? 1 : 0}) {}
  template <std::integral Whole>
  requires(!std::same_as<Whole, bool> && (sizeof(Whole) < sizeof(std::int64_t) || std::signed_integral<Whole>)) Parameter(Whole value)
      : type_(Type::integer), value_(std::int64_t{value}) {}
  Parameter(double value) : type_(Type::real), value_(value + 0.0) {}  // SQLite does not keep the sign of -0.0
  Parameter(std::string_view value) : value_(value) {}
  Parameter(const std::string& value) : Parameter(std::string_view{value}) {}
  Parameter(const char* value) : Parameter(std::string_view{value}) {}
  Parameter(const Bytes& value) : type_(Type::bytes), value_(std::string_view{value.content}) {}
  template <class T>
  Parameter(const std::optional<T>& value) : Parameter(value ? Parameter(*value) : null(Parameter(T{}).type_)) {}
  // NOLINTEND(google-explicit-constructor)
  static Parameter null(Type type) { return {type, std::monostate{}}; }
  static Parameter of(const Value& value, Type type_of_null);

  [[nodiscard]] Type type() const { return type_; }
  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  // Each needs a value of its type.
  [[nodiscard]] std::int64_t integer() const { return std::get<std::int64_t>(value_); }
  [[nodiscard]] double real() const { return std::get<double>(value_); }
  [[nodiscard]] std::string_view content() const { return std::get<std::string_view>(value_); }  ///< of text and of bytes

 private:
  using Held = std::variant<std::monostate, std::int64_t, double, std::string_view>;
  Parameter(Type type, Held value) : type_(type), value_(value) {}

  Type type_ = Type::text;
  Held value_;
};

/// One row of a result. Columns count from 0. Asking for another type than the column has is a programmer's mistake: std::logic_error.
class Row {
 public:
  explicit Row(std::vector<Value> cells) : cells_(std::move(cells)) {}

  [[nodiscard]] const std::vector<Value>& cells() const { return cells_; }
  [[nodiscard]] bool is_null(std::size_t column) const { return std::holds_alternative<std::monostate>(cells_.at(column)); }
  [[nodiscard]] const std::string& text(std::size_t column) const;
  [[nodiscard]] const std::string& bytes(std::size_t column) const;
  [[nodiscard]] std::int64_t integer(std::size_t column) const;
  [[nodiscard]] double real(std::size_t column) const;  ///< also of a whole number
  [[nodiscard]] bool flag(std::size_t column) const;    ///< of a SMALLINT that is 0 or 1, or of a comparison
  [[nodiscard]] std::optional<std::string> optional_text(std::size_t column) const;
  [[nodiscard]] std::optional<std::string> optional_bytes(std::size_t column) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::size_t column) const;
  [[nodiscard]] std::optional<double> optional_real(std::size_t column) const;
  [[nodiscard]] std::optional<bool> optional_flag(std::size_t column) const;

  bool operator==(const Row&) const = default;

 private:
  std::vector<Value> cells_;
};

using Rows = std::vector<Row>;

}  // namespace db
