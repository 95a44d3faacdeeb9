#include "web/pipeline.hpp"

#include <algorithm>
#include <exception>

#include "base/text.hpp"
#include "web/characters.hpp"
#include "web/problem.hpp"

namespace web {
namespace {

bool takes(const BodyRule& rule, std::string_view content_type) {
  const auto type = base::trimmed(content_type.substr(0, content_type.find(';')));
  return std::ranges::any_of(rule.types, [&](std::string_view wanted) {
    if (!wanted.ends_with("/*")) return same_name(wanted, type);
    wanted.remove_suffix(1);
    return same_name(wanted, type.substr(0, wanted.size()));
  });
}

std::string joined(const std::vector<std::string>& types) {
  std::string text;
  for (const auto& type : types) text += (text.empty() ? "" : ", ") + type;
  return text;
}

// Before a single byte of it is read.
void check_body(const BodyRule& rule, const RequestData& request) {
  if (const auto expect = request.header("Expect"); expect && !same_name(*expect, "100-continue")) throw HttpError(417, "http.expectation");
  const bool comes = request.chunked || request.content_length > 0;
  if (!comes) return;
  if (rule.limit == 0 || request.content_length > rule.limit) {
    throw HttpError(413, "http.too_large", {{"limit", std::to_string(rule.limit)}});
  }
  if (takes(rule, request.header("Content-Type").value_or(""))) return;
  Headers headers;
  headers.set("Accept", joined(rule.types));
  throw HttpError(415, "http.media_type", {{"types", joined(rule.types)}}, std::move(headers));
}

Response options_answer(const std::string& allow) {
  auto response = no_content();
  response.headers.set("Allow", allow);
  return response;
}

std::optional<Response> match(const Router& router, RequestData& request) {
  if (request.target.path == "*") return options_answer("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  auto found = router.match(request.method, request.target.segments);
  if (found.route != nullptr) {
    request.route = found.route;
    request.params = std::move(found.params);
    check_body(found.route->body, request);
    return std::nullopt;
  }
  if (found.allow.empty()) throw base::Error(base::Kind::not_found, "http.no_such_address");
  if (request.method == Method::options) return options_answer(found.allow);
  Headers headers;
  headers.set("Allow", found.allow);
  throw HttpError(405, "http.method_not_allowed", {{"allow", found.allow}}, std::move(headers));
}

template <typename Run>
auto guarded(const Core& core, const RequestData& request, Run run) -> decltype(run()) {
  try {
    return run();
  } catch (...) {
    return current_problem(core, request);
  }
}

}  // namespace

std::optional<Response> find_route(const Core& core, RequestData& request) {
  return guarded(core, request, [&] { return match(core.router, request); });
}

std::optional<Response> run_guard(const Core& core, Request& request) {
  if (!core.options.guard) return std::nullopt;
  return guarded(core, request.data(), [&]() -> std::optional<Response> {
    core.options.guard(request);
    return std::nullopt;
  });
}

std::optional<Response> run_quick(const Core& core, const Request& request) {
  if (!request.route().quick) return std::nullopt;
  return guarded(core, request.data(), [&] { return request.route().quick(request); });
}

Response run_handler(const Core& core, const Request& request) {
  return guarded(core, request.data(), [&] { return request.route().handler(request); });
}

Response current_problem(const Core& core, const RequestData& request) {
  const Reader reader{.language = request.language(), .request_id = request.id};
  try {
    throw;
  } catch (const base::Error& error) {
    if (error.kind() == base::Kind::unavailable) core.log_failure(request.id, i18n::describe(i18n::Language::en, error.problems().front()));
    return problem(error, reader);
  } catch (const HttpError& error) {
    return problem(error, reader);
  } catch (const std::exception& error) {
    core.log_failure(request.id, error.what());
  } catch (...) {
    core.log_failure(request.id, "an exception of an unknown type");
  }
  return internal_problem(reader);
}

Delivery deliver(const Core& core, const RequestData& request, Response response, bool close) {
  const DeliveryTerms terms{.now = core.options.clock.now(), .close = close || !request.keep_alive || core.stopping};
  try {
    return prepare(request, std::move(response), terms);
  } catch (...) {
    return prepare(request, current_problem(core, request), terms);
  }
}

}  // namespace web
