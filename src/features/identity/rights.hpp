#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "features/identity/api.hpp"

namespace identity {

[[nodiscard]] std::string_view to_text(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);
[[nodiscard]] std::string_view to_text(Scope::Kind kind);
[[nodiscard]] std::optional<Scope::Kind> parse_scope_kind(std::string_view text);
[[nodiscard]] std::string_view to_text(TokenScope scope);
[[nodiscard]] std::optional<TokenScope> parse_token_scope(std::string_view text);

/// Whether the role can be given in such a scope at all: a juror judges in a programme, and nowhere else.
[[nodiscard]] bool is_possible(const Grant& grant);

/// Which of `theirs` somebody with the grants `mine` uses when acting for them: only those of people he works for, in scopes that he runs.
/// So acting for others never lends a right that he could not give.
[[nodiscard]] std::vector<Grant> lent(const std::vector<Grant>& mine, const std::vector<Grant>& theirs);

}  // namespace identity
