#include "crypto/one_time.hpp"
#include "features/identity/service_parts.hpp"
#include "features/identity/totp.hpp"

namespace identity {
namespace {

constexpr std::size_t kSecretBytes = 20;  // RFC 4226 recommends the length of the hash
constexpr std::size_t kRecoveryCodes = 10;

struct Codes {
  std::vector<std::string> texts;
  std::vector<std::string> hashes;
};

Codes new_recovery_codes() {
  Codes codes;
  for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
    codes.texts.push_back(new_recovery_code());
    codes.hashes.push_back(recovery_code_hash(codes.texts.back()).value());
  }
  return codes;
}

/// Runs `work` if the code is right. A wrong one counts, although nothing else is saved.
template <class Work>
void with_code(const Tools& tools, const Caller& caller, const std::string& code, const Work& work) {
  const Buckets buckets = {{"confirm-code:" + caller.actor.account, {.burst = 5, .every = std::chrono::minutes(5)}}};
  std::optional<std::chrono::milliseconds> wait;
  bool right = false;
  tools.database.write([&](db::Transaction& t) {
    right = false;
    wait = take(t, buckets, tools.clock());
    if (wait || !use_code(t, tools, caller.actor.account, code)) return;
    right = true;
    give_back(t, buckets);
    work(t);
  });
  if (wait) refuse_attempts(*wait);
  if (!right) throw base::Error(base::Kind::invalid, "identity.wrong_code", {{"field", "code"}});
}

}  // namespace

SecondFactor second_factor(const Tools& tools, const Caller& caller) {
  const std::string& account = caller.actor.account;
  return tools.database.read([&](db::Transaction& t) {
    return SecondFactor{.on = has_second_factor(t, account), .recovery_codes = store::recovery_codes(t, account)};
  });
}

NewAuthenticator begin_second_factor(const Tools& tools, const Caller& caller, const std::string& password) {
  require_in_person(caller);
  confirm_password(tools, caller, password, "password");
  const std::string& id = caller.actor.account;
  const std::string secret = crypto::random_bytes(kSecretBytes);
  const std::string sealed = tools.sealing_key.seal(secret, "authenticator:" + id);
  return tools.database.write([&](db::Transaction& t) {
    if (has_second_factor(t, id)) throw base::Error(base::Kind::conflict, "identity.second_factor_is_on");
    store::put_authenticator(t, id, {.sealed = sealed, .confirmed = false, .last_step = 0});
    return NewAuthenticator{.secret = crypto::base32(secret), .uri = totp_uri(secret, existing(t, id).mail)};
  });
}

SecondFactorOn confirm_second_factor(const Tools& tools, const Caller& caller, const std::string& code) {
  require_in_person(caller);
  const std::string& id = caller.actor.account;
  SecondFactorOn given;
  with_code(tools, caller, code, [&](db::Transaction& t) {
    auto authenticator = store::authenticator(t, id);
    if (authenticator->confirmed) throw base::Error(base::Kind::conflict, "identity.second_factor_is_on");
    authenticator->confirmed = true;
    store::put_authenticator(t, id, *authenticator);
    const Codes codes = new_recovery_codes();
    store::put_recovery_codes(t, id, codes.hashes);
    store::end_sessions(t, id, caller.actor.session);  // they began without it
    record(t, tools, author_of(caller), "identity.second_factor_on", id);
    tools.mailer.send(t, notice_mail(existing(t, id), Notice::second_factor_on));
    given = {.recovery_codes = codes.texts, .session_token = renew_token(t, tools, own_session(t, caller))};
  });
  return given;
}

void remove_second_factor(const Tools& tools, const Caller& caller, const Proof& proof) {
  require_in_person(caller);
  confirm_password(tools, caller, proof.password, "password");
  const std::string& id = caller.actor.account;
  with_code(tools, caller, proof.code, [&](db::Transaction& t) {
    store::remove_authenticator(t, id);
    record(t, tools, author_of(caller), "identity.second_factor_off", id);
    tools.mailer.send(t, notice_mail(existing(t, id), Notice::second_factor_off));
  });
}

std::vector<std::string> renew_recovery_codes(const Tools& tools, const Caller& caller, const Proof& proof) {
  require_in_person(caller);
  confirm_password(tools, caller, proof.password, "password");
  const std::string& id = caller.actor.account;
  Codes codes;
  with_code(tools, caller, proof.code, [&](db::Transaction& t) {
    if (!has_second_factor(t, id)) throw base::Error(base::Kind::conflict, "identity.second_factor_is_off");
    codes = new_recovery_codes();
    store::put_recovery_codes(t, id, codes.hashes);
    record(t, tools, author_of(caller), "identity.recovery_codes_renewed", id);
  });
  return codes.texts;
}

}  // namespace identity
