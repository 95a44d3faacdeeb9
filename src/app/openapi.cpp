#include "app/openapi.hpp"

#include <set>
#include <stdexcept>

#include "app/commands.hpp"
#include "app/openapi_shapes.hpp"
#include "embedded/openapi.hpp"
#include "features/identity/api.hpp"
#include "json/json.hpp"
#include "json/yaml.hpp"
#include "web/response.hpp"

namespace app {
namespace {

using base::Document;
using Map = Document::Map;
using List = Document::List;
using Who = identity::Access::Who;

constexpr std::string_view kRoot = "/api/v1";

Document json_content(Document schema) { return Map{{"application/json", Map{{"schema", std::move(schema)}}}}; }

Document list_schema(const Document& item) {
  return Map{
      {"type", "object"},
      {"properties", Map{{"items", Map{{"type", "array"}, {"items", schema_of(item)}}}, {"next", Map{{"type", List{"string", "null"}}}}}},
      {"required", List{"items", "next"}},
      {"additionalProperties", false}};
}

const std::string& text_of(const Document& entry, std::string_view key) {
  const Document* found = entry.find(key);
  if (found == nullptr || !found->is_text()) throw std::logic_error("openapi.yaml: an entry lacks " + std::string(key));
  return found->text();
}

/// What a success brings, by what the entry names.
Document success(const Document& entry) {
  Map response{{"description", text_of(entry, "summary")}};
  const Document* const answer = entry.find("answer");
  const Document* const list = entry.find("list");
  const Document* const file = entry.find("file");
  if (answer != nullptr) response.emplace_back("content", json_content(schema_of(*answer)));
  if (list != nullptr) response.emplace_back("content", json_content(list_schema(*list)));
  if (file != nullptr) response.emplace_back("content", Map{{file->text(), Map{}}});
  const bool is_empty = answer == nullptr && list == nullptr && file == nullptr;
  const Document* const status = entry.find("status");
  return Map{{status != nullptr ? status->text()
              : is_empty        ? "204"
                                : "200",
              response},
             {"default", Map{{"$ref", "#/components/responses/problem"}}}};
}

List parameters(const web::Route& route, const Document& entry) {
  List all;
  for (auto open = route.path.find('{'); open != std::string::npos; open = route.path.find('{', open + 1)) {
    const std::string name = route.path.substr(open + 1, route.path.find('}', open) - open - 1);
    all.emplace_back(Map{{"name", name}, {"in", "path"}, {"required", true}, {"schema", Map{{"type", "string"}}}});
  }
  if (const Document* query = entry.find("query")) {
    for (const Document& name : query->list()) {
      all.emplace_back(Map{{"name", name.text()}, {"in", "query"}, {"schema", Map{{"type", "string"}}}});
    }
  }
  return all;
}

Document security(const identity::Access& access) {
  const Map by_session{{"session", List{}}};
  const Map by_token{{"token", List{}}};
  switch (access.who) {
    case Who::everybody:
      return List{};
    case Who::anybody:
      return List{Map{}, by_session, by_token};
    case Who::signed_in:
      return List{by_session, by_token};
    case Who::in_person:
      return List{by_session};
  }
  return List{};
}

Document operation(const web::Route& route, const Document& entry) {
  const std::string area = route.name.substr(0, route.name.find('.'));
  Map all{
      {"operationId", route.name}, {"summary", text_of(entry, "summary")}, {"tags", List{area}}, {"parameters", parameters(route, entry)}};
  if (route.body.limit > 0) {
    const Document* const body = entry.find("body");
    const Document schema = body != nullptr ? schema_of(*body) : Document(Map{});
    all.emplace_back("requestBody", Map{{"required", true}, {"content", Map{{route.body.types.front(), Map{{"schema", schema}}}}}});
  }
  all.emplace_back("responses", success(entry));
  const auto* const access = route.extras.find<identity::Access>();
  all.emplace_back("security", access != nullptr ? security(*access) : List{});
  return all;
}

std::string method_of(const web::Route& route) {
  std::string method(web::to_text(route.method));
  for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
  return method;
}

Document& path_item(Map& paths, const std::string& path) {
  for (auto& [name, item] : paths) {
    if (name == path) return item;
  }
  return paths.emplace_back(path, Map{}).second;
}

Document paths_of(const web::Router& router, const Document& entries) {
  Map paths;
  std::set<std::string> described;
  for (const web::Route& route : router.routes()) {
    if (!route.path.starts_with(kRoot)) continue;
    const Document* const entry = entries.find(route.name);
    if (entry == nullptr) throw std::logic_error("openapi.yaml lacks the route " + route.name);
    described.insert(route.name);
    path_item(paths, route.path).map().emplace_back(method_of(route), operation(route, *entry));
  }
  for (const auto& [name, entry] : entries.map()) {
    if (!described.contains(name)) throw std::logic_error("openapi.yaml describes a route that is not there: " + name);
  }
  return paths;
}

Document components(const Document& shapes) {
  Map schemas;
  for (const auto& [name, shape] : shapes.map()) schemas.emplace_back(name, schema_of(shape));
  const Map problem{{"description", "What is wrong and how to mend it (RFC 9457); `code` is stable"},
                    {"content", Map{{"application/problem+json", Map{{"schema", Map{{"$ref", "#/components/schemas/problem"}}}}}}}};
  return Map{{"schemas", schemas},
             {"responses", Map{{"problem", problem}}},
             {"securitySchemes", Map{{"session", Map{{"type", "apiKey"}, {"in", "cookie"}, {"name", "juara_session"}}},
                                     {"token", Map{{"type", "http"}, {"scheme", "bearer"}}}}}};
}

}  // namespace

std::string openapi(const web::Router& router) {
  const Document about = json::parse_yaml(embedded::openapi().front().content, "openapi.yaml");
  const Document whole = Map{{"openapi", "3.1.0"},
                             {"info", Map{{"title", "Juara"},
                                          {"version", kVersion},
                                          {"description", "Public-service contests and assessments whose results anyone can verify"}}},
                             {"paths", paths_of(router, *about.find("routes"))},
                             {"components", components(*about.find("shapes"))}};
  return json::canonical(whole);
}

void add_openapi(web::Router& router, const web::Extras& access) {
  // It tells of its own route as well.
  const auto made = std::make_shared<std::shared_ptr<const web::Content>>();
  router.add({.path = std::string(kRoot) + "/openapi.json",
              .name = "openapi",
              .handler = [made](const web::Request&) { return web::content_response(*made); },
              .extras = access});
  *made = web::Content::make("application/json", openapi(router));
}

}  // namespace app
