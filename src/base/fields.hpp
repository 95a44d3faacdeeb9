#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/instant.hpp"

namespace base {

/// How long a text may be, in characters.
struct Length {
  std::size_t least = 1;
  std::size_t most = 200;
};

/// Reads the members of an object that came from outside, and gathers what is wrong with them, so that all of it is told at once. Each
/// problem has a parameter `field`. An absent member and null are the same.
class Fields {
 public:
  /// Throws Error(invalid, fields.no_object) for what is no map. The document must outlive this.
  explicit Fields(const Document& document);

  /// A text of one line, without blanks at its ends. What turns the direction of writing is refused like control characters: with it a name
  /// looks like another. A required one that is absent, or wrong, is empty after this.
  [[nodiscard]] std::string text(std::string_view name, Length length = {});
  [[nodiscard]] std::optional<std::string> optional_text(std::string_view name, Length length = {});
  /// A text that is taken as it is: a password, a token.
  [[nodiscard]] std::string secret(std::string_view name, std::size_t most = 1024);
  [[nodiscard]] std::optional<std::string> optional_secret(std::string_view name, std::size_t most = 1024);
  [[nodiscard]] std::optional<bool> optional_flag(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t least, std::int64_t most);
  [[nodiscard]] std::optional<Instant> optional_instant(std::string_view name);
  /// The texts of a list that has at least one.
  [[nodiscard]] std::vector<std::string> texts(std::string_view name, std::size_t most);
  /// The objects of a list; none if it is absent.
  [[nodiscard]] std::vector<const Document*> objects(std::string_view name, std::size_t most);
  /// Whether the member is there and not null.
  [[nodiscard]] bool has(std::string_view name);

  /// What else is wrong with a member, by the caller's own rule.
  void refuse(std::string_view name, std::string code, Params params = {});
  /// Throws Error(invalid) with all problems; a member that nobody asked for is one of them.
  void finish();

 private:
  const Document* find(std::string_view name);
  const Document* require(std::string_view name);
  std::string line(std::string_view name, const Document& value, Length length);
  std::string taken(std::string_view name, const Document& value, std::size_t most);
  const Document::List* list(std::string_view name, const Document* value, std::size_t most);

  const Document& document_;
  std::vector<std::string> asked_;
  Problems problems_;
};

}  // namespace base
