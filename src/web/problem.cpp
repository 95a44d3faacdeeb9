#include "web/problem.hpp"

#include <algorithm>
#include <span>

#include "json/writer.hpp"
#include "web/request.hpp"

namespace web {
namespace {

constexpr std::string_view kRetryAfter = "5";  // seconds, when whoever refuses knows no better

const std::string* find(const base::Params& params, std::string_view name) {
  const auto found = std::ranges::find(params, name, &base::Params::value_type::first);
  return found == params.end() ? nullptr : &found->second;
}

void write(json::Writer& out, const base::Problem& problem, i18n::Language language) {
  out.open_object().member("code", problem.code).member("detail", i18n::text(language, problem.code, problem.params));
  const auto* field = find(problem.params, "field");
  out.key("field");
  field == nullptr ? out.null() : out.text(*field);
  out.key("file");
  problem.file.empty() ? out.null() : out.text(problem.file);
  out.key("line");
  problem.line == 0 ? out.null() : out.integer(static_cast<std::int64_t>(problem.line));
  out.close_object();
}

struct Problems {
  int status;
  std::span<const base::Problem> list;
  std::size_t total;
};

Response response_of(const Problems& problems, const Reader& reader) {
  const auto& first = problems.list.front();
  std::string body;
  json::Writer out(body);
  out.open_object().member("type", "about:blank");
  out.member("title", i18n::text(reader.language, "http.status_" + std::to_string(problems.status)));
  out.key("status").integer(problems.status);
  out.member("code", first.code).member("detail", i18n::text(reader.language, first.code, first.params));
  out.member("request_id", reader.request_id);
  out.key("problems").open_list();
  for (const auto& problem : problems.list) write(out, problem, reader.language);
  out.close_list().key("total").integer(static_cast<std::int64_t>(problems.total)).close_object();

  auto response = text_response("application/problem+json", std::move(body), problems.status);
  response.headers.set("Content-Language", reader.language == i18n::Language::en ? "en" : "id");
  if (problems.status == 429 || problems.status == 503) {
    const auto* seconds = find(first.params, "retry_after");
    response.headers.set("Retry-After", seconds == nullptr ? kRetryAfter : std::string_view{*seconds});
  }
  return response;
}

}  // namespace

HttpError::HttpError(int status, std::string code, base::Params params, Headers headers)
    : status_(status),
      problem_{.file = {}, .line = 0, .code = std::move(code), .params = std::move(params)},
      headers_(std::move(headers)) {}

int status_of(base::Kind kind) {
  switch (kind) {
    case base::Kind::invalid:
    case base::Kind::usage:
      return 400;
    case base::Kind::unauthenticated:
      return 401;
    case base::Kind::forbidden:
      return 403;
    case base::Kind::not_found:
      return 404;
    case base::Kind::conflict:
      return 409;
    case base::Kind::precondition:
      return 412;
    case base::Kind::too_large:
      return 413;
    case base::Kind::rate_limited:
      return 429;
    case base::Kind::unavailable:
      return 503;
  }
  return 500;
}

Response problem(const base::Error& error, const Reader& reader) {
  return response_of({.status = status_of(error.kind()), .list = error.problems(), .total = error.total()}, reader);
}

Response problem(const base::Error& error, const Request& request) {
  return problem(error, Reader{.language = request.language(), .request_id = request.id()});
}

Response problem(const HttpError& error, const Reader& reader) {
  auto response = response_of({.status = error.status(), .list = {&error.problem(), 1}, .total = 1}, reader);
  for (const auto& [name, value] : error.headers().all()) response.headers.set(name, value);
  return response;
}

Response internal_problem(const Reader& reader) {
  return problem(HttpError(500, "http.internal", {{"request_id", std::string(reader.request_id)}}), reader);
}

}  // namespace web
