#include "base/fields.hpp"
#include "crypto/crypto.hpp"
#include "features/identity/rights.hpp"
#include "features/identity/routes_parts.hpp"
#include "web/conditions.hpp"

namespace identity {
namespace {

using Answer = web::Response (*)(const Tools&, const web::Request&);

/// Sessions of a list, with what marks the caller's own.
struct ShownSession {
  Session session;
  bool is_this = false;
};

void write(json::Writer& out, const ShownSession& shown) {
  const Session& session = shown.session;
  out.open_object().member("id", session.id).member("network", session.network).member("agent", session.agent);
  out.member("created_at", base::to_text(session.created_at)).member("seen_at", base::to_text(session.seen_at));
  out.member("expires_at", base::to_text(session.expires_at)).key("on_behalf_of");
  session.on_behalf_of ? out.text(*session.on_behalf_of) : out.null();
  out.key("this").boolean(shown.is_this).close_object();
}

void write(json::Writer& out, const Token& token) {
  out.open_object().member("id", token.id).member("name", token.name).key("scopes").open_list();
  for (const TokenScope scope : token.scopes) out.text(to_text(scope));
  out.close_list().member("created_at", base::to_text(token.created_at)).member("expires_at", base::to_text(token.expires_at));
  out.key("seen_at");
  token.seen_at ? out.text(base::to_text(*token.seen_at)) : out.null();
  out.close_object();
}

template <class Items>
web::Response listed(const Items& items) {
  std::string body;
  json::Writer out(body);
  out.open_object().key("items").open_list();
  for (const auto& item : items) write(out, item);
  out.close_list().key("next").null().close_object();
  return web::json_response(std::move(body));
}

/// Of `me`, which also tells what changes without the account: rights, and whom one acts for.
std::string tag_of(const Visitor& visitor) {
  constexpr std::size_t kEnough = 16;  // digits
  return version_tag(visitor.account) + "-" + crypto::sha256(json_of(visitor)).substr(0, kEnough);
}

web::Response show(const Tools&, const web::Request& request) {
  auto response = web::json_response(json_of(visitor_of(request)));
  response.tag = tag_of(visitor_of(request));
  return response;
}

web::Response change(const Tools& tools, const web::Request& request) {
  const Account& now = visitor_of(request).account;
  const bool knows_version = web::names_tag(request.header("If-Match").value_or(""), version_tag(now));
  if (!knows_version) web::require_match(request, tag_of(visitor_of(request)));
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const AccountChange change{.name = fields.optional_text("name"), .language = language_of(fields.optional_text("language"))};
  fields.finish();
  const Account changed = change_own_account(tools, caller_of(request), now.version, change);
  auto response = web::json_response(json_of(changed));
  response.tag = version_tag(changed);
  return response;
}

web::Response set_password(const Tools& tools, const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const std::string current = fields.secret("current");
  const std::string fresh = fields.secret("password");
  fields.finish();
  auto response = web::no_content();
  set_session(request, response, change_password(tools, caller_of(request), current, fresh));
  return response;
}

web::Response list_sessions(const Tools& tools, const web::Request& request) {
  const Caller caller = caller_of(request);
  std::vector<ShownSession> shown;
  for (const Session& session : sessions(tools, caller)) shown.push_back({session, session.id == caller.actor.session});
  return listed(shown);
}

web::Response end_one(const Tools& tools, const web::Request& request) {
  end_session(tools, caller_of(request), request.param("id"));
  return web::no_content();
}

web::Response end_others(const Tools& tools, const web::Request& request) {
  end_other_sessions(tools, caller_of(request));
  return web::no_content();
}

web::Response list_tokens(const Tools& tools, const web::Request& request) { return listed(tokens(tools, caller_of(request))); }

web::Response add_token(const Tools& tools, const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  NewToken wanted{.name = fields.text("name"), .scopes = {}, .expires_at = {}, .password = fields.secret("password")};
  for (const std::string& word : fields.texts("scopes", 3)) {
    const auto scope = parse_token_scope(word);
    if (!scope) fields.refuse("scopes", "identity.unknown_word");
    if (scope) wanted.scopes.push_back(*scope);
  }
  const auto expires_at = fields.optional_instant("expires_at");
  if (!expires_at) fields.refuse("expires_at", "fields.missing");
  fields.finish();
  wanted.expires_at = *expires_at;
  const MadeToken made = make_token(tools, caller_of(request), wanted);
  std::string answer;
  json::Writer out(answer);
  out.open_object().member("secret", made.secret).key("token");
  write(out, made.token);
  out.close_object();
  return web::json_response(std::move(answer), 201);
}

web::Response end_one_token(const Tools& tools, const web::Request& request) {
  end_token(tools, caller_of(request), request.param("id"));
  return web::no_content();
}

web::Response show_second_factor(const Tools& tools, const web::Request& request) {
  const SecondFactor state = second_factor(tools, caller_of(request));
  std::string answer;
  json::Writer(answer).open_object().key("on").boolean(state.on).key("recovery_codes").integer(state.recovery_codes).close_object();
  return web::json_response(std::move(answer));
}

web::Response begin(const Tools& tools, const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const std::string password = fields.secret("password");
  fields.finish();
  const NewAuthenticator made = begin_second_factor(tools, caller_of(request), password);
  std::string answer;
  json::Writer(answer).open_object().member("secret", made.secret).member("uri", made.uri).close_object();
  return web::json_response(std::move(answer));
}

std::string recovery_codes_text(const std::vector<std::string>& codes) {
  std::string answer;
  json::Writer out(answer);
  out.open_object().key("recovery_codes");
  identity::write(out, codes);
  out.close_object();
  return answer;
}

web::Response confirm(const Tools& tools, const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const std::string code = fields.secret("code", 100);
  fields.finish();
  const SecondFactorOn on = confirm_second_factor(tools, caller_of(request), code);
  auto response = web::json_response(recovery_codes_text(on.recovery_codes));
  set_session(request, response, on.session_token);
  return response;
}

Proof proof_of(const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  Proof proof{.password = fields.secret("password"), .code = fields.secret("code", 100)};
  fields.finish();
  return proof;
}

web::Response remove(const Tools& tools, const web::Request& request) {
  remove_second_factor(tools, caller_of(request), proof_of(request));
  return web::no_content();
}

web::Response renew_codes(const Tools& tools, const web::Request& request) {
  return web::json_response(recovery_codes_text(renew_recovery_codes(tools, caller_of(request), proof_of(request))));
}

}  // namespace

std::vector<web::Route> own_routes(const Tools& tools) {
  using web::Method;
  using Who = Access::Who;
  const auto route = [&](Method method, const char* path, const char* name, Answer answer, Who who = Who::in_person) {
    return web::Route{.method = method,
                      .path = path,
                      .name = name,
                      .handler = [&tools, answer](const web::Request& request) { return answer(tools, request); },
                      .body = method == Method::post || method == Method::patch ? web::json_body(16U << 10U) : web::BodyRule{},
                      .extras = web::Extras::of(Access{.who = who})};
  };
  return {route(Method::get, "/api/v1/me", "me.show", show, Who::signed_in),
          route(Method::patch, "/api/v1/me", "me.change", change),
          route(Method::post, "/api/v1/me/password", "me.set_password", set_password),
          route(Method::get, "/api/v1/me/sessions", "me.sessions", list_sessions),
          route(Method::del, "/api/v1/me/sessions", "me.end_other_sessions", end_others),
          route(Method::del, "/api/v1/me/sessions/{id}", "me.end_session", end_one),
          route(Method::get, "/api/v1/me/tokens", "me.tokens", list_tokens),
          route(Method::post, "/api/v1/me/tokens", "me.add_token", add_token),
          route(Method::del, "/api/v1/me/tokens/{id}", "me.end_token", end_one_token),
          route(Method::get, "/api/v1/me/second-factor", "me.second_factor", show_second_factor),
          route(Method::post, "/api/v1/me/second-factor", "me.begin_second_factor", begin),
          route(Method::post, "/api/v1/me/second-factor/confirmation", "me.confirm_second_factor", confirm),
          route(Method::post, "/api/v1/me/second-factor/removal", "me.remove_second_factor", remove),
          route(Method::post, "/api/v1/me/recovery-codes", "me.renew_recovery_codes", renew_codes)};
}

}  // namespace identity
