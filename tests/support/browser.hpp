#pragma once

#include <map>
#include <string>

#include "json/json.hpp"
#include "tests/support/http_client.hpp"

namespace support {

/// What a browser does: keeps cookies and says which page sends a request.
class Browser {
 public:
  /// `headers`: whole lines, sent with each request.
  explicit Browser(std::uint16_t port, std::string headers = "Sec-Fetch-Site: same-origin\r\n")
      : port_(port), headers_(std::move(headers)) {}

  HttpAnswer send(const std::string& method, const std::string& path, const std::string& body = "", const std::string& more = "") {
    std::string request = method + " " + path + " HTTP/1.1\r\nHost: juara.test\r\nConnection: close\r\n" + headers_ + more;
    if (!cookies.empty()) request += "Cookie: " + cookie_line() + "\r\n";
    if (!body.empty()) {
      if (more.find("Content-Type") == std::string::npos) request += "Content-Type: application/json\r\n";
      request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    }
    HttpAnswer answer = ask(port_, request + "\r\n" + body);
    for (const std::string& cookie : answer.cookies) keep(cookie);
    return answer;
  }
  HttpAnswer get(const std::string& path, const std::string& more = "") { return send("GET", path, "", more); }
  HttpAnswer post(const std::string& path, const std::string& body = "", const std::string& more = "") {
    return send("POST", path, body, more);
  }

  std::map<std::string, std::string> cookies;  // NOLINT(cppcoreguidelines-non-private-member-variables-in-classes): tests change them

 private:
  [[nodiscard]] std::string cookie_line() const {
    std::string line;
    for (const auto& [name, value] : cookies) line += (line.empty() ? "" : "; ") + name + "=" + value;
    return line;
  }
  void keep(const std::string& cookie) {
    const auto equals = cookie.find('=');
    const std::string name = cookie.substr(0, equals);
    const bool is_over = cookie.find("Max-Age=0") != std::string::npos;
    is_over ? static_cast<void>(cookies.erase(name))
            : static_cast<void>(cookies[name] = cookie.substr(equals + 1, cookie.find(';') - equals - 1));
  }

  std::uint16_t port_;
  std::string headers_;
};

/// A member of an answer, found by its path: `account.mail`; null where there is none.
inline base::Document member(const HttpAnswer& answer, const std::string& path) {
  base::Document at = json::parse(answer.body, "");
  for (std::size_t from = 0; from <= path.size();) {
    const auto point = std::min(path.find('.', from), path.size());
    const base::Document* next = at.is_map() ? at.find(path.substr(from, point - from)) : nullptr;
    at = next == nullptr ? base::Document() : base::Document(*next);
    from = point + 1;
  }
  return at;
}
/// The same as text; empty where there is none.
inline std::string text_member(const HttpAnswer& answer, const std::string& path) {
  const base::Document found = member(answer, path);
  return found.is_text() ? found.text() : "";
}

}  // namespace support
