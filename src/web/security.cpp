#include "web/security.hpp"

#include <array>
#include <utility>

#include "base/error.hpp"
#include "web/characters.hpp"

namespace web {
namespace {

// Everything from ourselves; no inline script or style, no plug-in, no foreign frame around us. `data:` and `blob:` are for images drawn in
// the browser and previews of files before they are sent.
constexpr std::string_view kContentPolicy =
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

// Referrer-Policy is not `no-referrer`, because browsers would then send `Origin: null` with our own forms.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kHeaders{{{"Content-Security-Policy", kContentPolicy},
                                                                                 {"X-Content-Type-Options", "nosniff"},
                                                                                 {"Referrer-Policy", "same-origin"},
                                                                                 {"Cross-Origin-Opener-Policy", "same-origin"},
                                                                                 {"Cross-Origin-Resource-Policy", "same-origin"}}};

std::string_view without_default_port(std::string_view host, std::string_view port) {
  return host.ends_with(port) ? host.substr(0, host.size() - port.size()) : host;
}

}  // namespace

void append_security_headers(std::string& head, const Headers& own, bool is_secure) {
  const auto append = [&](std::string_view name, std::string_view value) {
    if (!own.find(name)) head.append(name).append(": ").append(value).append("\r\n");
  };
  for (const auto& [name, value] : kHeaders) append(name, value);
  if (is_secure) append("Strict-Transport-Security", "max-age=31536000");
}

bool is_same_origin(const Request& request) {
  if (const auto site = request.header("Sec-Fetch-Site")) return *site == "same-origin";
  const auto origin = request.header("Origin");
  if (!origin) return false;
  const bool with_tls = origin->starts_with("https://");
  if (!with_tls && (!origin->starts_with("http://") || request.is_secure())) return false;
  const std::string_view port = with_tls ? ":443" : ":80";
  const auto theirs = without_default_port(origin->substr(origin->find("//") + 2), port);
  return same_name(theirs, without_default_port(request.host(), port));
}

void require_same_origin(const Request& request) {
  if (!is_same_origin(request)) throw base::Error(base::Kind::forbidden, "http.foreign_request");
}

}  // namespace web
