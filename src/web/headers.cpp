#include "web/headers.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "web/characters.hpp"

namespace web {
namespace {

constexpr std::array<std::string_view, 5> kOfTheServer{"Content-Length", "Transfer-Encoding", "Connection", "Date", "ETag"};

void check(std::string_view name, std::string_view value) {
  // The value is not repeated: it may be what an attacker sent, or a secret.
  const auto refuse = [&](const char* why) { throw std::invalid_argument("response header " + std::string(name) + ": " + why); };
  if (!is_token(name)) throw std::invalid_argument("response header: its name is no token");
  if (std::ranges::any_of(kOfTheServer, [&](auto own) { return same_name(own, name); })) refuse("only the server sets it");
  if (std::ranges::any_of(value, is_control)) refuse("a control character in its value");
}

}  // namespace

void Headers::set(std::string_view name, std::string_view value) {
  check(name, value);
  std::erase_if(pairs_, [&](const Pair& pair) { return same_name(pair.first, name); });
  pairs_.emplace_back(name, value);
}

void Headers::add(std::string_view name, std::string_view value) {
  check(name, value);
  pairs_.emplace_back(name, value);
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  const auto found = std::ranges::find_if(pairs_, [&](const Pair& pair) { return same_name(pair.first, name); });
  if (found == pairs_.end()) return std::nullopt;
  return found->second;
}

}  // namespace web
