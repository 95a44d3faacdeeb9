#include "web/cookie.hpp"

#include <algorithm>
#include <stdexcept>

#include "web/characters.hpp"

namespace web {
namespace {

bool is_value(std::string_view text) {
  constexpr std::string_view kForbidden = "\" ,;\\";
  return std::ranges::all_of(text, [&](char c) { return c > ' ' && c < 0x7f && kForbidden.find(c) == std::string_view::npos; });
}

}  // namespace

std::string to_text(const Cookie& cookie) {
  if (!is_token(cookie.name) || !is_value(cookie.value) || !is_value(cookie.path)) throw std::invalid_argument("cookie " + cookie.name);
  std::string text = cookie.name + "=" + cookie.value + "; Path=" + cookie.path;
  if (cookie.max_age.count() != 0) text += "; Max-Age=" + std::to_string(std::max<std::int64_t>(0, cookie.max_age.count()));
  if (cookie.secure) text += "; Secure";
  if (cookie.http_only) text += "; HttpOnly";
  switch (cookie.same_site) {
    case Cookie::SameSite::strict:
      return text + "; SameSite=Strict";
    case Cookie::SameSite::lax:
      return text + "; SameSite=Lax";
    case Cookie::SameSite::none:
      return text + "; SameSite=None";
  }
  return text;
}

}  // namespace web
