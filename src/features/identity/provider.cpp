#include "features/identity/provider.hpp"

#include <algorithm>
#include <chrono>

#include "base/error.hpp"
#include "json/json.hpp"

namespace identity::oidc {
namespace {

using base::Document;

constexpr auto kKept = std::chrono::hours(1);
constexpr auto kLeastPause = std::chrono::seconds(10);

[[noreturn]] void unreachable(std::string reason) {
  throw base::Error(base::Kind::unavailable, "identity.oidc_unreachable", {{"reason", std::move(reason)}});
}

bool lists(const Document& document, std::string_view name, const std::string& wanted) {
  const auto texts = texts_of(document, name);
  return std::ranges::find(texts, wanted) != texts.end();
}

std::string endpoint(const Document& document, const char* name) {
  std::string url = text_of(document, name);
  if (!fetch::is_safe(url)) unreachable(name);
  return url;
}

/// `more` says nothing that `claims` says already: the signed token goes first.
void add(Document& claims, const Document& more) {
  for (const auto& member : more.map()) {
    if (claims.find(member.first) == nullptr) claims.map().push_back(member);
  }
}

}  // namespace

Provider::Provider(Settings settings, std::string redirect, base::Clock clock, Fetch fetch)
    : settings_(std::move(settings)), redirect_(std::move(redirect)), clock_(std::move(clock)), fetch_(std::move(fetch)) {}

Document Provider::ask(const fetch::Request& request) const {
  try {
    const fetch::Answer answer = fetch_(request);
    constexpr long kOk = 200;
    if (answer.status != kOk) unreachable(request.url + ": " + std::to_string(answer.status));
    Document document = json::parse(answer.body, "");
    if (!document.is_map()) unreachable(request.url);
    return document;
  } catch (const base::Error& error) {
    const auto& params = error.problems().front().params;
    unreachable(params.empty() ? error.what() : params.front().second);
  }
}

Provider::Description Provider::described() const {
  const std::string slash = settings_.issuer.ends_with('/') ? "" : "/";
  Description made{
      .document = ask({.url = settings_.issuer + slash + ".well-known/openid-configuration"}), .keys = {}, .asked_at = clock_()};
  if (text_of(made.document, "issuer") != settings_.issuer) unreachable("issuer");
  made.keys = keys_of(ask({.url = endpoint(made.document, "jwks_uri")}));
  return made;
}

const Provider::Description& Provider::renewed() {
  if (failure_ && clock_() <= failed_at_ + kLeastPause) throw base::Error(*failure_);
  try {
    kept_ = described();
    failure_.reset();
  } catch (const base::Error& error) {
    failure_ = error;
    failed_at_ = clock_();
    throw;
  }
  return *kept_;
}

Provider::Description Provider::description() {
  const std::lock_guard lock(mutex_);
  return !kept_ || clock_() > kept_->asked_at + kKept ? renewed() : *kept_;
}

Provider::Description Provider::fresh_description() {
  const std::lock_guard lock(mutex_);
  return !kept_ || clock_() > kept_->asked_at + kLeastPause ? renewed() : *kept_;
}

std::string Provider::address(const Attempt& attempt) {
  const Document document = description().document;
  std::string scope = "openid email profile";
  if (!settings_.roles.empty() && lists(document, "scopes_supported", settings_.groups_claim)) scope += ' ' + settings_.groups_claim;
  std::string url = endpoint(document, "authorization_endpoint");
  url += url.find('?') == std::string::npos ? '?' : '&';
  return url + fetch::encoded(fetch::Fields{{"response_type", "code"},
                                            {"client_id", settings_.client},
                                            {"redirect_uri", redirect_},
                                            {"scope", scope},
                                            {"state", attempt.state},
                                            {"nonce", attempt.nonce},
                                            {"code_challenge", crypto::base64url(crypto::sha256_bytes(attempt.verifier))},
                                            {"code_challenge_method", "S256"}});
}

Document Provider::tokens(const Description& description, const std::string& code, const Attempt& attempt) const {
  const char* const ways = "token_endpoint_auth_methods_supported";
  // Without a list the standard means Basic.
  const bool by_form = lists(description.document, ways, "client_secret_post") && !lists(description.document, ways, "client_secret_basic");
  fetch::Fields fields{
      {"grant_type", "authorization_code"}, {"code", code}, {"redirect_uri", redirect_}, {"code_verifier", attempt.verifier}};
  fetch::Request request{.url = endpoint(description.document, "token_endpoint")};
  if (settings_.secret.empty() || by_form) fields.emplace_back("client_id", settings_.client);
  if (!settings_.secret.empty() && by_form) fields.emplace_back("client_secret", settings_.secret);
  if (!settings_.secret.empty() && !by_form) {
    request.user = fetch::encoded(settings_.client);
    request.password = fetch::encoded(settings_.secret);
  }
  request.form = fetch::encoded(fields);
  return ask(request);
}

Document Provider::claims_of(const Description& description, const std::string& token, const Attempt& attempt) {
  const Expected expected{.issuer = settings_.issuer, .client = settings_.client, .nonce = attempt.nonce, .now = clock_()};
  auto claims = checked(token, description.keys, expected);
  if (!claims) claims = checked(token, fresh_description().keys, expected);
  if (!claims) throw base::Error(base::Kind::unauthenticated, "identity.oidc_bad_token", {{"reason", "kid"}});
  return *claims;
}

Document Provider::redeem(const std::string& code, const Attempt& attempt) {
  const Description known = description();
  const Document given = tokens(known, code, attempt);
  Document claims = claims_of(known, text_of(given, "id_token"), attempt);
  const bool has_all = claims.find("email") != nullptr && (settings_.roles.empty() || claims.find(settings_.groups_claim) != nullptr);
  if (has_all || text_of(known.document, "userinfo_endpoint").empty()) return claims;
  // Many providers keep the token short and tell the rest only when they are asked.
  const Document more = ask({.url = endpoint(known.document, "userinfo_endpoint"), .bearer = text_of(given, "access_token")});
  if (text_of(more, "sub") != text_of(claims, "sub")) {
    throw base::Error(base::Kind::unauthenticated, "identity.oidc_bad_token", {{"reason", "sub"}});
  }
  add(claims, more);
  return claims;
}

}  // namespace identity::oidc
