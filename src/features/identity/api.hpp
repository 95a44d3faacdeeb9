#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "features/audit/api.hpp"
#include "i18n/i18n.hpp"

namespace web {
class Request;
}

namespace identity {

enum class Role { administrator, auditor, secretariat, juror, assessor, applicant, leader };

/// Where a role holds: in the whole installation, in one programme, or in one organisation.
struct Scope {
  enum class Kind { installation, programme, organisation };
  Kind kind = Kind::installation;
  std::string id = {};  ///< empty for the installation

  bool operator==(const Scope&) const = default;
};
[[nodiscard]] inline Scope programme(std::string id) { return {Scope::Kind::programme, std::move(id)}; }
[[nodiscard]] inline Scope organisation(std::string id) { return {Scope::Kind::organisation, std::move(id)}; }

struct Grant {
  Role role = Role::applicant;
  Scope scope = {};

  bool operator==(const Grant&) const = default;
};

/// What an API token may do, besides what its owner may not.
enum class TokenScope { read, write, administer };

/// Who asks for something, as a policy sees it.
struct Actor {
  std::string account;                           ///< id of who really acts; empty: nobody is signed in
  std::vector<Grant> grants = {};                ///< those that count now; while acting on somebody's behalf, of theirs
  std::optional<std::string> on_behalf_of = {};  ///< account
  std::string session = {};                      ///< id; empty without one
  std::string token = {};                        ///< id of the API token; empty without one

  [[nodiscard]] bool is_signed_in() const { return !account.empty(); }
  /// The account whose things these are: the one acted for, else one's own.
  [[nodiscard]] const std::string& owner() const { return on_behalf_of ? *on_behalf_of : account; }
};

/// Whether the actor has the role in the scope, or in the whole installation.
[[nodiscard]] bool has(const Actor& actor, Role role, const Scope& scope);
/// The same for any of the scopes: a unit and those above it.
[[nodiscard]] bool has_in_any(const Actor& actor, Role role, const std::vector<Scope>& scopes);
[[nodiscard]] bool has_anywhere(const Actor& actor, Role role);
/// The programmes, or the organisations, in which the actor has the role by a grant for just them.
[[nodiscard]] std::vector<std::string> scopes_of(const Actor& actor, Role role, Scope::Kind kind);

/// Throws Error(forbidden, identity.forbidden), or Error(unauthenticated, identity.sign_in_first) for nobody.
void require(const Actor& actor, bool may);

/// Who asks, and in which request: what a service gets of HTTP.
struct Caller {
  Actor actor;
  std::string request_id;
};
/// Of a request that has passed the guard.
[[nodiscard]] Caller caller_of(const web::Request& request);
/// What people call the account; nothing for an id of none.
[[nodiscard]] std::optional<std::string> name_of(db::Transaction& transaction, const std::string& account);
/// For the audit line of what the caller does.
[[nodiscard]] audit::Author author_of(const Caller& caller);
/// Of whoever runs a command of the program; a policy lets it pass as an administrator.
[[nodiscard]] Caller operator_caller();

/// Who may use a route at all; its policy decides the rest. An extra of each route: what has none is refused.
struct Access {
  enum class Who {
    everybody,  ///< the request's cookie and token are not even looked at
    anybody,    ///< signed in or not; the actor says which
    signed_in,  ///< with one of `roles`, anywhere, if there are any
    in_person,  ///< the same by a session of one's own: neither by a token nor on somebody's behalf
  };
  Who who = Who::signed_in;
  std::vector<Role> roles = {};
  /// What an API token needs; by default reading for GET, else writing.
  std::optional<TokenScope> token_scope = {};
  /// Whether an `Idempotency-Key` keeps a request from being carried out twice; for somebody who is signed in, and answers of JSON.
  bool once = false;
};

/// A message to one person.
struct Message {
  std::string to;  ///< mail address
  std::string to_name;
  std::string subject;
  std::string body;  ///< plain text
};

/// Sends messages. They are kept in the transaction, and sent only if that is committed.
class Mailer {
 public:
  virtual ~Mailer() = default;
  virtual void send(db::Transaction& transaction, const Message& message) = 0;
};

}  // namespace identity
