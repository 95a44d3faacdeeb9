#include <algorithm>

#include "features/identity/rights.hpp"
#include "features/identity/service_parts.hpp"

namespace identity {
namespace {

/// What the account lends to who acts for it.
std::vector<Grant> lent_by(db::Transaction& t, const std::string& account, const std::vector<Grant>& mine, base::Instant moment) {
  const auto holder = store::find(t, account);
  if (!holder || holder->state != State::active) return {};
  return lent(mine, given_until(store::grants_of(t, account), moment));
}

Visitor visitor_of(db::Transaction& t, const Session& session, const Account& account) {
  const auto kept = store::grants_of(t, account.id);
  std::vector<Grant> mine = given_until(kept, session.renewed_at);
  Visitor visitor{.actor = {.account = account.id, .grants = mine, .on_behalf_of = session.on_behalf_of, .session = session.id},
                  .account = account,
                  .session = session};
  for (const KeptGrant& grant : kept) {
    if (grant.granted_at > session.renewed_at) visitor.renewable.push_back(grant.grant);
  }
  if (session.on_behalf_of) {
    visitor.acts_for = store::find(t, *session.on_behalf_of);
    visitor.actor.grants = lent_by(t, *session.on_behalf_of, mine, session.renewed_at);
  }
  return visitor;
}

std::optional<Account> active(db::Transaction& t, const std::string& id) {
  auto account = store::find(t, id);
  return account && account->state == State::active ? account : std::nullopt;
}

/// Whether what was seen then has to be noted again.
bool is_stale(const std::optional<base::Instant>& seen, base::Instant now) { return !seen || now - *seen >= kSeenEvery || now < *seen; }

}  // namespace

std::optional<Visitor> find_by_session(const Tools& tools, const std::string& session_token) {
  const base::Instant now = tools.clock();
  auto visitor = tools.database.read([&](db::Transaction& t) -> std::optional<Visitor> {
    const auto session = store::find_session(t, hash_of(session_token));
    if (!session || is_over(*session, now)) return std::nullopt;
    const auto account = active(t, session->account);
    if (!account) return std::nullopt;
    return visitor_of(t, *session, *account);
  });
  if (visitor && is_stale(visitor->session->seen_at, now)) {
    tools.database.write([&](db::Transaction& t) { store::see_session(t, visitor->session->id, now); });
  }
  return visitor;
}

std::optional<Visitor> find_by_api_token(const Tools& tools, const std::string& api_token) {
  const base::Instant now = tools.clock();
  auto visitor = tools.database.read([&](db::Transaction& t) -> std::optional<Visitor> {
    const auto token = store::find_token(t, hash_of(api_token));
    if (!token || now >= token->expires_at) return std::nullopt;
    const auto account = active(t, token->account);
    if (!account) return std::nullopt;
    std::vector<Grant> grants;
    for (const KeptGrant& kept : store::grants_of(t, account->id)) grants.push_back(kept.grant);
    return Visitor{.actor = {.account = account->id, .grants = grants, .token = token->id}, .account = *account, .token = token};
  });
  if (visitor && is_stale(visitor->token->seen_at, now)) {
    tools.database.write([&](db::Transaction& t) { store::see_token(t, visitor->token->id, now); });
  }
  return visitor;
}

std::string renew_session(const Tools& tools, const Caller& caller) {
  return tools.database.write([&](db::Transaction& t) { return renew_token(t, tools, own_session(t, caller)); });
}

void sign_out(const Tools& tools, const Caller& caller) {
  tools.database.write([&](db::Transaction& t) {
    const Session session = own_session(t, caller);
    store::end_session(t, session.id);
    record(t, tools, author_of(caller), "identity.signed_out", session.account);
  });
}

std::vector<Session> sessions(const Tools& tools, const Caller& caller) {
  const base::Instant now = tools.clock();
  auto all = tools.database.read([&](db::Transaction& t) { return store::sessions_of(t, caller.actor.account); });
  std::erase_if(all, [&](const Session& session) { return is_over(session, now); });
  return all;
}

void end_session(const Tools& tools, const Caller& caller, const std::string& id) {
  require_in_person(caller);
  tools.database.write([&](db::Transaction& t) {
    const auto session = store::session(t, id);
    if (!session || session->account != caller.actor.account) throw base::Error(base::Kind::not_found, "identity.no_session");
    store::end_session(t, id);
    record(t, tools, author_of(caller), "identity.session_ended", session->account, {.before = base::Document::Map{{"session", id}}});
  });
}

void end_other_sessions(const Tools& tools, const Caller& caller) {
  require_in_person(caller);
  tools.database.write([&](db::Transaction& t) {
    const std::int64_t ended = store::end_sessions(t, caller.actor.account, caller.actor.session);
    record(t, tools, author_of(caller), "identity.other_sessions_ended", caller.actor.account,
           {.before = base::Document::Map{{"sessions", ended}}});
  });
}

std::string act_on_behalf(const Tools& tools, const Caller& caller, const std::string& account) {
  require_in_person(caller);
  return tools.database.write([&](db::Transaction& t) {
    Session session = own_session(t, caller);
    const auto now = tools.clock();
    const bool lends = account != caller.actor.account && !lent_by(t, account, caller.actor.grants, now).empty();
    if (!lends) throw base::Error(base::Kind::forbidden, "identity.not_on_behalf");
    session.on_behalf_of = account;
    record(t, tools, author_of(caller), "identity.acting_began", account);
    return renew_token(t, tools, session);
  });
}

std::string act_for_oneself(const Tools& tools, const Caller& caller) {
  return tools.database.write([&](db::Transaction& t) {
    Session session = own_session(t, caller);
    if (session.on_behalf_of) record(t, tools, author_of(caller), "identity.acting_ended", *session.on_behalf_of);
    session.on_behalf_of.reset();
    return renew_token(t, tools, session);
  });
}

}  // namespace identity
