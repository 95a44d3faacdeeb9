#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "crypto/crypto.hpp"
#include "features/identity/routes.hpp"
#include "features/identity/routes_parts.hpp"
#include "features/identity/store.hpp"
#include "web/upload.hpp"

namespace identity {
namespace {

constexpr std::size_t kLongestKey = 200;

std::string checked_key(std::string_view key) {
  const bool good = !key.empty() && key.size() <= kLongestKey && std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7f; });
  if (!good) {
    throw base::Error(base::Kind::invalid, "identity.bad_key", {{"field", "Idempotency-Key"}, {"most", std::to_string(kLongestKey)}});
  }
  return std::string(key);
}

/// What is asked, and for whom.
std::string hash_of(const web::Request& request, const Actor& actor) {
  std::string text = actor.owner() + '\n' + request.route().name + '\n' + request.path() + '\n';
  for (const auto& [name, value] : request.queries()) text += name + '=' + value + '\n';
  const web::Upload* upload = request.upload();
  return crypto::sha256(text + '\n' + (upload == nullptr ? std::string(request.body()) : upload->sha256()));
}

web::Response again(const store::GivenAnswer& given, const std::string& asked) {
  if (given.asked != asked) throw base::Error(base::Kind::conflict, "identity.key_reused");
  if (!given.status) throw base::Error(base::Kind::conflict, "identity.key_running");
  auto response = web::json_response(given.body, static_cast<int>(*given.status));
  response.tag = given.tag;
  return response;
}

web::Response answer(const Tools& tools, const web::Handler& handler, const web::Request& request) {
  const auto header = request.header("Idempotency-Key");
  if (!header) return handler(request);
  const Actor& actor = visitor_of(request).actor;
  const store::Key key{.account = actor.account, .key = checked_key(*header)};
  const std::string asked = hash_of(request, actor);
  const auto given = tools.database.write([&](db::Transaction& t) { return store::take_key(t, key, asked, tools.clock()); });
  if (given) return again(*given, asked);
  try {
    auto response = handler(request);
    const store::GivenAnswer answer{
        .asked = asked, .status = response.status, .body = std::get<std::string>(response.body), .tag = response.tag};
    tools.database.write([&](db::Transaction& t) { store::keep_answer(t, key, answer); });
    return response;
  } catch (const base::Error& error) {
    // What is not there for now may have been carried out all the same.
    if (error.kind() != base::Kind::unavailable) tools.database.write([&](db::Transaction& t) { store::release_key(t, key); });
    throw;
  }
}

}  // namespace

web::Route once(const Tools& tools, web::Route route) {
  const auto* access = route.extras.find<Access>();
  if (access == nullptr || !access->once) return route;
  route.handler = [&tools, handler = std::move(route.handler)](const web::Request& request) { return answer(tools, handler, request); };
  return route;
}

}  // namespace identity
