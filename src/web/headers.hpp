#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

/// The headers of a response. None can be set that would let a value break out of its line.
class Headers {
 public:
  using Pair = std::pair<std::string, std::string>;

  /// Replaces. Both throw std::invalid_argument for a name that is no token, for control characters in the value, and for the headers that
  /// are the server's own (Content-Length, Transfer-Encoding, Connection, Date, ETag).
  void set(std::string_view name, std::string_view value);
  void add(std::string_view name, std::string_view value);  ///< beside those of the same name: Set-Cookie
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] const std::vector<Pair>& all() const { return pairs_; }

  bool operator==(const Headers&) const = default;

 private:
  std::vector<Pair> pairs_;
};

}  // namespace web
