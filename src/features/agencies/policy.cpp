#include "features/agencies/policy.hpp"

namespace agencies::policy {
namespace {

using identity::Role;

bool runs_all(const identity::Actor& actor) {
  return identity::has(actor, Role::administrator, {}) || identity::has(actor, Role::secretariat, {});
}

}  // namespace

bool may_see(const identity::Actor& actor) { return actor.is_signed_in(); }

bool may_add(const identity::Actor& actor, const std::vector<identity::Scope>& scopes) { return may_change(actor, scopes); }

bool may_change(const identity::Actor& actor, const std::vector<identity::Scope>& scopes) {
  return runs_all(actor) || identity::has_in_any(actor, Role::secretariat, scopes);
}

bool may_import(const identity::Actor& actor) { return runs_all(actor); }

}  // namespace agencies::policy
