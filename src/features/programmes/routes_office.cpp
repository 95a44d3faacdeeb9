#include "features/programmes/routes_office.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include "base/error.hpp"
#include "base/fields.hpp"
#include "features/programmes/json_parts.hpp"
#include "features/programmes/policy.hpp"
#include "features/programmes/score_upload.hpp"
#include "json/json.hpp"
#include "json/writer.hpp"
#include "web/conditions.hpp"
#include "web/request.hpp"
#include "web/response.hpp"
#include "web/upload.hpp"

namespace programmes {
namespace {

using base::Document;
using web::Request;
using web::Response;

constexpr std::uint64_t kLargestBundle = 64U << 20U;
constexpr std::uint64_t kLargestScores = 10U << 20U;
constexpr std::size_t kLongestText = 2000;

void write_moment_or_null(json::Writer& writer, std::string_view key, const std::optional<base::Instant>& moment) {
  write_or_null(writer, key, moment ? base::to_text(*moment) : std::string());
}

void write_links(json::Writer& writer, const Result& result) {
  writer.key("withdrawn");
  if (result.withdrawn) {
    writer.open_object().member("at", base::to_text(result.withdrawn->at));
    write_text(writer, "reason", result.withdrawn->reason);
    writer.close_object();
  } else {
    writer.null();
  }
  writer.key("replaces");
  if (result.replaces) {
    writer.open_object().member("id", *result.replaces);
    write_text_or_null(writer, "note", result.note);
    writer.close_object();
  } else {
    writer.null();
  }
  writer.key("replaced_by");
  if (!result.successor) return (void)writer.null();
  writer.open_object().member("id", result.successor->id).member("at", base::to_text(result.successor->at));
  write_text(writer, "note", result.successor->note);
  writer.close_object();
}

/// `office_result`.
void write(json::Writer& writer, const Result& result, base::Instant now) {
  writer.open_object().member("id", result.id).member("programme", result.programme);
  write_text(writer, "caption", result.caption);
  writer.key("year").integer(result.year).member("state", word(result.state_at(now)));
  write_moment_or_null(writer, "public_from", result.public_from);
  writer.member("loaded_at", base::to_text(result.loaded_at));
  writer.key("pack").open_object().member("id", result.pack.id).member("version", result.pack.version);
  write_text(writer, "name", result.pack.name);
  writer.close_object().key("subjects").integer(result.subjects).key("illustrative").boolean(result.illustrative);
  writer.key("bundle").open_object().member("sha256", result.sha256).key("bytes").integer(result.bytes);
  write_or_null(writer, "signed_by", result.signed_by);
  writer.close_object();
  write_links(writer, result);
  writer.key("version").integer(result.version_at(now)).close_object();
}

Response answer(const Result& result, base::Instant now, int status = 200) {
  std::string body;
  json::Writer writer(body);
  write(writer, result, now);
  Response response = web::json_response(std::move(body), status);
  response.tag = std::to_string(result.version_at(now));
  return response;
}

/// A text `{"id", "en"}` of the body; empty if it is not there.
tally::Text text_of(const Document& body, base::Fields& fields, std::string_view name) {
  if (!fields.has(name)) return {};
  base::Fields inner(*body.find(name));
  tally::Text text{inner.optional_text("id", {.most = kLongestText}).value_or(""),
                   inner.optional_text("en", {.most = kLongestText}).value_or("")};
  inner.finish();
  return text;
}

/// What the address of an upload says, to be read as fields.
Document asked(const Request& request) {
  Document::Map map;
  for (const char* name : {"caption_id", "caption_en", "replaces"}) {
    if (const auto value = request.query(name)) map.emplace_back(name, std::string(*value));
  }
  return map;
}

std::string bytes_of(const Request& request) {
  const web::Upload* upload = request.upload();
  std::string bytes;
  while (upload != nullptr && bytes.size() < upload->size()) {
    bytes += upload->read(bytes.size(), static_cast<std::size_t>(upload->size()) - bytes.size());
  }
  return bytes;
}

/// What is to be loaded, but for the bundle.
Loading asked_loading(const Request& request) {
  constexpr std::int64_t kFirstYear = 1900;
  constexpr std::int64_t kLastYear = 9999;
  const Document document = asked(request);
  base::Fields fields(document);
  Loading loading{.programme = request.param("slug"),
                  .caption = {fields.text("caption_id"), fields.text("caption_en")},
                  .bundle = {},
                  .file = "bundle",
                  .replaces = fields.optional_text("replaces")};
  const auto year = request.query_integer("year", {.least = kFirstYear, .most = kLastYear});
  if (!year) fields.refuse("year", "fields.missing");
  fields.finish();
  loading.year = static_cast<int>(*year);
  return loading;
}

ScoreUpload asked_scores(const Request& request) {
  const std::string_view decimal = request.query("decimal").value_or("point");
  if (decimal != "point" && decimal != "comma") throw base::Error(base::Kind::invalid, "programmes.not_decimal", {{"field", "decimal"}});
  return {.pack = std::string(request.query("pack").value_or("")),
          .stage = std::string(request.query("stage").value_or("")),
          .decimal = decimal == "comma" ? ',' : '.',
          .bytes = bytes_of(request)};
}

void write(json::Writer& writer, const base::Problem& problem, i18n::Language language) {
  const auto field = std::ranges::find(problem.params, "field", &base::Params::value_type::first);
  writer.open_object().member("code", problem.code).member("detail", i18n::text(language, problem.code, problem.params));
  write_or_null(writer, "field", field == problem.params.end() ? std::string() : field->second);
  write_or_null(writer, "file", problem.file);
  write_or_null(writer, "line", problem.line == 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(problem.line)));
  writer.close_object();
}

void write(json::Writer& writer, const UploadedTable& table) {
  writer.open_object();
  write_or_null(writer, "name", table.name);
  writer.key("columns").open_list();
  for (const std::string& column : table.columns) writer.text(column);
  writer.close_list().key("rows").integer(static_cast<std::int64_t>(table.rows)).close_object();
}

void write(json::Writer& writer, const PreviewedRow& row) {
  writer.open_object().member("subject", row.subject).member("name", row.name).member("level", row.level);
  write_or_null(writer, "score", row.score);
  write_or_null(writer, "rank", row.rank == 0 ? std::nullopt : std::optional<std::int64_t>(row.rank));
  write_or_null(writer, "band", row.band);
  writer.close_object();
}

/// `tally_preview`.
Response answer(const Preview& preview, i18n::Language language) {
  const auto count = [](std::size_t number) { return static_cast<std::int64_t>(number); };
  std::string body;
  json::Writer writer(body);
  writer.open_object().key("tables").open_list();
  for (const UploadedTable& table : preview.tables) write(writer, table);
  writer.close_list().key("subjects").integer(count(preview.subjects)).key("evaluators").integer(count(preview.evaluators));
  writer.key("rows").open_list();
  for (const PreviewedRow& row : preview.rows) write(writer, row);
  writer.close_list().key("problems").open_list();
  for (const base::Problem& problem : preview.problems) write(writer, problem, language);
  writer.close_list().key("total").integer(count(preview.total)).close_object();
  return web::json_response(std::move(body));
}

class Routes {
 public:
  explicit Routes(OfficeParts parts) : parts_(std::move(parts)) {}

