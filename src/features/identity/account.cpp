#include "features/identity/account.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "features/identity/rights.hpp"

namespace identity {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_local_part(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~";
  constexpr std::size_t kMost = 64;
  const auto is_atom = [&](std::string_view atom) {
    return !atom.empty() &&
           std::ranges::all_of(atom, [&](char c) { return is_letter_or_digit(c) || kMarks.find(c) != std::string_view::npos; });
  };
  return text.size() <= kMost && std::ranges::all_of(base::split(text, '.'), is_atom);
}

bool is_domain(std::string_view text) {
  constexpr std::size_t kMost = 63;
  return std::ranges::all_of(base::split(text, '.'), [](std::string_view label) {
    return !label.empty() && label.size() <= kMost && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
  });
}

}  // namespace

std::string_view to_text(State state) {
  switch (state) {
    case State::invited:
      return "invited";
    case State::active:
      return "active";
    case State::disabled:
      return "disabled";
  }
  return "";
}

std::optional<State> parse_state(std::string_view text) {
  for (const State state : {State::invited, State::active, State::disabled}) {
    if (text == to_text(state)) return state;
  }
  return std::nullopt;
}

std::string_view to_text(i18n::Language language) { return language == i18n::Language::en ? "en" : "id"; }

std::optional<std::string> mail_key(std::string_view mail) {
  constexpr std::size_t kMost = 254;  // RFC 5321
  std::string key = base::lowered(mail);
  const auto at = key.find('@');
  if (key.size() > kMost || at == std::string::npos) return std::nullopt;
  const std::string_view whole = key;
  if (!is_local_part(whole.substr(0, at)) || !is_domain(whole.substr(at + 1))) return std::nullopt;
  return key;
}

base::Document audited(const Account& account) {
  return base::Document::Map{{"mail", account.mail},
                             {"name", account.name},
                             {"language", std::string(to_text(account.language))},
                             {"state", std::string(to_text(account.state))}};
}

base::Document audited(const Grant& grant) {
  return base::Document::Map{
      {"role", std::string(to_text(grant.role))}, {"scope", std::string(to_text(grant.scope.kind))}, {"scope_id", grant.scope.id}};
}

}  // namespace identity
