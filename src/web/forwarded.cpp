#include "web/forwarded.hpp"

#include <algorithm>

#include "web/accept.hpp"
#include "web/characters.hpp"

namespace web {
namespace {

constexpr std::size_t kLongestId = 64;

struct Hop {
  std::string_view client;
  std::string_view scheme;
};

std::string_view unquoted(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2) : text;
}

// `1.2.3.4`, `1.2.3.4:80`, `2001:db8::1`, `[2001:db8::1]:80`.
std::optional<Address> address_in(std::string_view text) {
  if (text.starts_with('[')) return Address::parse(text.substr(1, text.find(']') - 1));
  if (std::ranges::count(text, ':') == 1) text = text.substr(0, text.find(':'));
  return Address::parse(text);
}

Hop read_forwarded(std::string_view element) {
  Hop hop;
  for (const auto pair : base::split(element, ';')) {
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const auto name = base::trimmed(pair.substr(0, equals));
    const auto value = unquoted(base::trimmed(pair.substr(equals + 1)));
    if (same_name(name, "for")) hop.client = value;
    if (same_name(name, "proto")) hop.scheme = value;
  }
  return hop;
}

std::vector<std::string_view> elements(const RequestData& data, std::string_view name) {
  std::vector<std::string_view> all;
  for (const auto& [header, value] : data.headers) {
    if (!same_name(header, name)) continue;
    for (auto list = value; !list.empty();) all.push_back(next_element(list));
  }
  return all;
}

// The last hop was written by the proxy that speaks to us.
std::vector<Hop> hops_of(const RequestData& data, ForwardedBy header) {
  std::vector<Hop> hops;
  if (header == ForwardedBy::forwarded) {
    for (const auto element : elements(data, "Forwarded")) hops.push_back(read_forwarded(element));
    return hops;
  }
  for (const auto client : elements(data, "X-Forwarded-For")) hops.push_back({.client = client, .scheme = {}});
  const auto schemes = elements(data, "X-Forwarded-Proto");
  if (schemes.empty()) return hops;
  if (hops.empty()) hops.emplace_back();
  hops.back().scheme = schemes.back();
  return hops;
}

bool is_word(std::string_view text) {
  const auto is_fine = [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.'; };
  return !text.empty() && text.size() <= kLongestId && std::ranges::all_of(text, is_fine);
}

}  // namespace

bool TrustedProxies::contains(const Address& address) const {
  return std::ranges::any_of(ranges, [&](const AddressRange& range) { return range.contains(address); });
}

void identify(RequestData& data, const Address& peer, const TrustedProxies& proxies) {
  data.remote = peer;
  data.secure = false;
  if (!proxies.contains(peer)) return;
  const auto hops = hops_of(data, proxies.header);
  if (!hops.empty()) data.secure = same_name(hops.back().scheme, "https");
  // From the nearest hop outwards, as long as the one who wrote it is trusted.
  for (auto hop = hops.rbegin(); hop != hops.rend() && proxies.contains(data.remote); ++hop) {
    const auto address = address_in(hop->client);
    if (!address) break;
    data.remote = *address;
  }
  const auto ids = elements(data, "X-Request-Id");
  if (ids.size() == 1 && is_word(ids.front())) data.id = ids.front();
}

}  // namespace web
