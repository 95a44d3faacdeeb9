#include <memory>

#include "base/fields.hpp"
#include "features/identity/password.hpp"
#include "features/identity/routes_parts.hpp"
#include "web/rate_limiter.hpp"

namespace identity {
namespace {

/// What anybody may ask without being signed in costs hashing and writing; so one network may not ask endlessly. The limits that keep
/// attackers from guessing are those of the service, which hold across several copies of the program.
using Flood = std::shared_ptr<web::RateLimiter>;

web::Response entered(const Tools& tools, const web::Request& request, const Entered& entered) {
  auto response = web::json_response(json_of(find_by_session(tools, entered.session_token).value()));
  set_session(request, response, entered.session_token);
  set_device(request, response, entered.device_token);
  return response;
}

web::Response renewed(const Tools& tools, const web::Request& request, const std::string& session_token) {
  auto response = web::json_response(json_of(find_by_session(tools, session_token).value()));
  set_session(request, response, session_token);
  return response;
}

web::Response enter_by_password(const Tools& tools, const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const SignIn given{
      .mail = fields.text("mail", {.most = 1000}), .password = fields.secret("password"), .code = fields.optional_secret("code", 100)};
  fields.finish();
  return entered(tools, request, sign_in(tools, given, origin_of(request)));
}

web::Response leave(const Tools& tools, const web::Request& request) {
  sign_out(tools, caller_of(request));
  auto response = web::no_content();
  end_session(request, response);
  return response;
}

web::Response act(const Tools& tools, const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const std::string account = fields.text("account");
  fields.finish();
  return renewed(tools, request, act_on_behalf(tools, caller_of(request), account));
}

web::Response look(const Tools& tools, const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const std::string token = fields.secret("token");
  fields.finish();
  const Account account = look_at_invitation(tools, token);
  std::string answer;
  json::Writer(answer)
      .open_object()
      .member("mail", account.mail)
      .member("name", account.name)
      .member("language", to_text(account.language))
      .close_object();
  return web::json_response(std::move(answer));
}

web::Response accept(const Tools& tools, const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const Acceptance acceptance{.token = fields.secret("token"), .password = fields.secret("password"), .name = fields.optional_text("name")};
  fields.finish();
  return entered(tools, request, accept_invitation(tools, acceptance, origin_of(request)));
}

web::Response ask_for_reset(const Tools& tools, const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const std::string mail = fields.text("mail", {.most = 1000});
  fields.finish();
  request_reset(tools, mail, origin_of(request));
  return web::json_response("{}", 202);
}

web::Response complete_reset(const Tools& tools, const web::Request& request) {
  const base::Document body = body_of(request);
  base::Fields fields(body);
  const std::string token = fields.secret("token");
  const std::string password = fields.secret("password");
  fields.finish();
  const std::string device_token = reset_password(tools, token, password, origin_of(request));
  auto response = web::no_content();
  end_session(request, response);
  set_device(request, response, device_token);
  return response;
}

using Answer = web::Response (*)(const Tools&, const web::Request&);

/// For those who are not signed in.
web::Route open(const Tools& tools, const Flood& flood, const char* path, const char* name, Answer answer) {
  return {.method = web::Method::post,
          .path = path,
          .name = name,
          .handler =
              [&tools, flood, answer](const web::Request& request) {
                flood->require(web::network_key(request.remote()));
                return answer(tools, request);
              },
          .body = web::json_body(16U << 10U),
          .extras = web::Extras::of(Access{.who = Access::Who::everybody})};
}

}  // namespace

std::vector<web::Route> session_routes(const Tools& tools, const web::Clock& clock) {
  using web::Method;
  constexpr std::size_t kMostNetworks = 100'000;
  const auto flood = std::make_shared<web::RateLimiter>(web::RateLimiter::Rate{.burst = 100, .per_second = 2}, kMostNetworks, clock);
  const auto own = [](Access::Who who) { return web::Extras::of(Access{.who = who}); };
  return {open(tools, flood, "/api/v1/session", "session.sign_in", enter_by_password),
          {.method = Method::del,
           .path = "/api/v1/session",
           .name = "session.sign_out",
           .handler = [&tools](const web::Request& request) { return leave(tools, request); },
           .extras = own(Access::Who::signed_in)},
          {.method = Method::post,
           .path = "/api/v1/session/renewal",
           .name = "session.renew",
           .handler = [&tools](const web::Request& request) { return renewed(tools, request, renew_session(tools, caller_of(request))); },
           .extras = own(Access::Who::signed_in)},
          {.method = Method::post,
           .path = "/api/v1/session/on-behalf-of",
           .name = "session.act_on_behalf",
           .handler = [&tools](const web::Request& request) { return act(tools, request); },
           .body = web::json_body(16U << 10U),
           .extras = own(Access::Who::in_person)},
          {.method = Method::del,
           .path = "/api/v1/session/on-behalf-of",
           .name = "session.act_for_oneself",
           .handler = [&tools](const web::Request& request) { return renewed(tools, request, act_for_oneself(tools, caller_of(request))); },
           .extras = own(Access::Who::signed_in)},
          open(tools, flood, "/api/v1/invitations/look", "invitations.look", look),
          open(tools, flood, "/api/v1/invitations/acceptance", "invitations.accept", accept),
          open(tools, flood, "/api/v1/password-resets", "password_resets.ask", ask_for_reset),
          open(tools, flood, "/api/v1/password-resets/completion", "password_resets.complete", complete_reset)};
}

}  // namespace identity
