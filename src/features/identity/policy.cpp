#include "features/identity/policy.hpp"

#include <algorithm>

#include "features/identity/rights.hpp"

namespace identity::policy {
namespace {

bool is_for_all(const Grant& grant) {
  const bool sees = grant.role == Role::administrator || grant.role == Role::auditor || grant.role == Role::secretariat;
  return sees && grant.scope.kind == Scope::Kind::installation;
}

}  // namespace

bool may_see_accounts(const Actor& actor) { return may_invite(actor) || has(actor, Role::auditor, {}); }

std::optional<std::vector<Scope>> seen_scopes(const Actor& actor) {
  if (std::ranges::any_of(actor.grants, is_for_all)) return std::nullopt;
  std::vector<Scope> scopes;
  for (const Grant& grant : actor.grants) {
    if (grant.role == Role::secretariat) scopes.push_back(grant.scope);
  }
  return scopes;
}

bool may_see(const Actor& actor, const std::string& account, const std::vector<KeptGrant>& grants) {
  if (!actor.is_signed_in()) return false;
  const auto scopes = seen_scopes(actor);
  if (!scopes || account == actor.account) return true;
  return std::ranges::any_of(grants, [&](const KeptGrant& kept) { return std::ranges::find(*scopes, kept.grant.scope) != scopes->end(); });
}

bool may_invite(const Actor& actor) { return has(actor, Role::administrator, {}) || has_anywhere(actor, Role::secretariat); }

bool may_grant(const Actor& actor, const std::string& account, const Grant& grant) {
  if (has(actor, Role::administrator, {})) return true;
  const bool keeps_order = grant.role == Role::administrator || grant.role == Role::auditor || grant.role == Role::secretariat;
  return has(actor, Role::secretariat, grant.scope) && !keeps_order && account != actor.account;
}

bool may_administer(const Actor& actor) { return has(actor, Role::administrator, {}); }

}  // namespace identity::policy
