#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/identity/service.hpp"
#include "features/identity/store.hpp"

/// Accounts as those see and change them who run the installation, a programme or an organisation.
namespace identity {

struct AccountWithGrants {
  Account account;
  std::vector<KeptGrant> grants;

  bool operator==(const AccountWithGrants&) const = default;
};

/// Those that the caller may see; `filter.scopes` is set here. Each call is a line of the audit: names and addresses are personal data.
[[nodiscard]] std::vector<AccountWithGrants> list_accounts(const Tools& tools, const Caller& caller, store::Filter filter,
                                                           const std::string& after, std::size_t limit);
/// Error(not_found, identity.no_account) also for one that the caller may not see.
[[nodiscard]] AccountWithGrants account(const Tools& tools, const Caller& caller, const std::string& id);

struct Invitation {
  std::string mail;
  std::string name;
  i18n::Language language = i18n::Language::id;
  std::vector<Grant> grants = {};
};
struct Invited {
  AccountWithGrants account;
  bool is_new = false;
  std::string token;  ///< of the mailed link; empty for an account that was there: it only gets the grants
};
/// Invites somebody by mail. Error(forbidden), Error(invalid): identity.bad_mail, identity.impossible_grant, identity.no_scope.
Invited invite(const Tools& tools, const Caller& caller, const Invitation& invitation);
/// Mails a new link, and gives its token; the old one is over. Error(conflict, identity.not_invited) for who has accepted.
std::string invite_again(const Tools& tools, const Caller& caller, const std::string& id);

struct AccountChange {
  std::optional<std::string> mail = {};
  std::optional<std::string> name = {};
  std::optional<i18n::Language> language = {};
  std::optional<bool> disabled = {};
};
/// `version`: the one that the caller has seen; Error(precondition, identity.changed_meanwhile) if it is another by now. Disabling ends all
/// that the account could get in with. Error(conflict): identity.mail_taken, identity.last_administrator.
AccountWithGrants change_account(const Tools& tools, const Caller& caller, const std::string& id, std::int64_t version,
                                 const AccountChange& change);
/// The same for the caller's own name and language.
Account change_own_account(const Tools& tools, const Caller& caller, std::int64_t version, const AccountChange& change);

/// Error(forbidden); what the account has already is left as it is.
AccountWithGrants grant(const Tools& tools, const Caller& caller, const std::string& id, const Grant& grant);
/// Error(not_found, identity.no_grant), Error(conflict, identity.last_administrator).
AccountWithGrants revoke(const Tools& tools, const Caller& caller, const std::string& id, const std::string& grant_id);

void end_sessions_of(const Tools& tools, const Caller& caller, const std::string& id);
/// For who has lost authenticator and recovery codes: the password alone signs in until there is a new one.
void remove_second_factor_of(const Tools& tools, const Caller& caller, const std::string& id);

/// A link with which the holder of an active account sets a new password, for where no mail can be sent.
[[nodiscard]] std::string make_reset_link(const Tools& tools, const Caller& caller, const std::string& mail);

}  // namespace identity
