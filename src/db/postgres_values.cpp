#include "db/postgres_values.hpp"

#include <libpq-fe.h>

#include <bit>
#include <charconv>
#include <stdexcept>

namespace db {
namespace {

// From the server's pg_type.dat; they never change.
constexpr unsigned kBool = 16;
constexpr unsigned kBytea = 17;
constexpr unsigned kInt8 = 20;
constexpr unsigned kInt2 = 21;
constexpr unsigned kInt4 = 23;
constexpr unsigned kText = 25;
constexpr unsigned kFloat8 = 701;
constexpr unsigned kNumeric = 1700;

constexpr const char* kEmpty = "";  // a null pointer would be NULL

unsigned oid_of(Type type) {
  switch (type) {
    case Type::integer:
      return kInt8;
    case Type::real:
      return kFloat8;
    case Type::bytes:
      return kBytea;
    default:
      return kText;
  }
}

/// The server writes bytes as `\x` and two hex digits each.
Bytes bytes_from_hex(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  Bytes bytes;
  bytes.content.reserve(text.size() / 2);
  for (std::size_t i = 2; i + 1 < text.size(); i += 2) bytes.content += static_cast<char>(digit(text[i]) << 4 | digit(text[i + 1]));
  return bytes;
}

std::array<char, 8> in_network_order(std::uint64_t bits) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(bits >> (8 * (bytes.size() - 1 - i)));
  return bytes;
}

Value number(std::string_view text) {
  const char* end = text.data() + text.size();
  std::int64_t whole = 0;
  if (std::from_chars(text.data(), end, whole).ptr == end) return whole;
  double real = 0;
  std::from_chars(text.data(), end, real);
  return real;
}

double real_number(std::string_view text) {
  double real = 0;
  std::from_chars(text.data(), text.data() + text.size(), real);
  return real;
}

Value read_cell(const PGresult& result, int row, int column) {
  if (PQgetisnull(&result, row, column) != 0) return std::monostate{};
  const std::string_view text(PQgetvalue(&result, row, column), static_cast<std::size_t>(PQgetlength(&result, row, column)));
  switch (PQftype(&result, column)) {
    case kBool:
      return std::int64_t{text == "t" ? 1 : 0};
    case kBytea:
      return bytes_from_hex(text);
    case kInt2:
    case kInt4:
    case kInt8:
    case kNumeric:  // the sum of integers
      return number(text);
    case kFloat8:
      return real_number(text);
    default:
      return std::string(text);
  }
}

}  // namespace

PostgresValues::PostgresValues(std::span<const Parameter> values) : formats_(values.size(), 1) {
  types_.reserve(values.size());
  contents_.reserve(values.size());
  lengths_.reserve(values.size());
  numbers_.reserve(values.size());
  for (const Parameter& value : values) {
    types_.push_back(oid_of(value.type()));
    std::string_view content;
    if (!value.is_null() && (value.type() == Type::integer || value.type() == Type::real)) {
      const auto bits =
          value.type() == Type::real ? std::bit_cast<std::uint64_t>(value.real()) : static_cast<std::uint64_t>(value.integer());
      numbers_.push_back(in_network_order(bits));
      content = {numbers_.back().data(), numbers_.back().size()};
    } else if (!value.is_null()) {
      content = value.content().empty() ? kEmpty : value.content();
    }
    contents_.push_back(content.data());
    lengths_.push_back(static_cast<int>(content.size()));
  }
}

Row read_postgres_row(const pg_result& result, int row) {
  const int width = PQnfields(&result);
  std::vector<Value> cells;
  cells.reserve(static_cast<std::size_t>(width));
  for (int column = 0; column < width; ++column) cells.push_back(read_cell(result, row, column));
  return Row(std::move(cells));
}

Type type_of_postgres(std::int64_t oid) {
  switch (oid) {
    case kText:
      return Type::text;
    case kInt2:
    case kInt8:
      return Type::integer;
    case kFloat8:
      return Type::real;
    case kBytea:
      return Type::bytes;
    default:
      throw std::logic_error("db: a column of type " + std::to_string(oid));
  }
}

}  // namespace db