  Response list(const Request& request) const {
    const auto results = office_results(parts_.office, parts_.caller(request), request.param("slug"));
    const base::Instant now = parts_.office.clock();
    std::string body;
    json::Writer writer(body);
    writer.open_object().key("items").open_list();
    for (const Result& result : results) write(writer, result, now);
    writer.close_list().key("next").null().close_object();
    return web::json_response(std::move(body));
  }

  Response show(const Request& request) const { return answer(present(request), parts_.office.clock()); }

  Response add(const Request& request) const {
    const identity::Caller caller = allowed(request);
    Loading loading = asked_loading(request);
    loading.bundle = bytes_of(request);
    return answer(load(parts_.office, caller, std::move(loading)), parts_.office.clock(), 201);
  }

  Response tally_preview(const Request& request) const {
    (void)allowed(request);
    return answer(preview(asked_scores(request)), request.language());
  }

  Response tally_scores(const Request& request) const {
    const identity::Caller caller = allowed(request);
    Loading loading = asked_loading(request);
    loading.bundle = bundle_of(read_upload(asked_scores(request)), nullptr);
    return answer(load(parts_.office, caller, std::move(loading)), parts_.office.clock(), 201);
  }

  Response publish(const Request& request) const {
    const Seen seen = matched(request);
    const Document body = json::parse(request.body(), "");
    base::Fields fields(body);
    Decision decision{.result = seen.id, .from = fields.optional_instant("from"), .note = text_of(body, fields, "note")};
    fields.finish();
    return answer(decide(parts_.office, parts_.caller(request), seen, decision), parts_.office.clock());
  }

