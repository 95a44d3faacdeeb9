#include "features/identity/rights.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace identity {
namespace {

template <class Value, std::size_t Count>
using Words = std::array<std::pair<Value, std::string_view>, Count>;

constexpr Words<Role, 7> kRoles{{{Role::administrator, "administrator"},
                                 {Role::auditor, "auditor"},
                                 {Role::secretariat, "secretariat"},
                                 {Role::juror, "juror"},
                                 {Role::assessor, "assessor"},
                                 {Role::applicant, "applicant"},
                                 {Role::leader, "leader"}}};
constexpr Words<Scope::Kind, 3> kKinds{
    {{Scope::Kind::installation, "installation"}, {Scope::Kind::programme, "programme"}, {Scope::Kind::organisation, "organisation"}}};
constexpr Words<TokenScope, 3> kTokenScopes{
    {{TokenScope::read, "read"}, {TokenScope::write, "write"}, {TokenScope::administer, "administer"}}};

template <class Value, std::size_t Count>
std::string_view word(const Words<Value, Count>& words, Value value) {
  return std::ranges::find(words, value, &std::pair<Value, std::string_view>::first)->second;
}

template <class Value, std::size_t Count>
std::optional<Value> value(const Words<Value, Count>& words, std::string_view word) {
  const auto* const found = std::ranges::find(words, word, &std::pair<Value, std::string_view>::second);
  return found == words.end() ? std::nullopt : std::optional(found->first);
}

bool holds_in(const Grant& grant, Role role, const Scope& scope) {
  return grant.role == role && (grant.scope.kind == Scope::Kind::installation || grant.scope == scope);
}

}  // namespace

std::string_view to_text(Role role) { return word(kRoles, role); }
std::optional<Role> parse_role(std::string_view text) { return value(kRoles, text); }
std::string_view to_text(Scope::Kind kind) { return word(kKinds, kind); }
std::optional<Scope::Kind> parse_scope_kind(std::string_view text) { return value(kKinds, text); }
std::string_view to_text(TokenScope scope) { return word(kTokenScopes, scope); }
std::optional<TokenScope> parse_token_scope(std::string_view text) { return value(kTokenScopes, text); }

bool is_possible(const Grant& grant) {
  using Kind = Scope::Kind;
  const Kind kind = grant.scope.kind;
  if (grant.scope.id.empty() != (kind == Kind::installation)) return false;
  switch (grant.role) {
    case Role::administrator:
      return kind == Kind::installation;
    case Role::auditor:
    case Role::secretariat:
      return true;
    case Role::juror:
    case Role::assessor:
      return kind == Kind::programme;
    case Role::applicant:
      return kind != Kind::installation;
    case Role::leader:
      return kind != Kind::programme;
  }
  return false;
}

std::vector<Grant> lent(const std::vector<Grant>& mine, const std::vector<Grant>& theirs) {
  const auto runs = [&](const Scope& scope) {
    return std::ranges::any_of(
        mine, [&](const Grant& grant) { return holds_in(grant, Role::administrator, scope) || holds_in(grant, Role::secretariat, scope); });
  };
  std::vector<Grant> lent;
  for (const Grant& grant : theirs) {
    const bool keeps_order = grant.role == Role::administrator || grant.role == Role::auditor || grant.role == Role::secretariat;
    if (!keeps_order && runs(grant.scope)) lent.push_back(grant);
  }
  return lent;
}

bool has(const Actor& actor, Role role, const Scope& scope) {
  return std::ranges::any_of(actor.grants, [&](const Grant& grant) { return holds_in(grant, role, scope); });
}

bool has_in_any(const Actor& actor, Role role, const std::vector<Scope>& scopes) {
  return std::ranges::any_of(scopes, [&](const Scope& scope) { return has(actor, role, scope); });
}

bool has_anywhere(const Actor& actor, Role role) {
  return std::ranges::any_of(actor.grants, [&](const Grant& grant) { return grant.role == role; });
}

std::vector<std::string> scopes_of(const Actor& actor, Role role, Scope::Kind kind) {
  std::vector<std::string> ids;
  for (const Grant& grant : actor.grants) {
    if (grant.role == role && grant.scope.kind == kind) ids.push_back(grant.scope.id);
  }
  return ids;
}

void require(const Actor& actor, bool may) {
  if (may) return;
  if (!actor.is_signed_in()) throw base::Error(base::Kind::unauthenticated, "identity.sign_in_first");
  throw base::Error(base::Kind::forbidden, "identity.forbidden");
}

audit::Author author_of(const Caller& caller) {
  const std::string& account = caller.actor.account;
  return {
      .account = account.empty() ? audit::kNobody : account, .on_behalf_of = caller.actor.on_behalf_of, .request_id = caller.request_id};
}

Caller operator_caller() { return {.actor = {.account = audit::kOperator, .grants = {{Role::administrator, {}}}}, .request_id = {}}; }

}  // namespace identity
