#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "features/identity/service.hpp"

/// Signing in by OpenID Connect. Without a provider: Error(not_found, identity.oidc_off).
namespace identity {

constexpr auto kProviderAttemptLasts = std::chrono::minutes(10);

[[nodiscard]] std::optional<std::string> provider_name(const Tools& tools);
struct ProviderStart {
  std::string url;     ///< where the browser is to go
  std::string cookie;  ///< sealed; it brings it along when it comes back
};
/// `next`: the path of ours to which it goes in the end. Error(unavailable, identity.oidc_unreachable).
ProviderStart begin_at_provider(const Tools& tools, const std::string& next);
struct ProviderAnswer {
  std::string code;
  std::string state;
  std::string error = {};
  std::optional<std::string> issuer = {};
};
struct EnteredByProvider {
  Entered entered;
  std::string next;
};
/// Finds the account by the address that the provider has verified. Error(unauthenticated): identity.oidc_over, identity.oidc_refused,
/// identity.oidc_bad_token, identity.oidc_unverified, identity.oidc_unknown, identity.oidc_disabled; Error(unavailable).
EnteredByProvider finish_at_provider(const Tools& tools, const ProviderAnswer& answer, const std::string& cookie, const Origin& origin);

}  // namespace identity