  Response take_back(const Request& request) const {
    return answer(cancel(parts_.office, parts_.caller(request), matched(request)), parts_.office.clock());
  }

  Response withdraw_it(const Request& request) const {
    const Seen seen = matched(request);
    const Document body = json::parse(request.body(), "");
    base::Fields fields(body);
    const tally::Text reason = text_of(body, fields, "reason");
    fields.finish();
    return answer(withdraw(parts_.office, parts_.caller(request), seen, reason), parts_.office.clock());
  }

 private:
  /// Whoever may publish what the request is about; asked before anything of it is read.
  identity::Caller allowed(const Request& request) const {
    identity::Caller caller = parts_.caller(request);
    identity::require(caller.actor, policy::may_publish(caller.actor, request.param("slug")));
    return caller;
  }

  Result present(const Request& request) const { return office_result(parts_.office, parts_.caller(request), request.param("id")); }

  /// The result that the request is about, if it is as the caller has seen it.
  Seen matched(const Request& request) const {
    const Result result = present(request);
    const std::int64_t version = result.version_at(parts_.office.clock());
    web::require_match(request, std::to_string(version));
    return {result.id, version};
  }

  OfficeParts parts_;
};

}  // namespace

std::vector<web::Route> office_routes(const OfficeParts& parts) {
  using web::Method;
  constexpr std::uint64_t kDecision = 64U << 10U;
  const auto routes = std::make_shared<const Routes>(parts);
  const auto extras = web::Extras::of(identity::Access{.roles = {identity::Role::secretariat}});
  const auto loading = web::Extras::of(identity::Access{.roles = {identity::Role::secretariat}, .once = true});
  const auto with = [&](Response (Routes::*work)(const Request&) const) {
    return [routes, work](const Request& request) { return ((*routes).*work)(request); };
  };
  const auto score_route = [&](const char* path, const char* name, Response (Routes::*work)(const Request&) const,
                               const web::Extras& more) {
    return web::Route{.method = Method::post,
                      .path = path,
                      .name = name,
                      .handler = with(work),
                      .body = web::upload_body(parts.uploads, kLargestScores,
                                               {"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
                      .extras = more};
  };
  return {{.path = "/api/v1/office/programmes/{slug}/results", .name = "office.results", .handler = with(&Routes::list), .extras = extras},
          {.method = Method::post,
           .path = "/api/v1/office/programmes/{slug}/results",
           .name = "office.load",
           .handler = with(&Routes::add),
           .body = web::upload_body(parts.uploads, kLargestBundle, {"application/json"}),
           .extras = loading},
          score_route("/api/v1/office/programmes/{slug}/tallies/preview", "office.tally_preview", &Routes::tally_preview, extras),
          score_route("/api/v1/office/programmes/{slug}/tallies", "office.tally", &Routes::tally_scores, loading),
          {.path = "/api/v1/office/results/{id}", .name = "office.result", .handler = with(&Routes::show), .extras = extras},
          {.method = Method::post,
           .path = "/api/v1/office/results/{id}/publication",
           .name = "office.publish",
           .handler = with(&Routes::publish),
           .body = web::json_body(kDecision),
           .extras = extras},
          {.method = Method::del,
           .path = "/api/v1/office/results/{id}/publication",
           .name = "office.cancel",
           .handler = with(&Routes::take_back),
           .extras = extras},
          {.method = Method::post,
           .path = "/api/v1/office/results/{id}/withdrawal",
           .name = "office.withdraw",
           .handler = with(&Routes::withdraw_it),
           .body = web::json_body(kDecision),
           .extras = extras}};
}

}  // namespace programmes
