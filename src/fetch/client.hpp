#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Asks other servers by HTTP.
namespace fetch {

/// A GET, or a POST if there is a form.
struct Request {
  std::string url;
  std::optional<std::string> form = {};  ///< `a=1&b=2`, encoded
  std::string user = {};                 ///< for Basic authentication; empty: none
  std::string password = {};
  std::string bearer = {};  ///< token; empty: none
};
struct Answer {
  long status = 0;
  std::string body = {};
};
struct Limits {
  std::chrono::milliseconds patience{10'000};  ///< for the whole of it
  std::size_t most_bytes = 1U << 20U;          ///< of the answer
};

using Fields = std::vector<std::pair<std::string, std::string>>;
/// `a=1&b=x%20y`: every byte but letters, digits and `-._~` as %XX.
[[nodiscard]] std::string encoded(const Fields& fields);
[[nodiscard]] std::string encoded(std::string_view text);

/// Whether we would talk to it: by TLS, or without it to this machine.
[[nodiscard]] bool is_safe(const std::string& url);

/// Never follows a redirect, for it may lead inside the office's network. Throws Error(unavailable, fetch.failed) with `reason`.
[[nodiscard]] Answer send(const Request& request, Limits limits = {});

}  // namespace fetch
