#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace base {

/// A tree of maps, lists and scalars as YAML and JSON give it, each node with the line it came from (a member: that of its key).
/// YAML scalars are always text; JSON knows null, booleans and integers besides, and never a fraction.
class Document {
 public:
  using List = std::vector<Document>;
  using Member = std::pair<std::string, Document>;
  using Map = std::vector<Member>;  ///< in the order of the file; keys are unique

  Document() = default;
  Document(bool value) : value_(value) {}                      // NOLINT(google-explicit-constructor): a tree literal reads as data
  Document(std::int64_t value) : value_(value) {}              // NOLINT(google-explicit-constructor)
  Document(std::string value) : value_(std::move(value)) {}    // NOLINT(google-explicit-constructor)
  Document(const char* value) : value_(std::string(value)) {}  // NOLINT(google-explicit-constructor)
  Document(List value);                                        // NOLINT(google-explicit-constructor)
  Document(Map value);                                         // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  [[nodiscard]] bool is_bool() const { return std::holds_alternative<bool>(value_); }
  [[nodiscard]] bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
  [[nodiscard]] bool is_text() const { return std::holds_alternative<std::string>(value_); }
  [[nodiscard]] bool is_list() const { return std::holds_alternative<List>(value_); }
  [[nodiscard]] bool is_map() const { return std::holds_alternative<Map>(value_); }

  // Each needs the kind it names (a programmer's duty: ask first).
  [[nodiscard]] bool boolean() const { return std::get<bool>(value_); }
  [[nodiscard]] std::int64_t integer() const { return std::get<std::int64_t>(value_); }
  [[nodiscard]] const std::string& text() const { return std::get<std::string>(value_); }
  [[nodiscard]] const List& list() const { return std::get<List>(value_); }
  [[nodiscard]] List& list() { return std::get<List>(value_); }
  [[nodiscard]] const Map& map() const { return std::get<Map>(value_); }
  [[nodiscard]] Map& map() { return std::get<Map>(value_); }

  /// The member of a map, or null if this is no map or has no such key.
  [[nodiscard]] const Document* find(std::string_view key) const;

  [[nodiscard]] std::uint32_t line() const { return line_; }
  void set_line(std::uint32_t line) { line_ = line; }

  /// Same tree, whatever the lines and the order of members.
  friend bool operator==(const Document& a, const Document& b);

 private:
  std::variant<std::monostate, bool, std::int64_t, std::string, List, Map> value_;
  std::uint32_t line_ = 0;
};

}  // namespace base
