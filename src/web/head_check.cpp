#include "web/head_check.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "web/characters.hpp"
#include "web/problem.hpp"

namespace web {
namespace {

[[noreturn]] void refuse(const char* code = "http.bad_request") { throw HttpError(400, code); }

/// The value of a header that may come once at most.
std::optional<std::string_view> single(const RequestData& data, std::string_view name, const char* code) {
  std::optional<std::string_view> value;
  for (const auto& header : data.headers) {
    if (!same_name(header.first, name)) continue;
    if (value) refuse(code);
    value = header.second;
  }
  return value;
}

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port <= 65535 && is_digit(text.front());
}

// A name or an IPv4 address, or an IPv6 address in brackets; then perhaps a port.
bool is_host(std::string_view text) {
  std::string_view name = text;
  if (text.starts_with('[')) {
    const auto bracket = text.find(']');
    if (bracket == std::string_view::npos || !Address::parse(text.substr(1, bracket - 1))) return false;
    name = text.substr(0, bracket + 1);
  } else {
    name = text.substr(0, text.find(':'));
    const auto is_fine = [](char c) { return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_'; };
    if (name.empty() || !std::ranges::all_of(name, is_fine)) return false;
  }
  const auto port = text.substr(name.size());
  return port.empty() || (port.size() > 1 && port.front() == ':' && is_port(port.substr(1)));
}

void check_host(RequestData& data) {
  const auto host = single(data, "Host", "http.bad_host");
  if (!host && data.minor_version == 0) return;
  if (!host || !is_host(*host)) refuse("http.bad_host");
  data.host = *host;
}

// Whoever reads the length differently sees another request begin elsewhere: the root of request smuggling.
void check_length(RequestData& data) {
  const auto length = single(data, "Content-Length", "http.bad_request");
  const auto encoding = single(data, "Transfer-Encoding", "http.bad_request");
  if (encoding && (length || data.minor_version == 0 || !same_name(*encoding, "chunked"))) refuse();
  data.chunked = encoding.has_value();
  if (!length) return;
  const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), data.content_length);
  if (length->empty() || !std::ranges::all_of(*length, is_digit) || error != std::errc()) refuse();
}

// `http://host/path`, which clients send to a proxy: fine as long as it says the same as the Host header.
std::string origin_form(const RequestData& data) {
  const auto text = data.target_text;
  const auto scheme = text.find("://");
  const auto rest = text.substr(scheme + 3);
  const auto name = lowered(text.substr(0, scheme));
  const auto authority = rest.substr(0, rest.find_first_of("/?"));
  if ((name != "http" && name != "https") || !same_name(authority, data.host)) refuse("http.bad_host");
  const auto path = rest.substr(authority.size());
  return path.starts_with('/') ? std::string(path) : "/" + std::string(path);
}

}  // namespace

void check_head(RequestData& data) {
  check_host(data);
  check_length(data);
  if (data.target_text == "*" && data.method == Method::options) {
    data.target.path = "*";
  } else if (data.target_text.starts_with('/')) {
    data.target = parse_target(data.target_text);
  } else if (data.target_text.find("://") != std::string_view::npos) {
    data.target = parse_target(origin_form(data));
  } else {
    refuse();
  }
}

}  // namespace web
