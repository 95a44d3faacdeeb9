#include "features/identity/store.hpp"

namespace identity::store {
namespace {

const char* word(Purpose purpose) { return purpose == Purpose::invitation ? "invitation" : "reset"; }

}  // namespace

void put_link(Transaction& t, const Link& link, Purpose purpose, const std::string& hash) {
  t.execute(
      "INSERT INTO mailed_links (token_hash, account_id, purpose, expires_at) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (account_id, purpose) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at",
      hash, link.account, word(purpose), base::to_millis(link.expires_at));
}

std::optional<Link> find_link(Transaction& t, Purpose purpose, const std::string& hash) {
  const auto row =
      t.maybe_one("SELECT account_id, expires_at FROM mailed_links WHERE token_hash = $1 AND purpose = $2", hash, word(purpose));
  if (!row) return std::nullopt;
  return Link{.account = row->text(0), .expires_at = base::from_millis(row->integer(1))};
}

void remove_links(Transaction& t, const std::string& account) { t.execute("DELETE FROM mailed_links WHERE account_id = $1", account); }

void put_authenticator(Transaction& t, const std::string& account, const Authenticator& authenticator) {
  t.execute(
      "INSERT INTO authenticators (account_id, secret, confirmed, last_step) VALUES ($1, $2, $3, $4) ON CONFLICT (account_id) "
      "DO UPDATE SET secret = excluded.secret, confirmed = excluded.confirmed, last_step = excluded.last_step",
      account, db::Bytes{authenticator.sealed}, authenticator.confirmed, authenticator.last_step);
}

std::optional<Authenticator> authenticator(Transaction& t, const std::string& account) {
  const auto row = t.maybe_one("SELECT secret, confirmed, last_step FROM authenticators WHERE account_id = $1", account);
  if (!row) return std::nullopt;
  return Authenticator{.sealed = row->bytes(0), .confirmed = row->flag(1), .last_step = row->integer(2)};
}

void remove_authenticator(Transaction& t, const std::string& account) {
  t.execute("DELETE FROM authenticators WHERE account_id = $1", account);
  t.execute("DELETE FROM recovery_codes WHERE account_id = $1", account);
}

void put_recovery_codes(Transaction& t, const std::string& account, const std::vector<std::string>& hashes) {
  t.execute("DELETE FROM recovery_codes WHERE account_id = $1", account);
  for (const std::string& hash : hashes) {
    t.execute("INSERT INTO recovery_codes (account_id, code_hash) VALUES ($1, $2)", account, hash);
  }
}

std::int64_t recovery_codes(Transaction& t, const std::string& account) {
  return t.one("SELECT count(*) FROM recovery_codes WHERE account_id = $1", account).integer(0);
}

bool use_recovery_code(Transaction& t, const std::string& account, const std::string& hash) {
  return t.execute("DELETE FROM recovery_codes WHERE account_id = $1 AND code_hash = $2", account, hash) == 1;
}

base::Instant full_at(Transaction& t, const std::string& bucket) {
  const auto row = t.maybe_one("SELECT full_at FROM throttles WHERE bucket = $1", bucket);
  return base::from_millis(row ? row->integer(0) : 0);
}

void set_full_at(Transaction& t, const std::string& bucket, base::Instant full_at) {
  t.execute("INSERT INTO throttles (bucket, full_at) VALUES ($1, $2) ON CONFLICT (bucket) DO UPDATE SET full_at = excluded.full_at", bucket,
            base::to_millis(full_at));
}

void clean_up(Transaction& t, base::Instant now) {
  const std::int64_t millis = base::to_millis(now);
  t.execute("DELETE FROM sessions WHERE expires_at <= $1 OR seen_at <= $2", millis, base::to_millis(now - kLongestIdle));
  t.execute("DELETE FROM mailed_links WHERE expires_at <= $1", millis);
  t.execute("DELETE FROM known_devices WHERE seen_at <= $1", base::to_millis(now - kDeviceLasts));
  t.execute("DELETE FROM api_tokens WHERE expires_at <= $1", millis);
  t.execute("DELETE FROM throttles WHERE full_at <= $1", millis);
  t.execute("DELETE FROM given_answers WHERE at <= $1", base::to_millis(now - kAnswersLast));
}

}  // namespace identity::store
