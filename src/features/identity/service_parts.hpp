#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "features/identity/mails.hpp"
#include "features/identity/service.hpp"
#include "features/identity/store.hpp"
#include "features/identity/throttle.hpp"

/// What the files of the service share.
namespace identity {

/// 256 random bits in hex; and what is kept of a token.
[[nodiscard]] std::string new_token();
[[nodiscard]] std::string hash_of(const std::string& token);

struct Change {
  base::Document before = {};
  base::Document after = {};
};
/// The audit line of something done to an account.
void record(db::Transaction& t, const Tools& tools, const audit::Author& author, const char* action, const std::string& account,
            Change change = {});

/// The account, or Error(not_found, identity.no_account).
[[nodiscard]] Account existing(db::Transaction& t, const std::string& id);

// Attempts.
struct Bucket {
  std::string name;
  Limit limit;
};
using Buckets = std::vector<Bucket>;
/// One of each bucket, or none of any: then how long to wait.
[[nodiscard]] std::optional<std::chrono::milliseconds> take(db::Transaction& t, const Buckets& buckets, base::Instant now);
void give_back(db::Transaction& t, const Buckets& buckets);
/// Throws Error(rate_limited, identity.too_many_attempts).
[[noreturn]] void refuse_attempts(std::chrono::milliseconds wait);

/// Throws unless the caller uses a session of his own, for himself: Error(forbidden, identity.in_person_only).
void require_in_person(const Caller& caller);
/// Throws Error(invalid, identity.wrong_password) for the field `field` unless this is the caller's password.
void confirm_password(const Tools& tools, const Caller& caller, const std::string& password, const char* field);
/// Throws Error(invalid) for a password that must not be taken.
void check_strength(const Account& account, const std::string& password);

/// Opens a session; the browser becomes known.
Entered enter(db::Transaction& t, const Tools& tools, const Account& account, const Origin& origin);
/// Makes the browser known to the account, and gives the token that it keeps.
std::string know_browser(db::Transaction& t, const Account& account, const Origin& origin, base::Instant now);
/// Gives the session another token, and whatever rights its account, or the one it acts for, has by now.
std::string renew_token(db::Transaction& t, const Tools& tools, Session session);
/// The caller's session, or Error(not_found, identity.no_session).
[[nodiscard]] Session own_session(db::Transaction& t, const Caller& caller);

[[nodiscard]] bool has_second_factor(db::Transaction& t, const std::string& account);
/// Whether the code is of the account's authenticator, or one of its recovery codes; each counts once. Error(unavailable,
/// identity.key_lost) if the secret was sealed with another key.
[[nodiscard]] bool use_code(db::Transaction& t, const Tools& tools, const std::string& account, const std::string& code);

}  // namespace identity
