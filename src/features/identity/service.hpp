#pragma once

#include <functional>
#include <string>
#include <vector>

#include "crypto/password.hpp"
#include "crypto/sealing_key.hpp"
#include "db/database.hpp"
#include "features/identity/account.hpp"
#include "features/identity/session.hpp"

namespace identity::oidc {
class Provider;
}

namespace identity {

/// What the service needs from outside. All of it outlives every call, and is for many threads.
struct Tools {
  db::Database& database;
  base::Clock clock;
  std::function<std::string()> new_id;
  crypto::PasswordHasher& hasher;
  const crypto::SealingKey& sealing_key;
  Mailer& mailer;
  /// Runs something after the answer has gone, so that the time it takes tells nobody anything.
  std::function<void(std::function<void()>)> later;
  /// Whether there is such a programme or organisation; asked before a role is given in it.
  std::function<bool(db::Transaction&, const Scope&)> scope_exists;
  std::string public_url;              ///< of this installation, without a slash at its end; never taken from a request
  oidc::Provider* provider = nullptr;  ///< with which people may sign in besides; null: with none
};

// Signing in and out: service_sign_in.cpp, service_sessions.cpp. Tokens are given out here once; only their hashes are kept.

struct SignIn {
  std::string mail;
  std::string password;
  std::optional<std::string> code = {};  ///< of the authenticator, or a recovery code
};
struct Entered {
  Account account;
  std::string session_token;
  std::string device_token;
};
/// Error(unauthenticated): identity.bad_credentials whatever is wrong with address or password, identity.code_needed, identity.bad_code.
/// Error(rate_limited, identity.too_many_attempts) with `retry_after`; from a browser in which the account has signed in before, attempts
/// of others never lead there.
Entered sign_in(const Tools& tools, const SignIn& given, const Origin& origin);

/// Who sends a request.
struct Visitor {
  Actor actor;
  Account account;
  std::optional<Session> session = {};  ///< exactly one of the two
  std::optional<Token> token = {};
  std::optional<Account> acts_for = {};  ///< while acting on somebody's behalf
  std::vector<Grant> renewable = {};     ///< given since the session's token was made: they count once it is renewed
};
/// Nothing: the token is of no session, or of one that is over.
[[nodiscard]] std::optional<Visitor> find_by_session(const Tools& tools, const std::string& session_token);
[[nodiscard]] std::optional<Visitor> find_by_api_token(const Tools& tools, const std::string& api_token);

/// Gives the session a new token, and with it the rights given since. Gives the token.
std::string renew_session(const Tools& tools, const Caller& caller);
void sign_out(const Tools& tools, const Caller& caller);
[[nodiscard]] std::vector<Session> sessions(const Tools& tools, const Caller& caller);
void end_session(const Tools& tools, const Caller& caller, const std::string& id);  ///< Error(not_found, identity.no_session)
void end_other_sessions(const Tools& tools, const Caller& caller);

/// From now on the session uses the rights that the account lends (see lent()). Gives the session's new token.
std::string act_on_behalf(const Tools& tools, const Caller& caller, const std::string& account);
std::string act_for_oneself(const Tools& tools, const Caller& caller);

// Passwords: service_passwords.cpp. A token of a link that was used, replaced or is too old: Error(not_found, identity.link_over).

/// Whom the invitation is for.
[[nodiscard]] Account look_at_invitation(const Tools& tools, const std::string& token);
struct Acceptance {
  std::string token;
  std::string password;
  std::optional<std::string> name = {};
};
Entered accept_invitation(const Tools& tools, const Acceptance& acceptance, const Origin& origin);
/// Does the same, in the same time, whether or not there is such an account. The mail goes out later.
void request_reset(const Tools& tools, const std::string& mail, const Origin& origin);
/// Ends all sessions, API tokens and known browsers. Gives the token of a known browser, so that attacks on the account's sign-in do not
/// keep out who has just proved to read its mail.
std::string reset_password(const Tools& tools, const std::string& token, const std::string& password, const Origin& origin);
/// Ends all other sessions. Gives this one's new token.
std::string change_password(const Tools& tools, const Caller& caller, const std::string& current, const std::string& fresh);

// The second factor: service_second_factor.cpp.

struct SecondFactor {
  bool on = false;
  std::int64_t recovery_codes = 0;  ///< that are left
};
[[nodiscard]] SecondFactor second_factor(const Tools& tools, const Caller& caller);
struct NewAuthenticator {
  std::string secret;  ///< base 32
  std::string uri;     ///< for a QR code
};
NewAuthenticator begin_second_factor(const Tools& tools, const Caller& caller, const std::string& password);
struct SecondFactorOn {
  std::vector<std::string> recovery_codes;
  std::string session_token;
};
/// Proves that the authenticator works; only then it is asked for.
SecondFactorOn confirm_second_factor(const Tools& tools, const Caller& caller, const std::string& code);
/// What is asked before the second factor is changed.
struct Proof {
  std::string password;
  std::string code;
};
void remove_second_factor(const Tools& tools, const Caller& caller, const Proof& proof);
std::vector<std::string> renew_recovery_codes(const Tools& tools, const Caller& caller, const Proof& proof);

// API tokens: service_tokens.cpp.

struct NewToken {
  std::string name;
  std::vector<TokenScope> scopes;
  base::Instant expires_at;
  std::string password;  ///< the caller's
};
struct MadeToken {
  Token token;
  std::string secret;  ///< `juara_` and 64 digits; never seen again
};
/// Error(invalid): identity.token_expiry if it lasts longer than kLongestToken or not at all.
MadeToken make_token(const Tools& tools, const Caller& caller, const NewToken& wanted);
[[nodiscard]] std::vector<Token> tokens(const Tools& tools, const Caller& caller);
void end_token(const Tools& tools, const Caller& caller, const std::string& id);  ///< Error(not_found, identity.no_token)

}  // namespace identity
