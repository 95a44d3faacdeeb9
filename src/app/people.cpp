#include "app/people.hpp"

#include <filesystem>

#include "app/files.hpp"
#include "app/storage.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "crypto/ids.hpp"
#include "features/agencies/routes.hpp"
#include "features/audit/routes.hpp"
#include "features/identity/rights.hpp"
#include "features/identity/routes.hpp"
#include "features/programmes/api.hpp"

namespace app {
namespace {

std::string new_id() { return crypto::new_id(instant_now()); }

/// The chain tells of everybody, so a role for one programme is not enough to read it.
audit::Author reader_of_audit(const web::Request& request) {
  const identity::Caller caller = identity::caller_of(request);
  const bool may =
      identity::has(caller.actor, identity::Role::administrator, {}) || identity::has(caller.actor, identity::Role::auditor, {});
  identity::require(caller.actor, may);
  return identity::author_of(caller);
}

audit::Reading audit_reading(db::Database& database) {
  using identity::Role;
  const identity::Access access{.roles = {Role::administrator, Role::auditor}, .token_scope = identity::TokenScope::administer};
  return {.database = database,
          .clock = instant_now,
          .access = web::Extras::of(access),
          .author = reader_of_audit,
          .name_of = [](db::Transaction& transaction, const std::string& account) { return identity::name_of(transaction, account); }};
}

}  // namespace

std::string public_url(const config::Settings& settings) {
  if (!settings.public_url.empty()) return settings.public_url;
  const std::string& address = settings.listen_address;
  const bool is_own = address == "0.0.0.0" || address == "127.0.0.1" || address == "::" || address == "::1";
  const bool is_v6 = address.find(':') != std::string::npos;
  const std::string host = is_own ? "localhost" : is_v6 ? "[" + address + "]" : address;
  return "http://" + host + ":" + std::to_string(settings.listen_port);
}

crypto::SealingKey sealing_key(const config::Settings& settings) {
  const std::string path = settings.data / "sealing.key";
  if (!std::filesystem::exists(path)) {
    auto key = crypto::SealingKey::generate();
    write_file(path, key.secret_text(), Write::create_secret);
    return key;
  }
  auto key = crypto::SealingKey::from_text(base::read_file(path));
  if (!key) throw base::Error(base::Kind::invalid, base::Problem{path, 0, "keys.not_a_sealing_key", {}});
  return std::move(*key);
}

bool scope_exists(db::Transaction& transaction, const identity::Scope& scope) {
  if (scope.kind == identity::Scope::Kind::organisation) return agencies::exists(transaction, scope.id);
  return programmes::exists(transaction, scope.id);
}

std::unique_ptr<identity::oidc::Provider> provider(const config::Settings& settings) {
  const std::string& issuer = settings.oidc_issuer;
  if (issuer.empty()) return nullptr;
  if (settings.oidc_client_id.empty() || !fetch::is_safe(issuer)) throw base::Error(base::Kind::usage, "identity.oidc_incomplete");
  identity::oidc::Settings made{.issuer = issuer,
                                .client = settings.oidc_client_id,
                                .secret = settings.oidc_client_secret,
                                .name = settings.oidc_name,
                                .groups_claim = settings.oidc_groups_claim};
  const std::size_t host = issuer.find("://") + 3;
  if (made.name.empty()) made.name = issuer.substr(host, issuer.find('/', host) - host);
  for (const auto& [group, word] : settings.oidc_roles) {
    const auto role = identity::parse_role(word);
    const bool is_possible = role && identity::is_possible({.role = *role});
    if (!is_possible) throw base::Error(base::Kind::usage, "identity.oidc_bad_role", {{"role", word}});
    made.roles.emplace_back(group, *role);
  }
  return std::make_unique<identity::oidc::Provider>(std::move(made), public_url(settings) + "/sign-in/oidc/callback", instant_now,
                                                    [](const fetch::Request& request) { return fetch::send(request); });
}

People::People(const config::Settings& settings, db::Database& database, identity::Mailer& mailer, const logging::Logger& logger)
    : logger_(logger),
      key_(sealing_key(settings)),
      agencies_{.database = database, .clock = instant_now, .new_id = new_id},
      provider_(provider(settings)),
      identity_{.database = database,
                .clock = instant_now,
                .new_id = new_id,
                .hasher = hasher_,
                .sealing_key = key_,
                .mailer = mailer,
                .later =
                    [this](std::function<void()> work) {
                      later_.add([this, work = std::move(work)] {
                        try {
                          work();
                        } catch (const std::exception& error) {
                          logger_.write(logging::Level::error, "later.failed", {{"what", error.what()}});
                        }
                      });
                    },
                .scope_exists = scope_exists,
                .public_url = public_url(settings),
                .provider = provider_.get()} {}

web::Guard People::guard() const { return identity::guard(identity_); }

web::Route People::once(web::Route route) const { return identity::once(identity_, std::move(route)); }

void People::add_routes(web::Router& router) const {
  for (auto& route : identity::routes(identity_, {})) router.add(once(std::move(route)));
  for (auto& route : agencies::routes(agencies_)) router.add(once(std::move(route)));
  for (auto& route : audit::routes(audit_reading(identity_.database))) router.add(std::move(route));
}

}  // namespace app
