#include <memory>

#include "base/error.hpp"
#include "features/identity/routes_parts.hpp"
#include "features/identity/service_oidc.hpp"
#include "web/rate_limiter.hpp"

namespace identity {
namespace {

/// Where people go in the end: a path of ours as the page writes it, never another site.
std::string next_of(const web::Request& request) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~?=&%";
  const std::string next(request.query("lanjut").value_or(""));
  const bool is_own = next.starts_with('/') && !next.starts_with("//") && next.find_first_not_of(kPlain) == std::string::npos;
  return is_own ? next : "/kantor";
}

/// People came here by a link, so they are told on a page and not in JSON.
web::Response back_to_sign_in(const base::Error& error) { return web::redirect(std::string("/masuk?gagal=") + error.what()); }

web::Response start(const Tools& tools, const web::Request& request) {
  try {
    const ProviderStart start = begin_at_provider(tools, next_of(request));
    auto response = web::redirect(start.url);
    set_provider_attempt(request, response, start.cookie);
    return response;
  } catch (const base::Error& error) {
    return back_to_sign_in(error);
  }
}

web::Response finish(const Tools& tools, const web::Request& request) {
  const auto asked = [&](std::string_view name) { return std::string(request.query(name).value_or("")); };
  ProviderAnswer answer{.code = asked("code"), .state = asked("state"), .error = asked("error").substr(0, 200)};
  if (request.query("iss")) answer.issuer = asked("iss");
  web::Response response;
  try {
    const auto [entered, next] = finish_at_provider(tools, answer, provider_attempt_of(request), origin_of(request));
    response = web::redirect(next);
    set_session(request, response, entered.session_token);
    set_device(request, response, entered.device_token);
  } catch (const base::Error& error) {
    response = back_to_sign_in(error);
  }
  set_provider_attempt(request, response, "");
  return response;
}

web::Response options(const Tools& tools, const web::Request& /*request*/) {
  std::string body;
  json::Writer out(body);
  out.open_object().key("provider");
  if (const auto name = provider_name(tools)) {
    out.open_object().member("name", *name).close_object();
  } else {
    out.null();
  }
  out.close_object();
  return web::json_response(std::move(body));
}

}  // namespace

std::vector<web::Route> provider_routes(const Tools& tools, const web::Clock& clock) {
  // Each attempt may ask the provider and writes to the audit; so one network may not go on endlessly.
  constexpr std::size_t kMostNetworks = 100'000;
  const auto flood = std::make_shared<web::RateLimiter>(web::RateLimiter::Rate{.burst = 100, .per_second = 2}, kMostNetworks, clock);
  const auto open = [](const char* path, const char* name, auto handler) {
    return web::Route{.method = web::Method::get,
                      .path = path,
                      .name = name,
                      .handler = std::move(handler),
                      .extras = web::Extras::of(Access{.who = Access::Who::everybody})};
  };
  const auto limited = [&tools, flood](web::Response (*answer)(const Tools&, const web::Request&)) {
    return [&tools, flood, answer](const web::Request& request) {
      flood->require(web::network_key(request.remote()));
      return answer(tools, request);
    };
  };
  return {open("/api/v1/session/options", "session.options", [&tools](const web::Request& request) { return options(tools, request); }),
          open("/sign-in/oidc", "oidc.start", limited(start)), open("/sign-in/oidc/callback", "oidc.callback", limited(finish))};
}

}  // namespace identity
