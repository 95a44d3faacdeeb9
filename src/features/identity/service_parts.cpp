#include "features/identity/service_parts.hpp"

#include <algorithm>

#include "crypto/crypto.hpp"
#include "features/identity/password.hpp"
#include "features/identity/totp.hpp"

namespace identity {

std::string new_token() {
  constexpr std::size_t kBytes = 32;
  return crypto::random_hex(kBytes);
}

std::string hash_of(const std::string& token) { return crypto::sha256(token); }

void record(db::Transaction& t, const Tools& tools, const audit::Author& author, const char* action, const std::string& account,
            Change change) {
  audit::record(t, {.at = tools.clock(),
                    .author = author,
                    .action = action,
                    .subject = {.type = "account", .id = account},
                    .before = std::move(change.before),
                    .after = std::move(change.after)});
}

Account existing(db::Transaction& t, const std::string& id) {
  auto account = store::find(t, id);
  if (!account) throw base::Error(base::Kind::not_found, "identity.no_account");
  return *account;
}

std::optional<std::chrono::milliseconds> take(db::Transaction& t, const Buckets& buckets, base::Instant now) {
  std::vector<Attempt> attempts;
  std::optional<std::chrono::milliseconds> wait;
  for (const Bucket& bucket : buckets) {
    attempts.push_back(take(bucket.limit, store::full_at(t, bucket.name), now));
    wait = std::max(wait, attempts.back().wait);
  }
  if (wait) return wait;
  for (std::size_t i = 0; i < buckets.size(); ++i) store::set_full_at(t, buckets[i].name, attempts[i].full_at);
  return std::nullopt;
}

void give_back(db::Transaction& t, const Buckets& buckets) {
  for (const Bucket& bucket : buckets) store::set_full_at(t, bucket.name, give_back(bucket.limit, store::full_at(t, bucket.name)));
}

void refuse_attempts(std::chrono::milliseconds wait) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
  throw base::Error(base::Kind::rate_limited, "identity.too_many_attempts",
                    {{"retry_after", std::to_string(seconds)}, {"minutes", std::to_string(minutes)}});
}

void require_in_person(const Caller& caller) {
  if (!caller.actor.is_signed_in()) throw base::Error(base::Kind::unauthenticated, "identity.sign_in_first");
  if (caller.actor.session.empty() || caller.actor.on_behalf_of) throw base::Error(base::Kind::forbidden, "identity.in_person_only");
}

void confirm_password(const Tools& tools, const Caller& caller, const std::string& password, const char* field) {
  const Buckets buckets = {{"confirm:" + caller.actor.account, {.burst = 10, .every = std::chrono::minutes(3)}}};
  std::optional<std::chrono::milliseconds> wait;
  std::string hash;
  tools.database.write([&](db::Transaction& t) {
    wait = take(t, buckets, tools.clock());
    hash = store::password_hash(t, caller.actor.account).value_or(tools.hasher.of_nobody());
  });
  if (wait) refuse_attempts(*wait);
  if (!tools.hasher.matches(hash, password)) throw base::Error(base::Kind::invalid, "identity.wrong_password", {{"field", field}});
  tools.database.write([&](db::Transaction& t) { give_back(t, buckets); });
}

void check_strength(const Account& account, const std::string& password) {
  if (const auto problem = weakness(password, {account.name, account.mail})) throw base::Error(base::Kind::invalid, *problem);
}

std::string know_browser(db::Transaction& t, const Account& account, const Origin& origin, base::Instant now) {
  const bool known = !origin.device_token.empty() && store::is_known_device(t, hash_of(origin.device_token), account.id);
  // Never a token that somebody else may have put into the browser.
  std::string token = known ? origin.device_token : new_token();
  store::know_device(t, hash_of(token), account.id, now);
  return token;
}

namespace {

/// Grants of this moment count even if the clock was set back since.
base::Instant moment_of_rights(db::Transaction& t, const Session& session, base::Instant now) {
  for (const KeptGrant& grant : store::grants_of(t, session.account)) now = std::max(now, grant.granted_at);
  if (session.on_behalf_of) {
    for (const KeptGrant& grant : store::grants_of(t, *session.on_behalf_of)) now = std::max(now, grant.granted_at);
  }
  return now;
}

}  // namespace

Entered enter(db::Transaction& t, const Tools& tools, const Account& account, const Origin& origin) {
  const base::Instant now = tools.clock();
  store::clean_up(t, now);
  if (const auto before = store::find_session(t, hash_of(origin.session_token))) store::end_session(t, before->id);
  Session session{.id = tools.new_id(),
                  .account = account.id,
                  .network = origin.network,
                  .agent = origin.agent,
                  .created_at = now,
                  .renewed_at = now,
                  .seen_at = now,
                  .expires_at = now + kLongestSession};
  session.renewed_at = moment_of_rights(t, session, now);
  const std::string token = new_token();
  store::insert(t, session, hash_of(token));
  return {.account = account, .session_token = token, .device_token = know_browser(t, account, origin, now)};
}

std::string renew_token(db::Transaction& t, const Tools& tools, Session session) {
  session.renewed_at = moment_of_rights(t, session, tools.clock());
  std::string token = new_token();
  store::renew(t, session, hash_of(token));
  return token;
}

Session own_session(db::Transaction& t, const Caller& caller) {
  auto session = store::session(t, caller.actor.session);
  if (!session || session->account != caller.actor.account) throw base::Error(base::Kind::not_found, "identity.no_session");
  return *session;
}

bool has_second_factor(db::Transaction& t, const std::string& account) {
  const auto authenticator = store::authenticator(t, account);
  return authenticator && authenticator->confirmed;
}

bool use_code(db::Transaction& t, const Tools& tools, const std::string& account, const std::string& code) {
  if (const auto hash = recovery_code_hash(code)) return store::use_recovery_code(t, account, *hash);
  auto authenticator = store::authenticator(t, account);
  if (!authenticator) return false;
  const auto secret = tools.sealing_key.open(authenticator->sealed, "authenticator:" + account);
  if (!secret) throw base::Error(base::Kind::unavailable, "identity.key_lost");
  const auto step = find_totp_step(*secret, code, tools.clock(), authenticator->last_step);
  if (!step) return false;
  authenticator->last_step = *step;
  store::put_authenticator(t, account, *authenticator);
  return true;
}

}  // namespace identity
