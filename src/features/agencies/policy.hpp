#pragma once

#include <vector>

#include "features/identity/api.hpp"

namespace agencies::policy {

/// Names of offices are public, their tree is for those who work with it.
[[nodiscard]] bool may_see(const identity::Actor& actor);
/// `scopes`: the organisation above the new one and those above that; none for one at the top.
[[nodiscard]] bool may_add(const identity::Actor& actor, const std::vector<identity::Scope>& scopes);
/// `scopes`: those above the organisation. Whoever runs one may change what is below it, and not itself: its name and place are given from
/// above.
[[nodiscard]] bool may_change(const identity::Actor& actor, const std::vector<identity::Scope>& scopes);
/// Lists may change anything.
[[nodiscard]] bool may_import(const identity::Actor& actor);

}  // namespace agencies::policy
