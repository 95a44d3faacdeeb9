#pragma once

#include <chrono>
#include <string>

namespace web {

/// A cookie as the server gives it. The defaults suit a session: no script sees it, and other sites' forms do not send it.
struct Cookie {
  enum class SameSite { strict, lax, none };

  std::string name;
  std::string value;
  std::string path = "/";
  std::chrono::seconds max_age{0};  ///< 0: until the browser is closed; negative: forget it
  bool secure = true;               ///< over TLS only
  bool http_only = true;
  SameSite same_site = SameSite::lax;
};

/// The value of a Set-Cookie header. Throws std::invalid_argument for characters that a cookie cannot hold.
[[nodiscard]] std::string to_text(const Cookie& cookie);

}  // namespace web
