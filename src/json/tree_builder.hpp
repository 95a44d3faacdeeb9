#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/document.hpp"
#include "base/error.hpp"

namespace json {

/// Grows a Document from the events of a reader, JSON or YAML, and refuses what neither may hold. A member has the line of its key.
class TreeBuilder {
 public:
  static constexpr std::size_t kMaxDepth = 64;

  struct Codes {
    const char* repeated_key;
    const char* too_deep;
  };

  TreeBuilder(std::string_view file, Codes codes) : file_(file), codes_(codes) {}

  void begin_list(std::uint32_t line) { begin(base::Document::List{}, line); }
  void begin_map(std::uint32_t line) { begin(base::Document::Map{}, line); }
  void end();
  /// Only where expects_key().
  void key(std::string key, std::uint32_t line);
  void value(base::Document&& value, std::uint32_t line);

  /// Whether a map is open and its next event must be a key or its end.
  [[nodiscard]] bool expects_key() const { return !open_.empty() && open_.back().container.is_map() && !open_.back().has_key; }
  [[nodiscard]] base::Document take() { return std::move(root_); }

  [[noreturn]] void fail(std::string code, std::uint32_t line, base::Params params = {}) const;

 private:
  struct Open {
    base::Document container;
    std::string key;
    std::uint32_t key_line = 0;
    bool has_key = false;
  };

  void begin(base::Document&& container, std::uint32_t line);
  void place(base::Document&& node);
  [[nodiscard]] std::uint32_t line_of_node(std::uint32_t line) const;
  void refuse_repeated_key(const base::Document::Map& map) const;

  std::string file_;
  Codes codes_;
  std::vector<Open> open_;  ///< the containers around the next event, outermost first
  base::Document root_;
};

}  // namespace json
