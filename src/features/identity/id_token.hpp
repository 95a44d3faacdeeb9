#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/document.hpp"
#include "base/instant.hpp"
#include "crypto/web_keys.hpp"

/// What a provider of OpenID Connect says of somebody, and whether it really does (OpenID Connect Core 1.0, 3.1.3.7).
namespace identity::oidc {

struct ProviderKey {
  std::string id;  ///< empty if the provider gives none
  crypto::WebKey key;
};
/// Those of a JWKS that sign and that we can use; the others are left out.
[[nodiscard]] std::vector<ProviderKey> keys_of(const base::Document& jwks);

struct Expected {
  std::string issuer;
  std::string client;
  std::string nonce;
  base::Instant now;
};
/// The claims of an ID token. Nothing if it names a key that is not among these: the provider may have a new one. Throws
/// Error(unauthenticated, identity.oidc_bad_token) with `reason`.
[[nodiscard]] std::optional<base::Document> checked(std::string_view token, const std::vector<ProviderKey>& keys, const Expected& expected);

/// The member if it is a text, else empty.
[[nodiscard]] std::string text_of(const base::Document& document, std::string_view name);
/// The texts of a list; a single text is a list of one.
[[nodiscard]] std::vector<std::string> texts_of(const base::Document& document, std::string_view name);

}  // namespace identity::oidc
