#include <chrono>

#include "crypto/crypto.hpp"
#include "features/identity/service_parts.hpp"

namespace identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// One attempt to sign in, from when it was counted.
struct Try {
  Buckets password_buckets;
  Buckets code_buckets;
  std::optional<Account> account;
  std::string hash;
};

/// What came of it. Refusals are thrown only after what they have written is saved.
struct Outcome {
  std::optional<Entered> entered = {};
  const char* refusal = nullptr;
  std::optional<std::chrono::milliseconds> wait = {};
};

/// Attempts are counted by the address that was typed, whether or not there is such an account. A browser in which the account has signed
/// in before is counted alone: so nobody locks out somebody else by failing in his name.
void choose_buckets(db::Transaction& t, const std::string& key, const Origin& origin, Try& attempt) {
  const std::string who = crypto::sha256(key);
  const std::string device = hash_of(origin.device_token);
  if (attempt.account && store::is_known_device(t, device, attempt.account->id)) {
    attempt.password_buckets = {{"device:" + device + who, {.burst = 10, .every = seconds(90)}}};
    attempt.code_buckets = {{"code-device:" + device + who, {.burst = 10, .every = minutes(3)}}};
    return;
  }
  attempt.password_buckets = {{"account:" + who, {.burst = 20, .every = minutes(3)}},
                              {"pair:" + who + origin.network, {.burst = 5, .every = minutes(3)}},
                              {"network:" + origin.network, {.burst = 30, .every = minutes(1)}}};
  attempt.code_buckets = {{"code:" + who, {.burst = 5, .every = minutes(30)}}};
}

Try begin(const Tools& tools, const SignIn& given, const Origin& origin) {
  const std::string key = mail_key(given.mail).value_or("");
  Try attempt;
  std::optional<std::chrono::milliseconds> wait;
  tools.database.write([&](db::Transaction& t) {
    attempt.account = store::find_by_mail(t, key);
    attempt.hash = tools.hasher.of_nobody();
    if (attempt.account && attempt.account->state == State::active) {
      attempt.hash = store::password_hash(t, attempt.account->id).value_or(attempt.hash);
    }
    choose_buckets(t, key, origin, attempt);
    wait = take(t, attempt.password_buckets, tools.clock());
  });
  if (wait) refuse_attempts(*wait);
  return attempt;
}

audit::Author nobody(const Origin& origin) { return {.account = audit::kNobody, .on_behalf_of = {}, .request_id = origin.request_id}; }

base::Document place_of(const Origin& origin) { return base::Document::Map{{"network", origin.network}}; }

Outcome wrong_password(db::Transaction& t, const Tools& tools, const Try& attempt, const Origin& origin) {
  // Without the address that was typed: it may be a password typed into the wrong field.
  record(t, tools, nobody(origin), "identity.sign_in_failed", attempt.account ? attempt.account->id : "", {.after = place_of(origin)});
  return {.refusal = "identity.bad_credentials"};
}

/// Somebody knows the password and tries codes: the holder of the account must hear of it, once a day.
void warn(db::Transaction& t, const Tools& tools, const Account& account) {
  const Buckets once = {{"warned:" + account.id, {.burst = 1, .every = hours(24)}}};
  if (!take(t, once, tools.clock())) tools.mailer.send(t, notice_mail(account, Notice::wrong_codes));
}

Outcome check_code(db::Transaction& t, const Tools& tools, const Try& attempt, const std::optional<std::string>& code,
                   const Origin& origin) {
  const Account& account = *attempt.account;
  if (!has_second_factor(t, account.id)) return {};
  if (!code) return {.refusal = "identity.code_needed"};
  if (const auto wait = take(t, attempt.code_buckets, tools.clock())) {
    warn(t, tools, account);
    return {.wait = wait};
  }
  if (!use_code(t, tools, account.id, *code)) {
    record(t, tools, nobody(origin), "identity.second_factor_failed", account.id, {.after = place_of(origin)});
    return {.refusal = "identity.bad_code"};
  }
  give_back(t, attempt.code_buckets);
  return {};
}

/// The password was right at the time of `attempt`.
Outcome go_on(db::Transaction& t, const Tools& tools, const Try& attempt, const SignIn& given, const Origin& origin) {
  const auto account = store::find(t, attempt.account->id);
  const bool changed = account->state != State::active || store::password_hash(t, account->id) != attempt.hash;
  if (changed) return wrong_password(t, tools, attempt, origin);
  give_back(t, attempt.password_buckets);
  Outcome outcome = check_code(t, tools, attempt, given.code, origin);
  if (outcome.refusal != nullptr || outcome.wait) return outcome;
  outcome.entered = enter(t, tools, *account, origin);
  record(t, tools, {.account = account->id, .on_behalf_of = {}, .request_id = origin.request_id}, "identity.signed_in", account->id,
         {.after = place_of(origin)});
  return outcome;
}

bool is_right(const Tools& tools, const Try& attempt, const std::string& password) {
  try {
    return tools.hasher.matches(attempt.hash, password);
  } catch (const base::Error&) {  // too busy: that was no attempt
    tools.database.write([&](db::Transaction& t) { give_back(t, attempt.password_buckets); });
    throw;
  }
}

/// Makes the hash anew if it is of an older cost, while its password is at hand.
void refresh_hash(const Tools& tools, Try& attempt, const std::string& password) {
  if (!tools.hasher.is_outdated(attempt.hash)) return;
  const std::string fresh = tools.hasher.hash(password);
  tools.database.write([&](db::Transaction& t) {
    if (store::password_hash(t, attempt.account->id) == attempt.hash) store::set_password_hash(t, attempt.account->id, fresh);
  });
  attempt.hash = fresh;
}

}  // namespace

Entered sign_in(const Tools& tools, const SignIn& given, const Origin& origin) {
  Try attempt = begin(tools, given, origin);
  const bool right = is_right(tools, attempt, given.password);
  if (right) refresh_hash(tools, attempt, given.password);
  Outcome outcome = tools.database.write(
      [&](db::Transaction& t) { return right ? go_on(t, tools, attempt, given, origin) : wrong_password(t, tools, attempt, origin); });
  if (outcome.wait) refuse_attempts(*outcome.wait);
  if (outcome.refusal != nullptr) throw base::Error(base::Kind::unauthenticated, outcome.refusal);
  return *outcome.entered;
}

}  // namespace identity
