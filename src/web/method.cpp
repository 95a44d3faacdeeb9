#include "web/method.hpp"

#include <algorithm>
#include <array>

namespace web {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 8> kNames{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"};

}  // namespace

Method parse_method(std::string_view text) {
  const auto* const found = std::ranges::find(kNames.begin(), kNames.end() - 1, text);
  return static_cast<Method>(found - kNames.begin());
}

std::string_view to_text(Method method) { return kNames.at(static_cast<std::size_t>(method)); }

bool changes_state(Method method) { return method != Method::get && method != Method::head && method != Method::options; }

}  // namespace web
