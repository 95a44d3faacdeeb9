#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "base/instant.hpp"
#include "features/identity/api.hpp"

namespace identity {

enum class State {
  invited,  ///< has no password yet
  active,
  disabled,  ///< may not sign in; stays, because others refer to it
};
[[nodiscard]] std::string_view to_text(State state);
[[nodiscard]] std::optional<State> parse_state(std::string_view text);

struct Account {
  std::string id;
  std::string mail;  ///< as it was written; sent to as it stands
  std::string name;
  i18n::Language language = i18n::Language::id;
  State state = State::invited;
  std::int64_t version = 1;  ///< counts the changes, those of its grants too
  base::Instant created_at;

  bool operator==(const Account&) const = default;
};

[[nodiscard]] std::string_view to_text(i18n::Language language);

/// The address in the form in which it is compared: two that differ in case only are the same. Nothing for what is no address. Only ASCII:
/// letters that merely look alike must not lead to somebody else's account.
[[nodiscard]] std::optional<std::string> mail_key(std::string_view mail);

/// What an audit line tells of an account.
[[nodiscard]] base::Document audited(const Account& account);
[[nodiscard]] base::Document audited(const Grant& grant);

}  // namespace identity
