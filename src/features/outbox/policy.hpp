#pragma once

#include "features/identity/api.hpp"

/// Who may look at the work behind the answers, and who may change it.
namespace outbox::policy {

[[nodiscard]] inline bool may_operate(const identity::Actor& actor) { return identity::has(actor, identity::Role::administrator, {}); }
[[nodiscard]] inline bool may_see(const identity::Actor& actor) {
  return may_operate(actor) || identity::has(actor, identity::Role::auditor, {});
}

}  // namespace outbox::policy
