#pragma once

#include <vector>

#include "features/identity/account.hpp"
#include "features/identity/session.hpp"

/// Who may do what with accounts. All of it is pure.
namespace identity::policy {

/// Whether the actor may look accounts up at all; which ones, seen_scopes() says.
[[nodiscard]] bool may_see_accounts(const Actor& actor);
/// Nothing: all accounts. Else those with a grant in one of these scopes: the secretariat of a programme knows its own people.
[[nodiscard]] std::optional<std::vector<Scope>> seen_scopes(const Actor& actor);
[[nodiscard]] bool may_see(const Actor& actor, const std::string& account, const std::vector<KeptGrant>& grants);

[[nodiscard]] bool may_invite(const Actor& actor);
/// Giving and taking away. Who runs a scope gives the roles of those who work in it, but not to himself.
[[nodiscard]] bool may_grant(const Actor& actor, const std::string& account, const Grant& grant);
/// Name, address, language, state, second factor and sessions of others.
[[nodiscard]] bool may_administer(const Actor& actor);

}  // namespace identity::policy
