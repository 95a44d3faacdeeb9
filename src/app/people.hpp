#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/later.hpp"
#include "config/config.hpp"
#include "features/agencies/service.hpp"
#include "features/identity/provider.hpp"
#include "features/identity/service.hpp"
#include "logging/log.hpp"
#include "web/options.hpp"
#include "web/router.hpp"

namespace app {

/// How browsers call this installation: as it is set, else by the address on which it listens.
[[nodiscard]] std::string public_url(const config::Settings& settings);

/// The key that seals secrets in the database: `sealing.key` in the data folder, made if it is not there. Copies of the program on one
/// database need the same file. Throws Error(invalid, keys.not_a_sealing_key).
[[nodiscard]] crypto::SealingKey sealing_key(const config::Settings& settings);

/// Whether there is such a programme or organisation.
[[nodiscard]] bool scope_exists(db::Transaction& transaction, const identity::Scope& scope);

/// The provider of OpenID Connect, or null if none is set. Throws Error(usage): identity.oidc_incomplete, identity.oidc_bad_role.
[[nodiscard]] std::unique_ptr<identity::oidc::Provider> provider(const config::Settings& settings);

/// Accounts, organisations and the audit of a running installation: their routes, and the guard before all routes.
class People {
 public:
  /// All of it outlives this, and this outlives the server.
  People(const config::Settings& settings, db::Database& database, identity::Mailer& mailer, const logging::Logger& logger);

  [[nodiscard]] web::Guard guard() const;
  /// See identity::once().
  [[nodiscard]] web::Route once(web::Route route) const;
  void add_routes(web::Router& router) const;

 private:
  const logging::Logger& logger_;
  crypto::PasswordHasher hasher_;
  crypto::SealingKey key_;
  agencies::Tools agencies_;
  std::unique_ptr<identity::oidc::Provider> provider_;
  identity::Tools identity_;
  Later later_;  ///< the first to go: its work needs the others
};

}  // namespace app
