#include "features/identity/id_token.hpp"

#include <algorithm>
#include <chrono>

#include "base/error.hpp"
#include "base/text.hpp"
#include "json/json.hpp"

namespace identity::oidc {
namespace {

using base::Document;

constexpr std::int64_t kClocksDiffer = 60;  // seconds

[[noreturn]] void refuse(const char* reason) {
  throw base::Error(base::Kind::unauthenticated, "identity.oidc_bad_token", {{"reason", reason}});
}

Document decoded(std::string_view part, const char* name) {
  const auto text = crypto::from_base64url(part);
  if (!text) refuse(name);
  try {
    return json::parse(*text, "");
  } catch (const base::Error&) {
    refuse(name);
  }
}

std::optional<crypto::WebKey> key_of(const Document& jwk) {
  const auto bytes = [&](std::string_view name) { return crypto::from_base64url(text_of(jwk, name)).value_or(""); };
  const std::string algorithm = text_of(jwk, "alg");
  if (text_of(jwk, "kty") == "RSA" && (algorithm.empty() || algorithm == "RS256")) return crypto::RsaKey{bytes("n"), bytes("e")};
  constexpr std::size_t kCoordinate = 32;
  crypto::EcKey point{bytes("x"), bytes("y")};
  const bool is_p256 = text_of(jwk, "kty") == "EC" && text_of(jwk, "crv") == "P-256";
  if (is_p256 && point.x.size() == kCoordinate && point.y.size() == kCoordinate) return point;
  return std::nullopt;
}

std::int64_t seconds_of(const Document& claims, const char* name) {
  const Document* found = claims.find(name);
  if (found == nullptr || !found->is_integer()) refuse(name);
  return found->integer();
}

void check_claims(const Document& claims, const Expected& expected) {
  if (text_of(claims, "iss") != expected.issuer) refuse("iss");
  const auto audiences = texts_of(claims, "aud");
  if (std::ranges::find(audiences, expected.client) == audiences.end()) refuse("aud");
  const std::string party = text_of(claims, "azp");
  if (party.empty() ? audiences.size() > 1 : party != expected.client) refuse("azp");
  if (text_of(claims, "nonce") != expected.nonce || expected.nonce.empty()) refuse("nonce");
  const std::int64_t now = std::chrono::floor<std::chrono::seconds>(expected.now).time_since_epoch().count();
  if (seconds_of(claims, "exp") <= now - kClocksDiffer) refuse("exp");
  if (seconds_of(claims, "iat") > now + kClocksDiffer) refuse("iat");
  if (text_of(claims, "sub").empty()) refuse("sub");
}

}  // namespace

std::string text_of(const Document& document, std::string_view name) {
  const Document* found = document.find(name);
  return found != nullptr && found->is_text() ? found->text() : "";
}

std::vector<std::string> texts_of(const Document& document, std::string_view name) {
  const Document* found = document.find(name);
  std::vector<std::string> texts;
  if (found == nullptr) return texts;
  if (found->is_text()) return {found->text()};
  if (!found->is_list()) return texts;
  for (const Document& each : found->list()) {
    if (each.is_text()) texts.push_back(each.text());
  }
  return texts;
}

std::vector<ProviderKey> keys_of(const Document& jwks) {
  std::vector<ProviderKey> keys;
  const Document* list = jwks.find("keys");
  if (list == nullptr || !list->is_list()) return keys;
  for (const Document& jwk : list->list()) {
    const std::string use = text_of(jwk, "use");
    const auto key = key_of(jwk);
    if (key && (use.empty() || use == "sig")) keys.push_back({.id = text_of(jwk, "kid"), .key = *key});
  }
  return keys;
}

std::optional<Document> checked(std::string_view token, const std::vector<ProviderKey>& keys, const Expected& expected) {
  const auto parts = base::split(token, '.');
  if (parts.size() != 3) refuse("form");
  const Document head = decoded(parts[0], "header");
  const std::string algorithm = text_of(head, "alg");
  if (algorithm != "RS256" && algorithm != "ES256") refuse("alg");
  if (head.find("crit") != nullptr) refuse("crit");
  const auto signature = crypto::from_base64url(parts[2]);
  if (!signature) refuse("signature");
  const std::string id = text_of(head, "kid");
  bool is_known = false;
  bool is_signed = false;
  for (const ProviderKey& key : keys) {
    const bool fits = std::holds_alternative<crypto::RsaKey>(key.key) == (algorithm == "RS256") && (id.empty() || key.id == id);
    is_known = is_known || fits;
    is_signed = is_signed || (fits && crypto::verify(key.key, token.substr(0, token.rfind('.')), *signature));
  }
  if (!is_known) return std::nullopt;
  if (!is_signed) refuse("signature");
  Document claims = decoded(parts[1], "claims");
  check_claims(claims, expected);
  return claims;
}

}  // namespace identity::oidc
