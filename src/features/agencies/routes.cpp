#include "features/agencies/routes.hpp"

#include <algorithm>
#include <sstream>

#include "base/fields.hpp"
#include "base/text.hpp"
#include "json/json.hpp"
#include "json/writer.hpp"
#include "web/conditions.hpp"
#include "web/content.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace agencies {
namespace {

using identity::Access;

constexpr std::uint64_t kLongestList = std::uint64_t{8} << 20U;  // bytes

void write_or_null(json::Writer& out, const char* name, const std::optional<std::string>& text) {
  out.key(name);
  text ? out.text(*text) : out.null();
}

void write(json::Writer& out, const Organisation& organisation) {
  out.open_object().member("id", organisation.id);
  write_or_null(out, "code", organisation.code);
  out.member("kind", to_text(organisation.kind)).member("name", organisation.name);
  write_or_null(out, "parent", organisation.parent);
  out.key("region");
  const Region* region = organisation.region ? find_region(*organisation.region) : nullptr;
  if (region != nullptr) {
    out.open_object().member("code", region->code).member("name", region->name).close_object();
  } else {
    out.null();
  }
  out.key("closed").boolean(organisation.closed).key("version").integer(organisation.version);
  out.member("created_at", base::to_text(organisation.created_at)).close_object();
}

web::Response answer_of(const Organisation& organisation, int status = 200) {
  std::string body;
  json::Writer out(body);
  write(out, organisation);
  auto response = web::json_response(std::move(body), status);
  response.tag = std::to_string(organisation.version);
  return response;
}

/// Made once: the list never changes while the program runs.
std::shared_ptr<const web::Content> regions_content() {
  std::string body;
  json::Writer out(body);
  out.open_object().key("items").open_list();
  for (const Region& region : regions()) {
    const auto point = region.code.find('.');
    out.open_object().member("code", region.code).member("name", region.name);
    write_or_null(out, "province", point == std::string::npos ? std::nullopt : std::optional(region.code.substr(0, point)));
    out.close_object();
  }
  out.close_list().key("next").null().close_object();
  return web::Content::make("application/json", std::move(body), web::Effort::best);
}

std::optional<Kind> kind_of(const std::optional<std::string>& text) {
  if (!text || text->empty()) return std::nullopt;
  const auto kind = parse_kind(*text);
  if (!kind) throw base::Error(base::Kind::invalid, "agencies.bad_kind", {{"field", "kind"}, {"found", *text}});
  return kind;
}

std::optional<std::string> query_of(const web::Request& request, std::string_view name) {
  const auto value = request.query(name);
  return value ? std::optional<std::string>(*value) : std::nullopt;
}

web::Response list(const Tools& tools, const web::Request& request) {
  constexpr std::int64_t kUsualPage = 50;
  constexpr std::int64_t kLongestPage = 200;
  const auto limit = static_cast<std::size_t>(request.query_integer("limit", {.least = 1, .most = kLongestPage}).value_or(kUsualPage));
  const store::Filter filter{.words = query_of(request, "q").value_or(""),
                             .kind = kind_of(query_of(request, "kind")),
                             .region = query_of(request, "region"),
                             .parent = query_of(request, "parent"),
                             .closed = query_of(request, "closed") == "true"};
  const auto found = list_organisations(tools, identity::caller_of(request), filter, query_of(request, "cursor").value_or(""), limit);
  std::string body;
  json::Writer out(body);
  out.open_object().key("items").open_list();
  for (const Organisation& organisation : found) write(out, organisation);
  out.close_list();
  write_or_null(out, "next", found.size() == limit ? std::optional(found.back().id) : std::nullopt);
  out.close_object();
  return web::json_response(std::move(body));
}

web::Response show(const Tools& tools, const web::Request& request) {
  const InTree found = organisation(tools, identity::caller_of(request), request.param("id"));
  std::string body;
  json::Writer out(body);
  out.open_object().key("organisation");
  write(out, found.organisation);
  out.key("above").open_list();
  for (const Organisation& above : found.above) write(out, above);
  out.close_list().close_object();
  auto response = web::json_response(std::move(body));
  response.tag = std::to_string(found.organisation.version);
  return response;
}

/// `is_new`: what an organisation cannot be without must be there.
Given given_of(const web::Request& request, bool is_new) {
  const base::Document body = json::parse(request.body(), "");
  base::Fields fields(body);
  const base::Length name{.most = kLongestName};
  const base::Length may_be_empty{.least = 0};
  Given given{.code = fields.optional_text("code", may_be_empty),
              .kind = kind_of(is_new ? fields.text("kind") : fields.optional_text("kind")),
              .name = is_new ? fields.text("name", name) : fields.optional_text("name", name),
              .parent = fields.optional_text("parent", may_be_empty),
              .region = fields.optional_text("region", may_be_empty),
              .closed = fields.optional_flag("closed")};
  fields.finish();
  return given;
}

web::Response add(const Tools& tools, const web::Request& request) {
  return answer_of(add_organisation(tools, identity::caller_of(request), given_of(request, true)), 201);
}

web::Response change(const Tools& tools, const web::Request& request) {
  const identity::Caller caller = identity::caller_of(request);
  const Organisation now = organisation(tools, caller, request.param("id")).organisation;
  web::require_match(request, std::to_string(now.version));
  return answer_of(change_organisation(tools, caller, now.id, now.version, given_of(request, false)));
}

web::Response import(const Tools& tools, const web::Request& request) {
  const std::string dry_run = query_of(request, "dry_run").value_or("false");
  if (dry_run != "true" && dry_run != "false") throw base::Error(base::Kind::invalid, "fields.not_boolean", {{"field", "dry_run"}});
  std::istringstream in{std::string(request.body())};
  const Imported imported = import_organisations(tools, identity::caller_of(request), in, dry_run == "true");
  const auto count = [](std::size_t number) { return static_cast<std::int64_t>(number); };
  std::string body;
  json::Writer out(body);
  out.open_object().key("added").integer(count(imported.added)).key("changed").integer(count(imported.changed));
  out.key("unchanged").integer(count(imported.unchanged)).close_object();
  return web::json_response(std::move(body));
}

}  // namespace

std::vector<web::Route> routes(const Tools& tools) {
  using web::Method;
  const auto content = regions_content();
  const auto answer_regions = [content](const web::Request&) { return web::content_response(content, "public, max-age=86400"); };
  const auto route = [&](Method method, const char* path, const char* name, auto answer, const web::BodyRule& body = {}) {
    return web::Route{.method = method,
                      .path = path,
                      .name = name,
                      .handler = [&tools, answer](const web::Request& request) { return answer(tools, request); },
                      .body = body,
                      .extras = web::Extras::of(Access{.who = Access::Who::signed_in, .once = method == Method::post})};
  };
  return {
      {.path = "/api/v1/regions",
       .name = "regions.list",
       .handler = answer_regions,
       .quick = answer_regions,
       .extras = web::Extras::of(Access{.who = Access::Who::everybody})},
      route(Method::get, "/api/v1/organisations", "organisations.list", list),
      route(Method::post, "/api/v1/organisations", "organisations.add", add, web::json_body(64U << 10U)),
      route(Method::post, "/api/v1/organisations/import", "organisations.import", import, {.limit = kLongestList, .types = {"text/csv"}}),
      route(Method::get, "/api/v1/organisations/{id}", "organisations.show", show),
      route(Method::patch, "/api/v1/organisations/{id}", "organisations.change", change, web::json_body(64U << 10U))};
}

}  // namespace agencies
