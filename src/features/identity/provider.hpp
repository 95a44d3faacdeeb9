#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/instant.hpp"
#include "features/identity/api.hpp"
#include "features/identity/id_token.hpp"
#include "fetch/client.hpp"

/// The provider of OpenID Connect with which an office signs its people in.
namespace identity::oidc {

struct Settings {
  std::string issuer;
  std::string client;
  std::string secret = {};  ///< empty: a public client
  std::string name = {};    ///< on the button
  std::string groups_claim = "groups";
  std::vector<std::pair<std::string, Role>> roles = {};  ///< by group, for the whole installation
};

/// What one attempt must remember between its two halves.
struct Attempt {
  std::string state;
  std::string nonce;
  std::string verifier;  ///< PKCE
};

/// For many threads. What the provider says of itself and its keys are asked for when they are needed, and kept for an hour.
class Provider {
 public:
  using Fetch = std::function<fetch::Answer(const fetch::Request&)>;
  /// `redirect`: where the provider sends people back to, as it is registered there.
  Provider(Settings settings, std::string redirect, base::Clock clock, Fetch fetch);

  [[nodiscard]] const Settings& settings() const { return settings_; }
  /// Where the browser is to go. Throws Error(unavailable, identity.oidc_unreachable) with `reason`, as redeem() does.
  [[nodiscard]] std::string address(const Attempt& attempt);
  /// What the provider says of whoever came back with the code. Throws Error(unauthenticated, identity.oidc_bad_token) with `reason`.
  [[nodiscard]] base::Document redeem(const std::string& code, const Attempt& attempt);

 private:
  struct Description {
    base::Document document;
    std::vector<ProviderKey> keys;
    base::Instant asked_at;
  };
  [[nodiscard]] base::Document ask(const fetch::Request& request) const;
  [[nodiscard]] Description described() const;
  [[nodiscard]] Description description();
  /// Asks anew, but for a token with an invented key at most once in ten seconds.
  [[nodiscard]] Description fresh_description();
  /// With the mutex held: asks anew, and keeps the answer. A provider that does not answer is asked again after ten seconds only: else
  /// those who wait for it would hold all workers of the server.
  const Description& renewed();
  [[nodiscard]] base::Document tokens(const Description& description, const std::string& code, const Attempt& attempt) const;
  [[nodiscard]] base::Document claims_of(const Description& description, const std::string& token, const Attempt& attempt);

  Settings settings_;
  std::string redirect_;
  base::Clock clock_;
  Fetch fetch_;
  std::mutex mutex_;
  std::optional<Description> kept_;
  std::optional<base::Error> failure_;  ///< of the last time it was asked
  base::Instant failed_at_;
};

}  // namespace identity::oidc
