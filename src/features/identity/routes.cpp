#include "features/identity/routes.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/error.hpp"
#include "features/identity/rights.hpp"
#include "features/identity/routes_parts.hpp"
#include "web/security.hpp"

namespace identity {
namespace {

constexpr std::string_view kBearer = "Bearer ";

/// The API token of the request; nothing without an Authorization header.
std::optional<std::string> bearer_of(const web::Request& request) {
  const auto header = request.header("Authorization");
  if (!header) return std::nullopt;
  return header->starts_with(kBearer) ? std::string(header->substr(kBearer.size())) : std::string();
}

TokenScope needed(const Access& access, const web::Request& request) {
  return access.token_scope.value_or(web::changes_state(request.method()) ? TokenScope::write : TokenScope::read);
}

void check_token(const Token& token, const Access& access, const web::Request& request) {
  if (access.who == Access::Who::in_person) throw base::Error(base::Kind::forbidden, "identity.in_person_only");
  const TokenScope scope = needed(access, request);
  if (std::ranges::find(token.scopes, scope) != token.scopes.end()) return;
  throw base::Error(base::Kind::forbidden, "identity.token_scope", {{"scope", std::string(to_text(scope))}});
}

void check(const Visitor& visitor, const Access& access, const web::Request& request) {
  if (visitor.token) check_token(*visitor.token, access, request);
  if (access.who == Access::Who::in_person && visitor.actor.on_behalf_of) {
    throw base::Error(base::Kind::forbidden, "identity.in_person_only");
  }
  const bool has_role =
      access.roles.empty() || std::ranges::any_of(access.roles, [&](Role role) { return has_anywhere(visitor.actor, role); });
  require(visitor.actor, has_role);
}

/// Nobody: there is neither a token nor a session, or the session is over.
std::optional<Visitor> find_visitor(const Tools& tools, const web::Request& request, const std::optional<std::string>& bearer) {
  if (bearer) {
    auto visitor = find_by_api_token(tools, *bearer);
    if (!visitor) throw base::Error(base::Kind::unauthenticated, "identity.bad_token");
    return visitor;
  }
  const std::string token = session_token_of(request);
  return token.empty() ? std::nullopt : find_by_session(tools, token);
}

void look_at(const Tools& tools, web::Request& request) {
  const auto* access = request.route().extras.find<Access>();
  if (access == nullptr) throw base::Error(base::Kind::forbidden, "identity.forbidden");
  const auto bearer = bearer_of(request);
  // No page of others can send an Authorization header without being asked first (CORS), and we never allow it.
  if (web::changes_state(request.method()) && !bearer) web::require_same_origin(request);
  if (access->who == Access::Who::everybody) return;
  auto visitor = find_visitor(tools, request, bearer);
  if (visitor) {
    check(*visitor, *access, request);
    request.extras().set(std::move(*visitor));
  } else if (access->who != Access::Who::anybody) {
    throw base::Error(base::Kind::unauthenticated, "identity.sign_in_first");
  }
}

}  // namespace

Caller caller_of(const web::Request& request) {
  const auto* visitor = request.extras().find<Visitor>();
  return {.actor = visitor == nullptr ? Actor() : visitor->actor, .request_id = request.id()};
}

web::Guard guard(const Tools& tools) {
  return [&tools](web::Request& request) { look_at(tools, request); };
}

void check_access(const web::Router& router) {
  for (const web::Route& route : router.routes()) {
    if (route.extras.find<Access>() == nullptr) throw std::logic_error("route " + route.name + " says nothing of who may use it");
  }
}

std::vector<web::Route> routes(const Tools& tools, const web::Clock& clock) {
  std::vector<web::Route> all = session_routes(tools, clock);
  for (const auto& more : {provider_routes(tools, clock), own_routes(tools), account_routes(tools)}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace identity
