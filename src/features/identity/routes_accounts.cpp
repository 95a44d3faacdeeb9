#include "base/fields.hpp"
#include "features/identity/rights.hpp"
#include "features/identity/routes_parts.hpp"
#include "web/conditions.hpp"

namespace identity {
namespace {

using Answer = web::Response (*)(const Tools&, const web::Request&);

web::Response answer_of(const AccountWithGrants& found, int status = 200) {
  auto response = web::json_response(json_of(found), status);
  response.tag = version_tag(found.account);
  return response;
}

web::Response list(const Tools& tools, const web::Request& request) {
  constexpr std::int64_t kUsualPage = 50;
  constexpr std::int64_t kLongestPage = 200;
  const auto limit = static_cast<std::size_t>(request.query_integer("limit", {.least = 1, .most = kLongestPage}).value_or(kUsualPage));
  store::Filter filter{.words = std::string(request.query("q").value_or(""))};
  if (const auto state = request.query("state")) {
    filter.state = parse_state(*state);
    if (!filter.state) throw base::Error(base::Kind::invalid, "identity.unknown_word", {{"field", "state"}});
  }
  const auto found = list_accounts(tools, caller_of(request), filter, std::string(request.query("cursor").value_or("")), limit);
  return web::json_response(list_of(found, found.size() == limit ? found.back().account.id : ""));
}

web::Response show(const Tools& tools, const web::Request& request) {
  return answer_of(account(tools, caller_of(request), request.param("id")));
}

web::Response add(const Tools& tools, const web::Request& request) {
  constexpr std::size_t kMostGrants = 50;
  const base::Document body = body_of(request);
  base::Fields fields(body);
  Invitation invitation{.mail = fields.text("mail", {.most = 254}),
                        .name = fields.text("name"),
                        .language = language_of(fields.optional_text("language")).value_or(i18n::Language::id)};
  for (const base::Document* each : fields.objects("grants", kMostGrants)) invitation.grants.push_back(grant_of(*each));
  fields.finish();
  const Invited invited = invite(tools, caller_of(request), invitation);
  return answer_of(invited.account, invited.is_new ? 201 : 200);
}

web::Response change(const Tools& tools, const web::Request& request) {
  const Caller caller = caller_of(request);
  const Account now = account(tools, caller, request.param("id")).account;
  web::require_match(request, version_tag(now));
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const AccountChange change{.mail = fields.optional_text("mail", {.most = 254}),
                             .name = fields.optional_text("name"),
                             .language = language_of(fields.optional_text("language")),
                             .disabled = fields.optional_flag("disabled")};
  fields.finish();
  return answer_of(change_account(tools, caller, now.id, now.version, change));
}

web::Response invite_once_more(const Tools& tools, const web::Request& request) {
  invite_again(tools, caller_of(request), request.param("id"));
  return web::no_content();
}

web::Response give(const Tools& tools, const web::Request& request) {
  return answer_of(grant(tools, caller_of(request), request.param("id"), grant_of(body_of(request))));
}

web::Response take_away(const Tools& tools, const web::Request& request) {
  return answer_of(revoke(tools, caller_of(request), request.param("id"), request.param("grant")));
}

web::Response end_all_sessions(const Tools& tools, const web::Request& request) {
  end_sessions_of(tools, caller_of(request), request.param("id"));
  return web::no_content();
}

web::Response end_second_factor(const Tools& tools, const web::Request& request) {
  remove_second_factor_of(tools, caller_of(request), request.param("id"));
  return web::no_content();
}

}  // namespace

std::vector<web::Route> account_routes(const Tools& tools) {
  using web::Method;
  const std::vector<Role> readers = {Role::administrator, Role::secretariat, Role::auditor};
  const std::vector<Role> inviters = {Role::administrator, Role::secretariat};
  const std::vector<Role> administrators = {Role::administrator};
  const auto route = [&](Method method, const char* path, const char* name, const std::vector<Role>& roles, Answer answer) {
    const bool has_body = answer == add || answer == change || answer == give;
    return web::Route{.method = method,
                      .path = path,
                      .name = name,
                      .handler = [&tools, answer](const web::Request& request) { return answer(tools, request); },
                      .body = has_body ? web::json_body(64U << 10U) : web::BodyRule{},
                      .extras = web::Extras::of(Access{.roles = roles, .token_scope = TokenScope::administer, .once = answer == add})};
  };
  return {route(Method::get, "/api/v1/accounts", "accounts.list", readers, list),
          route(Method::post, "/api/v1/accounts", "accounts.invite", inviters, add),
          route(Method::get, "/api/v1/accounts/{id}", "accounts.show", readers, show),
          route(Method::patch, "/api/v1/accounts/{id}", "accounts.change", administrators, change),
          route(Method::post, "/api/v1/accounts/{id}/invitation", "accounts.invite_again", inviters, invite_once_more),
          route(Method::post, "/api/v1/accounts/{id}/grants", "accounts.grant", inviters, give),
          route(Method::del, "/api/v1/accounts/{id}/grants/{grant}", "accounts.revoke", inviters, take_away),
          route(Method::del, "/api/v1/accounts/{id}/sessions", "accounts.end_sessions", administrators, end_all_sessions),
          route(Method::del, "/api/v1/accounts/{id}/second-factor", "accounts.end_second_factor", administrators, end_second_factor)};
}

}  // namespace identity
