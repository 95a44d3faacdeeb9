#include <algorithm>

#include "base/text.hpp"
#include "features/identity/rights.hpp"
#include "features/identity/store.hpp"

namespace identity::store {
namespace {

constexpr const char* kSession = "id, account_id, on_behalf_of, network, agent, created_at, renewed_at, seen_at, expires_at";
constexpr const char* kToken = "id, account_id, name, scopes, created_at, expires_at, seen_at";

Session session_of(const db::Row& row) {
  return {.id = row.text(0),
          .account = row.text(1),
          .on_behalf_of = row.optional_text(2),
          .network = row.text(3),
          .agent = row.text(4),
          .created_at = base::from_millis(row.integer(5)),
          .renewed_at = base::from_millis(row.integer(6)),
          .seen_at = base::from_millis(row.integer(7)),
          .expires_at = base::from_millis(row.integer(8))};
}

/// `read write`.
std::string joined(const std::vector<TokenScope>& scopes) {
  std::string text;
  for (const TokenScope scope : scopes) text.append(text.empty() ? "" : " ").append(to_text(scope));
  return text;
}

Token token_of(const db::Row& row) {
  Token token{.id = row.text(0),
              .account = row.text(1),
              .name = row.text(2),
              .scopes = {},
              .created_at = base::from_millis(row.integer(4)),
              .expires_at = base::from_millis(row.integer(5))};
  for (const std::string_view word : base::split(row.text(3), ' ')) token.scopes.push_back(parse_token_scope(word).value());
  if (const auto seen = row.optional_integer(6)) token.seen_at = base::from_millis(*seen);
  return token;
}

}  // namespace

void insert(Transaction& t, const Session& session, const std::string& hash) {
  t.execute(
      "INSERT INTO sessions (id, account_id, token_hash, on_behalf_of, network, agent, created_at, renewed_at, seen_at, expires_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      session.id, session.account, hash, session.on_behalf_of, session.network, session.agent, base::to_millis(session.created_at),
      base::to_millis(session.renewed_at), base::to_millis(session.seen_at), base::to_millis(session.expires_at));
}

std::optional<Session> find_session(Transaction& t, const std::string& hash) {
  const auto row = t.maybe_one(std::string("SELECT ") + kSession + " FROM sessions WHERE token_hash = $1", hash);
  if (!row) return std::nullopt;
  return session_of(*row);
}

std::optional<Session> session(Transaction& t, const std::string& id) {
  const auto row = t.maybe_one(std::string("SELECT ") + kSession + " FROM sessions WHERE id = $1", id);
  if (!row) return std::nullopt;
  return session_of(*row);
}

std::vector<Session> sessions_of(Transaction& t, const std::string& account) {
  std::vector<Session> sessions;
  for (const db::Row& row :
       t.query(std::string("SELECT ") + kSession + " FROM sessions WHERE account_id = $1 ORDER BY created_at DESC, id DESC", account)) {
    sessions.push_back(session_of(row));
  }
  return sessions;
}

void see_session(Transaction& t, const std::string& id, base::Instant now) {
  t.execute("UPDATE sessions SET seen_at = $2 WHERE id = $1", id, base::to_millis(now));
}

void renew(Transaction& t, const Session& session, const std::string& hash) {
  t.execute("UPDATE sessions SET token_hash = $2, on_behalf_of = $3, renewed_at = $4 WHERE id = $1", session.id, hash, session.on_behalf_of,
            base::to_millis(session.renewed_at));
}

void end_session(Transaction& t, const std::string& id) { t.execute("DELETE FROM sessions WHERE id = $1", id); }

std::int64_t end_sessions(Transaction& t, const std::string& account, const std::string& kept) {
  return t.execute("DELETE FROM sessions WHERE account_id = $1 AND id <> $2", account, kept);
}

bool is_known_device(Transaction& t, const std::string& hash, const std::string& account) {
  return t.maybe_one("SELECT 1 FROM known_devices WHERE token_hash = $1 AND account_id = $2", hash, account).has_value();
}

void know_device(Transaction& t, const std::string& hash, const std::string& account, base::Instant now) {
  t.execute(
      "INSERT INTO known_devices (token_hash, account_id, seen_at) VALUES ($1, $2, $3) "
      "ON CONFLICT (token_hash, account_id) DO UPDATE SET seen_at = excluded.seen_at",
      hash, account, base::to_millis(now));
}

void forget_devices(Transaction& t, const std::string& account) { t.execute("DELETE FROM known_devices WHERE account_id = $1", account); }

void insert(Transaction& t, const Token& token, const std::string& hash) {
  t.execute("INSERT INTO api_tokens (id, account_id, name, token_hash, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            token.id, token.account, token.name, hash, joined(token.scopes), base::to_millis(token.created_at),
            base::to_millis(token.expires_at));
}

std::optional<Token> find_token(Transaction& t, const std::string& hash) {
  const auto row = t.maybe_one(std::string("SELECT ") + kToken + " FROM api_tokens WHERE token_hash = $1", hash);
  if (!row) return std::nullopt;
  return token_of(*row);
}

std::vector<Token> tokens_of(Transaction& t, const std::string& account) {
  std::vector<Token> tokens;
  for (const db::Row& row :
       t.query(std::string("SELECT ") + kToken + " FROM api_tokens WHERE account_id = $1 ORDER BY created_at DESC, id DESC", account)) {
    tokens.push_back(token_of(row));
  }
  return tokens;
}

void see_token(Transaction& t, const std::string& id, base::Instant now) {
  t.execute("UPDATE api_tokens SET seen_at = $2 WHERE id = $1", id, base::to_millis(now));
}

void remove_token(Transaction& t, const std::string& id) { t.execute("DELETE FROM api_tokens WHERE id = $1", id); }

void remove_tokens(Transaction& t, const std::string& account) { t.execute("DELETE FROM api_tokens WHERE account_id = $1", account); }

}  // namespace identity::store
