#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "features/identity/account.hpp"
#include "features/identity/session.hpp"
#include "features/identity/throttle.hpp"

/// The only SQL of this feature. What is called `hash` is the SHA-256 of a token.
namespace identity::store {

using db::Transaction;

// Accounts and their grants: store.cpp. `key` is mail_key() of the address.
void insert(Transaction& t, const Account& account);
[[nodiscard]] std::optional<Account> find(Transaction& t, const std::string& id);
[[nodiscard]] std::optional<Account> find_by_mail(Transaction& t, const std::string& key);
/// False if the version is no longer that of `account`; else it goes up by one.
[[nodiscard]] bool update(Transaction& t, const Account& account);
[[nodiscard]] std::optional<std::string> password_hash(Transaction& t, const std::string& account);
void set_password_hash(Transaction& t, const std::string& account, const std::string& hash);

struct Filter {
  std::string words = {};  ///< part of name or address, in lower case
  std::optional<State> state = {};
  /// Only those with a grant in one of these; nothing: all.
  std::optional<std::vector<Scope>> scopes = {};
};
/// By name; those after the account `after`, which is an id or empty.
[[nodiscard]] std::vector<Account> list(Transaction& t, const Filter& filter, const std::string& after, std::size_t limit);

[[nodiscard]] std::vector<KeptGrant> grants_of(Transaction& t, const std::string& account);
/// False if the account has it already.
[[nodiscard]] bool add_grant(Transaction& t, const std::string& account, const KeptGrant& grant);
void remove_grant(Transaction& t, const std::string& id);
/// Active accounts with the role administrator.
[[nodiscard]] std::int64_t administrators(Transaction& t);

// Sessions, browsers and API tokens: store_sessions.cpp.
void insert(Transaction& t, const Session& session, const std::string& hash);
[[nodiscard]] std::optional<Session> find_session(Transaction& t, const std::string& hash);
[[nodiscard]] std::optional<Session> session(Transaction& t, const std::string& id);
[[nodiscard]] std::vector<Session> sessions_of(Transaction& t, const std::string& account);  ///< the newest first
void see_session(Transaction& t, const std::string& id, base::Instant now);
/// Gives the session another token and, with it, new rights.
void renew(Transaction& t, const Session& session, const std::string& hash);
void end_session(Transaction& t, const std::string& id);
/// All of the account but `kept`, which may be empty. Gives how many.
std::int64_t end_sessions(Transaction& t, const std::string& account, const std::string& kept);

[[nodiscard]] bool is_known_device(Transaction& t, const std::string& hash, const std::string& account);
void know_device(Transaction& t, const std::string& hash, const std::string& account, base::Instant now);
void forget_devices(Transaction& t, const std::string& account);

void insert(Transaction& t, const Token& token, const std::string& hash);
[[nodiscard]] std::optional<Token> find_token(Transaction& t, const std::string& hash);
[[nodiscard]] std::vector<Token> tokens_of(Transaction& t, const std::string& account);  ///< the newest first
void see_token(Transaction& t, const std::string& id, base::Instant now);
void remove_token(Transaction& t, const std::string& id);
void remove_tokens(Transaction& t, const std::string& account);

// Links, second factors and attempts: store_secrets.cpp.
enum class Purpose { invitation, reset };
struct Link {
  std::string account;
  base::Instant expires_at;
};
/// Takes the place of an earlier one of the same account and purpose.
void put_link(Transaction& t, const Link& link, Purpose purpose, const std::string& hash);
[[nodiscard]] std::optional<Link> find_link(Transaction& t, Purpose purpose, const std::string& hash);
void remove_links(Transaction& t, const std::string& account);

struct Authenticator {
  std::string sealed;  ///< the secret, as the sealing key wrote it
  bool confirmed = false;
  std::int64_t last_step = 0;
};
void put_authenticator(Transaction& t, const std::string& account, const Authenticator& authenticator);
[[nodiscard]] std::optional<Authenticator> authenticator(Transaction& t, const std::string& account);
void remove_authenticator(Transaction& t, const std::string& account);  ///< and the recovery codes
void put_recovery_codes(Transaction& t, const std::string& account, const std::vector<std::string>& hashes);
[[nodiscard]] std::int64_t recovery_codes(Transaction& t, const std::string& account);
/// Uses the code up; false if there is no such one.
[[nodiscard]] bool use_recovery_code(Transaction& t, const std::string& account, const std::string& hash);

[[nodiscard]] base::Instant full_at(Transaction& t, const std::string& bucket);  ///< 1970 if nothing was tried
void set_full_at(Transaction& t, const std::string& bucket, base::Instant full_at);

// Answers to requests with an Idempotency-Key: store_answers.cpp.
struct Key {
  std::string account;
  std::string key;
};
struct GivenAnswer {
  std::string asked;  ///< hash of the request
  std::optional<std::int64_t> status = {};
  std::string body = {};
  std::string tag = {};
};
/// Takes the key for a request, or gives what stands there already.
[[nodiscard]] std::optional<GivenAnswer> take_key(Transaction& t, const Key& key, const std::string& asked, base::Instant now);
void keep_answer(Transaction& t, const Key& key, const GivenAnswer& answer);
void release_key(Transaction& t, const Key& key);

/// Removes what is over at that moment: sessions, links, browsers, tokens, buckets, answers.
void clean_up(Transaction& t, base::Instant now);

}  // namespace identity::store
