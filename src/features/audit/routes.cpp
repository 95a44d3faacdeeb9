#include "features/audit/routes.hpp"

#include <limits>
#include <map>

#include "base/error.hpp"
#include "i18n/i18n.hpp"
#include "json/writer.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace audit {
namespace {

constexpr std::int64_t kUsualPage = 50;
constexpr std::int64_t kLongestPage = 200;
constexpr std::int64_t kLongestExport = 10'000;
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

std::optional<std::string> text_of(const web::Request& request, std::string_view name) {
  const auto value = request.query(name);
  return value && !value->empty() ? std::optional<std::string>(*value) : std::nullopt;
}

std::optional<base::Instant> instant_of(const web::Request& request, std::string_view name) {
  const auto value = request.query(name);
  if (!value || value->empty()) return std::nullopt;
  const auto instant = base::parse_instant(*value);
  if (!instant) throw base::Error(base::Kind::invalid, "fields.not_a_time", {{"field", std::string(name)}});
  return instant;
}

Filter filter_of(const web::Request& request) {
  return {.actor = text_of(request, "actor"),
          .subject_type = text_of(request, "subject_type"),
          .subject_id = text_of(request, "subject"),
          .action = text_of(request, "action"),
          .from = instant_of(request, "from"),
          .until = instant_of(request, "until"),
          .above = request.query_integer("after", {.least = 0})};
}

void write_json(json::Writer& out, const std::optional<std::string>& json) { json ? out.raw(*json) : out.null(); }

void write_text(json::Writer& out, const std::optional<std::string>& text) { text ? out.text(*text) : out.null(); }

/// A line, and what people call those who stand in it.
struct Named {
  Line line;
  std::optional<std::string> actor_name;
  std::optional<std::string> on_behalf_of_name;
};

void write(json::Writer& out, const Named& named) {
  const Line& line = named.line;
  out.open_object().key("number").integer(line.number).member("at", base::to_text(line.at)).member("actor", line.author.account);
  write_text(out.key("actor_name"), named.actor_name);
  write_text(out.key("on_behalf_of"), line.author.on_behalf_of);
  write_text(out.key("on_behalf_of_name"), named.on_behalf_of_name);
  out.member("request_id", line.author.request_id).member("action", line.action).key("action_name").open_object();
  out.member("id", i18n::text(i18n::Language::id, line.action)).member("en", i18n::text(i18n::Language::en, line.action)).close_object();
  out.member("subject_type", line.subject.type).member("subject_id", line.subject.id);
  write_json(out.key("before"), line.before);
  write_json(out.key("after"), line.after);
  out.member("hash", line.hash).close_object();
}

std::vector<Named> named(db::Transaction& transaction, const Reading& reading, std::vector<Line> lines) {
  std::map<std::string, std::optional<std::string>> names;
  const auto name_of = [&](const std::string& account) {
    const auto known = names.find(account);
    return known != names.end() ? known->second : names.emplace(account, reading.name_of(transaction, account)).first->second;
  };
  std::vector<Named> all;
  for (Line& line : lines) {
    const auto& other = line.author.on_behalf_of;
    Named one{.line = {}, .actor_name = name_of(line.author.account), .on_behalf_of_name = other ? name_of(*other) : std::nullopt};
    one.line = std::move(line);
    all.push_back(std::move(one));
  }
  return all;
}

/// That somebody reads the audit, and what of it.
void record_reading(db::Transaction& transaction, const Reading& reading, const web::Request& request, const char* action) {
  base::Document::Map asked;
  for (const char* name : {"actor", "subject_type", "subject", "action", "from", "until", "after", "cursor"}) {
    if (const auto value = request.query(name)) asked.emplace_back(name, std::string(*value));
  }
  record(transaction, {.at = reading.clock(),
                       .author = reading.author(request),
                       .action = action,
                       .subject = {.type = "audit", .id = ""},
                       .after = std::move(asked)});
}

web::Response list(const Reading& reading, const web::Request& request) {
  const auto limit = static_cast<std::size_t>(request.query_integer("limit", {.least = 1, .most = kLongestPage}).value_or(kUsualPage));
  const std::int64_t below = request.query_integer("cursor", {.least = 1}).value_or(kHighest);
  const Filter filter = filter_of(request);
  const auto lines = reading.database.write([&](db::Transaction& transaction) {
    auto found = named(transaction, reading, search(transaction, filter, below, limit));
    record_reading(transaction, reading, request, "audit.read");
    return found;
  });
  std::string body;
  json::Writer out(body);
  out.open_object().key("items").open_list();
  for (const Named& each : lines) write(out, each);
  out.close_list().key("next");
  const std::int64_t last = lines.size() == limit ? lines.back().line.number : 1;
  last > 1 ? out.text(std::to_string(last)) : out.null();
  out.close_object();
  return web::json_response(std::move(body));
}

web::Response download(const Reading& reading, const web::Request& request) {
  const Filter filter = filter_of(request);
  const auto limit =
      static_cast<std::size_t>(request.query_integer("limit", {.least = 1, .most = kLongestExport}).value_or(kLongestExport));
  std::string body;
  reading.database.write([&](db::Transaction& transaction) {
    record_reading(transaction, reading, request, "audit.exported");
    body.clear();
    export_lines(
        transaction, filter, [&](std::string_view line) { body += line; }, limit);
  });
  auto response = web::text_response("application/x-ndjson; charset=utf-8", std::move(body));
  response.headers.set("Content-Disposition", web::attachment("audit.jsonl"));
  return response;
}

web::Response show_head(const Reading& reading, const web::Request& request) {
  static_cast<void>(reading.author(request));  // may he?
  const Head now = reading.database.read([](db::Transaction& transaction) { return head(transaction); });
  std::string body;
  json::Writer(body).open_object().key("number").integer(now.number).member("hash", now.hash).close_object();
  return web::json_response(std::move(body));
}

}  // namespace

std::vector<web::Route> routes(const Reading& reading) {
  const auto route = [&](const char* path, const char* name, web::Handler handler) {
    return web::Route{.path = path, .name = name, .handler = std::move(handler), .extras = reading.access};
  };
  return {route("/api/v1/audit/lines", "audit.lines", [reading](const web::Request& request) { return list(reading, request); }),
          route("/api/v1/audit/lines.jsonl", "audit.export", [reading](const web::Request& request) { return download(reading, request); }),
          route("/api/v1/audit/head", "audit.head", [reading](const web::Request& request) { return show_head(reading, request); })};
}

}  // namespace audit
