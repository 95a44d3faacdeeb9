#pragma once

#include <string>

#include "web/headers.hpp"
#include "web/request.hpp"

namespace web {

/// Appends the headers that keep a browser from doing what we never want, except those that the response sets itself. Over TLS also
/// Strict-Transport-Security.
void append_security_headers(std::string& head, const Headers& own, bool is_secure);

/// Whether a browser says that a page of ours sent this request (Sec-Fetch-Site, else Origin): the defence against forged requests of those
/// who are signed in by a cookie. Without both headers it is false: such a client must sign in without cookies.
[[nodiscard]] bool is_same_origin(const Request& request);
/// Throws Error(forbidden, http.foreign_request) if it is not.
void require_same_origin(const Request& request);

}  // namespace web
