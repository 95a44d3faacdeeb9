#pragma once

#include <string>

#include "features/identity/api.hpp"

/// Who may decide what is published. All of it is pure.
namespace programmes::policy {

/// Seeing drafts of a programme, loading, publishing, withdrawing: its secretariat, and nobody else. Whoever runs the machines does not
/// decide results.
[[nodiscard]] inline bool may_publish(const identity::Actor& actor, const std::string& programme) {
  return identity::has(actor, identity::Role::secretariat, identity::programme(programme));
}

/// Opening a programme, and changing what is said of one: the secretariat of the installation for all, that of a programme for its own.
[[nodiscard]] inline bool may_open(const identity::Actor& actor) { return identity::has(actor, identity::Role::secretariat, {}); }

}  // namespace programmes::policy
