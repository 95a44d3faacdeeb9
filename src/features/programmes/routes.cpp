#include "features/programmes/routes.hpp"

#include <functional>
#include <utility>

#include "features/programmes/table_files.hpp"
#include "json/json.hpp"
#include "json/writer.hpp"
#include "web/ready_route.hpp"
#include "web/request.hpp"

namespace programmes {
namespace {

using web::ReadyCache;
using web::Request;

constexpr std::int64_t kMostItems = 200;
constexpr std::int64_t kUsualItems = 50;
constexpr std::string_view kTopic = "results";

std::string text_of(const Request& request, std::string_view name) { return std::string(request.query(name).value_or("")); }

Part part_of(const Request& request) {
  return {.cursor = text_of(request, "cursor"),
          .limit = request.query_integer("limit", {.least = 1, .most = kMostItems}).value_or(kUsualItems)};
}

Reader::RowsWanted rows_wanted(const Request& request) {
  Reader::RowsWanted wanted = Reader::wanted([&](std::string_view name) { return text_of(request, name); });
  wanted.part = part_of(request);
  return wanted;
}

ReadyCache::Made made(std::string type, std::string bytes, const Edition& edition) {
  return {web::content_response(web::Content::make(std::move(type), std::move(bytes))), {edition.revision, edition.until}};
}

ReadyCache::Made made(Answer answer) { return made("application/json", std::move(answer.json), answer.edition); }

/// A download under the result's own name.
ReadyCache::Made file(const Request& request, std::string_view ending, ReadyCache::Made made) {
  made.response.headers.set("Content-Disposition", web::attachment(request.param("id") + std::string(ending)));
  return made;
}

ReadyCache::Made csv_file(const Reader& reader, const Request& request) {
  const Answer table = reader.table(request.param("id"));
  return file(request, ".csv", made("text/csv; charset=utf-8", table_csv(json::parse(table.json, "")), table.edition));
}

ReadyCache::Made xlsx_file(const Reader& reader, const Request& request) {
  static constexpr const char* kType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const Answer table = reader.table(request.param("id"));
  return file(request, ".xlsx", made(kType, table_xlsx(json::parse(table.json, ""), request.language()), table.edition));
}

ReadyCache::Made bundle_file(const Reader& reader, const Request& request) {
  Reader::Bundle bundle = reader.bundle(request.param("id"));
  ReadyCache::Made whole = made("application/json", std::move(bundle.content), bundle.edition);
  whole.response.tag = std::move(bundle.sha256);
  return file(request, ".bundle.json", std::move(whole));
}

std::optional<int> year_of(const Request& request) {
  const auto year = request.query_integer("year", {.least = 0, .most = 9999});
  return year ? std::optional(static_cast<int>(*year)) : std::nullopt;
}

using Make = std::function<ReadyCache::Made(const Reader&, const Request&)>;

/// One line of the table below.
struct Line {
  const char* path;
  const char* name;
  std::vector<std::string> query;
  bool by_language;
  Make make;
};

std::vector<Line> lists_and_units() {
  return {
      {"/programmes",
       "programmes.list",
       {"q", "year", "limit", "cursor"},
       false,
       [](const Reader& reader, const Request& request) {
         return made(reader.programmes(text_of(request, "q"), year_of(request), part_of(request)));
       }},
      {"/programmes/{slug}",
       "programmes.show",
       {},
       false,
       [](const Reader& reader, const Request& request) { return made(reader.programme(request.param("slug"))); }},
      {"/units",
       "units.list",
       {"q", "region", "limit", "cursor"},
       false,
       [](const Reader& reader, const Request& request) {
         return made(reader.units(text_of(request, "q"), text_of(request, "region"), part_of(request)));
       }},
      {"/units/{slug}",
       "units.show",
       {},
       false,
       [](const Reader& reader, const Request& request) { return made(reader.unit(request.param("slug"))); }},
      {"/search",
       "search",
       {"q"},
       false,
       [](const Reader& reader, const Request& request) { return made(reader.search(text_of(request, "q"))); }},
  };
}

std::vector<Line> results_and_files() {
  return {
      {"/results/{id}",
       "results.show",
       {},
       false,
       [](const Reader& reader, const Request& request) { return made(reader.result(request.param("id"))); }},
      {"/results/{id}/rows",
       "results.rows",
       {"level", "group", "category", "region", "band", "contest", "q", "sort", "limit", "cursor"},
       false,
       [](const Reader& reader, const Request& request) { return made(reader.rows(request.param("id"), rows_wanted(request))); }},
      {"/results/{id}/rows/{subject}",
       "results.row",
       {},
       false,
       [](const Reader& reader, const Request& request) { return made(reader.row(request.param("id"), request.param("subject"))); }},
      {"/results/{id}/bundle", "results.bundle", {}, false, bundle_file},
      {"/results/{id}.csv", "results.csv", {}, false, csv_file},
      {"/results/{id}.xlsx", "results.xlsx", {}, true, xlsx_file},
      {"/results/{id}.json",
       "results.json",
       {},
       false,
       [](const Reader& reader, const Request& request) { return file(request, ".json", made(reader.table(request.param("id")))); }},
  };
}

}  // namespace

std::vector<web::Route> public_routes(const PublicParts& parts) {
  const std::string root = "/api/v1";
  std::vector<web::Route> routes;
  for (const auto& lines : {lists_and_units(), results_and_files()}) {
    for (const Line& line : lines) {
      routes.push_back(
          web::ready_route(parts.cache, parts.clock,
                           {.path = root + line.path,
                            .name = line.name,
                            .query = line.query,
                            .by_language = line.by_language,
                            .make = [&reader = parts.reader, make = line.make](const Request& request) { return make(reader, request); },
                            .extras = parts.access}));
    }
  }
  routes.push_back({.path = root + "/events",
                    .name = "events",
                    .handler = [&events = parts.events](const Request&) { return events.listen({std::string(kTopic)}); },
                    .extras = parts.access});
  return routes;
}

News::Listener listener_of_news(web::ReadyCache& cache, web::EventHub& events) {
  return {.revised = [&cache](std::int64_t revision) { cache.set_revision(revision); },
          .happened =
              [&events](const store::Event& event) {
                std::string data;
                json::Writer(data)
                    .open_object()
                    .member("result", event.result)
                    .member("programme", event.programme)
                    .member("change", event.change)
                    .close_object();
                events.publish(std::string(kTopic), kTopic, data);
              }};
}

}  // namespace programmes
