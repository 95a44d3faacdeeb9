#include "features/identity/routes_parts.hpp"

#include <stdexcept>

#include "base/error.hpp"
#include "base/fields.hpp"
#include "base/text.hpp"
#include "features/identity/rights.hpp"
#include "features/identity/service_oidc.hpp"
#include "json/json.hpp"
#include "web/cookie.hpp"
#include "web/rate_limiter.hpp"

namespace identity {
namespace {

std::string cookie_name(const web::Request& request, std::string_view name) {
  return (request.is_secure() ? "__Host-juara_" : "juara_") + std::string(name);
}

std::string cookie_of(const web::Request& request, std::string_view name) {
  return std::string(request.cookie(cookie_name(request, name)).value_or(""));
}

void set_cookie(const web::Request& request, web::Response& response, web::Cookie cookie) {
  cookie.name = cookie_name(request, cookie.name);
  cookie.secure = request.is_secure();
  response.headers.add("Set-Cookie", web::to_text(cookie));
}

/// At most so many bytes, cut before a character.
std::string cut(std::string_view text, std::size_t most) {
  while (text.size() > most || !base::is_utf8(text)) text.remove_suffix(1);
  return std::string(text);
}

}  // namespace

std::string session_token_of(const web::Request& request) { return cookie_of(request, "session"); }

void set_session(const web::Request& request, web::Response& response, const std::string& token) {
  set_cookie(request, response, {.name = "session", .value = token});
}

void end_session(const web::Request& request, web::Response& response) {
  set_cookie(request, response, {.name = "session", .value = "", .max_age = std::chrono::seconds(-1)});
}

void set_device(const web::Request& request, web::Response& response, const std::string& token) {
  set_cookie(request, response, {.name = "device", .value = token, .max_age = kDeviceLasts, .same_site = web::Cookie::SameSite::strict});
}

std::string provider_attempt_of(const web::Request& request) { return cookie_of(request, "oidc"); }

void set_provider_attempt(const web::Request& request, web::Response& response, const std::string& sealed) {
  const auto lasts = sealed.empty() ? std::chrono::seconds(-1) : std::chrono::seconds(kProviderAttemptLasts);
  set_cookie(request, response, {.name = "oidc", .value = sealed, .max_age = lasts});
}

Origin origin_of(const web::Request& request) {
  constexpr std::size_t kLongestAgent = 200;
  return {.network = web::network_key(request.remote()),
          .agent = cut(request.header("User-Agent").value_or(""), kLongestAgent),
          .device_token = cookie_of(request, "device"),
          .session_token = session_token_of(request),
          .request_id = request.id()};
}

const Visitor& visitor_of(const web::Request& request) {
  const auto* visitor = request.extras().find<Visitor>();
  if (visitor == nullptr) throw std::logic_error("identity: the guard let in nobody on " + request.route().name);
  return *visitor;
}

std::string version_tag(const Account& account) { return std::to_string(account.version); }

base::Document body_of(const web::Request& request) { return json::parse(request.body(), ""); }

Grant grant_of(const base::Document& document) {
  base::Fields fields(document);
  const auto role = parse_role(fields.text("role"));
  const auto kind = parse_scope_kind(fields.text("scope"));
  const auto id = fields.optional_text("scope_id");
  if (!role) fields.refuse("role", "identity.unknown_word");
  if (!kind) fields.refuse("scope", "identity.unknown_word");
  fields.finish();
  return {.role = *role, .scope = {.kind = *kind, .id = id.value_or("")}};
}

std::optional<i18n::Language> language_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto language = i18n::parse_language(*text);
  if (!language) throw base::Error(base::Kind::invalid, "identity.unknown_word", {{"field", "language"}});
  return language;
}

void write(json::Writer& out, const Account& account) {
  out.open_object().member("id", account.id).member("mail", account.mail).member("name", account.name);
  out.member("language", to_text(account.language)).member("state", to_text(account.state));
  out.key("version").integer(account.version).member("created_at", base::to_text(account.created_at)).close_object();
}

void write(json::Writer& out, const Grant& grant) {
  out.open_object().member("role", to_text(grant.role)).member("scope", to_text(grant.scope.kind)).key("scope_id");
  grant.scope.id.empty() ? out.null() : out.text(grant.scope.id);
  out.close_object();
}

void write(json::Writer& out, const AccountWithGrants& found) {
  out.open_object().key("account");
  write(out, found.account);
  out.key("grants").open_list();
  for (const KeptGrant& kept : found.grants) {
    out.open_object().member("id", kept.id).member("granted_at", base::to_text(kept.granted_at)).key("grant");
    write(out, kept.grant);
    out.close_object();
  }
  out.close_list().close_object();
}

void write(json::Writer& out, const std::vector<std::string>& texts) {
  out.open_list();
  for (const std::string& text : texts) out.text(text);
  out.close_list();
}

void write(json::Writer& out, const Visitor& visitor) {
  const auto grants = [&](const char* name, const std::vector<Grant>& list) {
    out.key(name).open_list();
    for (const Grant& grant : list) write(out, grant);
    out.close_list();
  };
  out.open_object().key("account");
  write(out, visitor.account);
  grants("grants", visitor.actor.grants);
  grants("renewable", visitor.renewable);
  out.key("on_behalf_of");
  if (visitor.acts_for) {
    out.open_object().member("id", visitor.acts_for->id).member("name", visitor.acts_for->name).close_object();
  } else {
    out.null();
  }
  out.key("session");
  if (visitor.session) {
    out.open_object().member("id", visitor.session->id).member("expires_at", base::to_text(visitor.session->expires_at)).close_object();
  } else {
    out.null();
  }
  out.close_object();
}

}  // namespace identity
