#include "db/backup_format.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

#include "crypto/crypto.hpp"
#include "json/writer.hpp"

namespace db::backup {
namespace {

struct AppendCell {
  std::string& out;

  void operator()(std::monostate) const { out += "null"; }
  void operator()(const std::string& text) const { json::append_quoted(out, text); }
  void operator()(const Bytes& bytes) const {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): crypto takes bytes as unsigned char
    out += '"' + crypto::hex(reinterpret_cast<const std::uint8_t*>(bytes.content.data()), bytes.content.size()) + '"';
  }
  template <class Number>
  void operator()(Number number) const {
    std::array<char, 32> digits{};
    const char* end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    out += '"' + std::string(digits.cbegin(), end) + '"';
  }
};

template <class Number>
Number number_of(std::string_view text) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (stop != end || error != std::errc()) throw std::invalid_argument("number");
  return number;
}

Bytes bytes_of(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  Bytes bytes;
  if (text.size() % 2 != 0 || text.find_first_not_of(kDigits) != std::string_view::npos) throw std::invalid_argument("hex");
  bytes.content.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    bytes.content += static_cast<char>(kDigits.find(text[i]) << 4 | kDigits.find(text[i + 1]));
  }
  return bytes;
}

}  // namespace

std::string_view word(Type type) {
  constexpr std::array<std::string_view, 4> kWords = {"integer", "real", "text", "bytes"};
  return kWords.at(static_cast<std::size_t>(type));
}

std::string row_text(const Row& row) {
  std::string text;
  for (const Value& cell : row.cells()) {
    text += text.empty() ? '[' : ',';
    std::visit(AppendCell{text}, cell);
  }
  return text + ']';
}

Value value_of(std::string_view text, Type type) {
  switch (type) {
    case Type::integer:
      return number_of<std::int64_t>(text);
    case Type::real:
      return number_of<double>(text);
    case Type::bytes:
      return bytes_of(text);
    default:
      return std::string(text);
  }
}

std::string quoted_names(const std::vector<Column>& columns) {
  std::string names;
  for (const Column& column : columns) names += (names.empty() ? "\"" : ", \"") + column.name + '"';
  return names;
}

}  // namespace db::backup
