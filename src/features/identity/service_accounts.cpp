#include <algorithm>

#include "features/identity/accounts.hpp"
#include "features/identity/policy.hpp"
#include "features/identity/rights.hpp"
#include "features/identity/service_parts.hpp"

namespace identity {
namespace {

AccountWithGrants with_grants(db::Transaction& t, const Account& account) { return {account, store::grants_of(t, account.id)}; }

/// The account, if the caller may know of it.
AccountWithGrants seen(db::Transaction& t, const Caller& caller, const std::string& id) {
  require(caller.actor, policy::may_see_accounts(caller.actor));
  const auto account = store::find(t, id);
  if (account) {
    AccountWithGrants found = with_grants(t, *account);
    if (policy::may_see(caller.actor, id, found.grants)) return found;
  }
  throw base::Error(base::Kind::not_found, "identity.no_account");
}

void check(db::Transaction& t, const Tools& tools, const Caller& caller, const std::string& account, const Grant& grant) {
  if (!is_possible(grant)) {
    throw base::Error(base::Kind::invalid, "identity.impossible_grant",
                      {{"field", "grants"}, {"role", std::string(to_text(grant.role))}, {"scope", std::string(to_text(grant.scope.kind))}});
  }
  require(caller.actor, policy::may_grant(caller.actor, account, grant));
  if (grant.scope.kind != Scope::Kind::installation && !tools.scope_exists(t, grant.scope)) {
    throw base::Error(base::Kind::invalid, "identity.no_scope", {{"field", "grants"}, {"id", grant.scope.id}});
  }
}

/// The version of an account also tells of its grants, so that nobody changes what he has not seen.
void raise_version(db::Transaction& t, const std::string& account) {
  static_cast<void>(store::update(t, existing(t, account)));  // it was read in this transaction
}

/// `account` is the one that gets it; leaves it as it is if it has it.
void give(db::Transaction& t, const Tools& tools, const Caller& caller, const std::string& account, const Grant& grant) {
  check(t, tools, caller, account, grant);
  const KeptGrant kept{.id = tools.new_id(), .grant = grant, .granted_at = tools.clock()};
  if (!store::add_grant(t, account, kept)) return;
  raise_version(t, account);
  record(t, tools, author_of(caller), "identity.granted", account, {.after = audited(grant)});
}

bool is_administrator(const std::vector<KeptGrant>& grants) {
  return std::ranges::any_of(grants, [](const KeptGrant& kept) { return kept.grant.role == Role::administrator; });
}

void require_an_administrator(db::Transaction& t) {
  if (store::administrators(t) == 0) throw base::Error(base::Kind::conflict, "identity.last_administrator");
}

std::string mail_link(db::Transaction& t, const Tools& tools, const Account& account) {
  std::string token = new_token();
  store::put_link(t, {.account = account.id, .expires_at = tools.clock() + kInvitationLasts}, store::Purpose::invitation, hash_of(token));
  tools.mailer.send(t, invitation_mail(account, invitation_link(tools.public_url, token)));
  return token;
}

Account made(db::Transaction& t, const Tools& tools, const Invitation& invitation) {
  Account account{
      .id = tools.new_id(), .mail = invitation.mail, .name = invitation.name, .language = invitation.language, .created_at = tools.clock()};
  store::insert(t, account);
  return account;
}

/// All that somebody could get in with.
void shut_out(db::Transaction& t, const std::string& account) {
  store::end_sessions(t, account, "");
  store::remove_tokens(t, account);
  store::remove_links(t, account);
  store::forget_devices(t, account);
}

std::string checked_key(const std::string& mail) {
  auto key = mail_key(mail);
  if (!key) throw base::Error(base::Kind::invalid, "identity.bad_mail", {{"field", "mail"}});
  return *key;
}

Account changed(db::Transaction& t, Account account, const AccountChange& change) {
  if (change.name) account.name = *change.name;
  if (change.language) account.language = *change.language;
  if (change.mail) {
    const auto holder = store::find_by_mail(t, checked_key(*change.mail));
    if (holder && holder->id != account.id) throw base::Error(base::Kind::conflict, "identity.mail_taken", {{"field", "mail"}});
    account.mail = *change.mail;
  }
  if (change.disabled) {
    const bool has_password = store::password_hash(t, account.id).has_value();
    account.state = *change.disabled ? State::disabled : has_password ? State::active : State::invited;
  }
  return account;
}

void save(db::Transaction& t, const Tools& tools, const Caller& caller, const Account& before, const Account& after) {
  if (!store::update(t, after)) throw base::Error(base::Kind::precondition, "identity.changed_meanwhile");
  if (after.mail != before.mail) {
    store::remove_links(t, after.id);  // who reads the old address must not get in by them
    tools.mailer.send(t, notice_mail(before, Notice::address_changed));
  }
  if (after.state == State::disabled && before.state != State::disabled) {
    shut_out(t, after.id);
    if (is_administrator(store::grants_of(t, after.id))) require_an_administrator(t);
  }
  record(t, tools, author_of(caller), "identity.account_changed", after.id, {.before = audited(before), .after = audited(after)});
}

}  // namespace

std::vector<AccountWithGrants> list_accounts(const Tools& tools, const Caller& caller, store::Filter filter, const std::string& after,
                                             std::size_t limit) {
  require(caller.actor, policy::may_see_accounts(caller.actor));
  filter.scopes = policy::seen_scopes(caller.actor);
  return tools.database.write([&](db::Transaction& t) {
    std::vector<AccountWithGrants> found;
    for (const Account& account : store::list(t, filter, after, limit)) found.push_back(with_grants(t, account));
    base::Document::Map asked = {{"words", filter.words}, {"accounts", static_cast<std::int64_t>(found.size())}};
    record(t, tools, author_of(caller), "identity.accounts_listed", "", {.after = std::move(asked)});
    return found;
  });
}

std::optional<std::string> name_of(db::Transaction& transaction, const std::string& account) {
  const auto found = store::find(transaction, account);
  return found ? std::optional(found->name) : std::nullopt;
}

AccountWithGrants account(const Tools& tools, const Caller& caller, const std::string& id) {
  return tools.database.write([&](db::Transaction& t) {
    AccountWithGrants found = seen(t, caller, id);
    record(t, tools, author_of(caller), "identity.account_read", id);
    return found;
  });
}

Invited invite(const Tools& tools, const Caller& caller, const Invitation& invitation) {
  // Without a role in a scope of his own, the one who invites would not see whom he has invited.
  const bool may = policy::may_administer(caller.actor) || (policy::may_invite(caller.actor) && !invitation.grants.empty());
  require(caller.actor, may);
  const std::string key = checked_key(invitation.mail);
  return tools.database.write([&](db::Transaction& t) {
    const auto there = store::find_by_mail(t, key);
    if (there && there->state == State::disabled) throw base::Error(base::Kind::conflict, "identity.account_disabled");
    const Account account = there ? *there : made(t, tools, invitation);
    Invited invited{.account = {}, .is_new = !there, .token = {}};
    if (invited.is_new) {
      record(t, tools, author_of(caller), "identity.account_invited", account.id, {.after = audited(account)});
      invited.token = mail_link(t, tools, account);
    }
    for (const Grant& grant : invitation.grants) give(t, tools, caller, account.id, grant);
    invited.account = with_grants(t, existing(t, account.id));
    return invited;
  });
}

std::string invite_again(const Tools& tools, const Caller& caller, const std::string& id) {
  return tools.database.write([&](db::Transaction& t) {
    const Account account = seen(t, caller, id).account;
    require(caller.actor, policy::may_invite(caller.actor));
    if (account.state != State::invited) throw base::Error(base::Kind::conflict, "identity.not_invited");
    std::string token = mail_link(t, tools, account);
    record(t, tools, author_of(caller), "identity.invited_again", id);
    return token;
  });
}

AccountWithGrants change_account(const Tools& tools, const Caller& caller, const std::string& id, std::int64_t version,
                                 const AccountChange& change) {
  require(caller.actor, policy::may_administer(caller.actor));
  return tools.database.write([&](db::Transaction& t) {
    const Account before = seen(t, caller, id).account;
    Account after = changed(t, before, change);
    after.version = version;
    save(t, tools, caller, before, after);
    return with_grants(t, existing(t, id));
  });
}

Account change_own_account(const Tools& tools, const Caller& caller, std::int64_t version, const AccountChange& change) {
  require_in_person(caller);
  return tools.database.write([&](db::Transaction& t) {
    const Account before = existing(t, caller.actor.account);
    Account after = changed(t, before, {.name = change.name, .language = change.language});
    after.version = version;
    save(t, tools, caller, before, after);
    return existing(t, before.id);
  });
}

AccountWithGrants grant(const Tools& tools, const Caller& caller, const std::string& id, const Grant& grant) {
  return tools.database.write([&](db::Transaction& t) {
    static_cast<void>(seen(t, caller, id));
    give(t, tools, caller, id, grant);
    return with_grants(t, existing(t, id));
  });
}

AccountWithGrants revoke(const Tools& tools, const Caller& caller, const std::string& id, const std::string& grant_id) {
  return tools.database.write([&](db::Transaction& t) {
    const AccountWithGrants found = seen(t, caller, id);
    const auto kept = std::ranges::find(found.grants, grant_id, &KeptGrant::id);
    if (kept == found.grants.end()) throw base::Error(base::Kind::not_found, "identity.no_grant");
    require(caller.actor, policy::may_grant(caller.actor, id, kept->grant));
    store::remove_grant(t, grant_id);
    raise_version(t, id);
    if (kept->grant.role == Role::administrator) require_an_administrator(t);
    record(t, tools, author_of(caller), "identity.revoked", id, {.before = audited(kept->grant)});
    return with_grants(t, existing(t, id));
  });
}

void end_sessions_of(const Tools& tools, const Caller& caller, const std::string& id) {
  require(caller.actor, policy::may_administer(caller.actor));
  tools.database.write([&](db::Transaction& t) {
    const Account account = existing(t, id);
    const std::int64_t ended = store::end_sessions(t, account.id, caller.actor.session);
    record(t, tools, author_of(caller), "identity.sessions_ended", id, {.before = base::Document::Map{{"sessions", ended}}});
  });
}

void remove_second_factor_of(const Tools& tools, const Caller& caller, const std::string& id) {
  require(caller.actor, policy::may_administer(caller.actor));
  tools.database.write([&](db::Transaction& t) {
    const Account account = existing(t, id);
    if (!has_second_factor(t, id)) throw base::Error(base::Kind::conflict, "identity.second_factor_is_off");
    store::remove_authenticator(t, id);
    record(t, tools, author_of(caller), "identity.second_factor_off", id);
    tools.mailer.send(t, notice_mail(account, Notice::second_factor_off));
  });
}

std::string make_reset_link(const Tools& tools, const Caller& caller, const std::string& mail) {
  require(caller.actor, policy::may_administer(caller.actor));
  const std::string key = checked_key(mail);
  return tools.database.write([&](db::Transaction& t) {
    const auto account = store::find_by_mail(t, key);
    if (!account || account->state != State::active) throw base::Error(base::Kind::not_found, "identity.no_account");
    const std::string token = new_token();
    store::put_link(t, {.account = account->id, .expires_at = tools.clock() + kResetLasts}, store::Purpose::reset, hash_of(token));
    record(t, tools, author_of(caller), "identity.reset_requested", account->id);
    return reset_link(tools.public_url, token);
  });
}

}  // namespace identity
