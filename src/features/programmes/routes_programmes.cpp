#include "features/programmes/routes_programmes.hpp"

#include "base/error.hpp"
#include "base/fields.hpp"
#include "crypto/crypto.hpp"
#include "features/programmes/json_parts.hpp"
#include "features/programmes/office_programmes.hpp"
#include "features/programmes/policy.hpp"
#include "json/json.hpp"
#include "json/writer.hpp"
#include "tally/pack_reader.hpp"
#include "web/conditions.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace programmes {
namespace {

using base::Document;
using web::Request;
using web::Response;

/// `office_programme`.
void write(json::Writer& writer, const Programme& programme) {
  writer.open_object().member("slug", programme.slug);
  write_text(writer, "title", programme.title);
  writer.key("year").integer(programme.year);
  write_or_null(writer, "date", programme.day.value_or(""));
  write_or_null(writer, "place", programme.place.value_or(""));
  write_or_null(writer, "organiser", programme.organiser.value_or(""));
  writer.key("pack").open_object().member("id", programme.pack.id).member("version", programme.pack.version);
  write_text(writer, "name", programme.pack.name);
  writer.close_object().close_object();
}

std::string json_of(const Programme& programme) {
  std::string body;
  json::Writer writer(body);
  write(writer, programme);
  return body;
}

std::string tag_of(const Programme& programme) { return crypto::sha256(json_of(programme)).substr(0, 32); }

Response answer(const Programme& programme, int status = 200) {
  Response response = web::json_response(json_of(programme), status);
  response.tag = tag_of(programme);
  return response;
}

ProgrammeGiven given_in(const Request& request) {
  constexpr std::int64_t kFirstYear = 1900;
  constexpr std::int64_t kLastYear = 9999;
  const Document body = json::parse(request.body(), "");
  base::Fields fields(body);
  ProgrammeGiven given{.slug = fields.optional_text("slug", {.most = 80}).value_or(""),
                       .title = {},
                       .pack = fields.text("pack"),
                       .day = fields.optional_text("date"),
                       .place = fields.optional_text("place"),
                       .organiser = fields.optional_text("organiser")};
  const auto year = fields.optional_integer("year", kFirstYear, kLastYear);
  if (!year) fields.refuse("year", "fields.missing");
  given.year = static_cast<int>(year.value_or(kFirstYear));
  if (given.day && !tally::is_date(*given.day)) fields.refuse("date", "fields.not_a_day");
  if (fields.has("title")) {
    base::Fields title(*body.find("title"));
    given.title = {title.text("id"), title.text("en")};
    title.finish();
  } else {
    fields.refuse("title", "fields.missing");
  }
  fields.finish();
  return given;
}

Response list(const OfficeParts& parts, const Request& request) {
  std::string body;
  json::Writer writer(body);
  writer.open_object().key("items").open_list();
  for (const Programme& programme : office_programmes(parts.office, parts.caller(request))) write(writer, programme);
  writer.close_list().key("next").null().close_object();
  return web::json_response(std::move(body));
}

Response show(const OfficeParts& parts, const Request& request) {
  return answer(office_programme(parts.office, parts.caller(request), request.param("slug")));
}

Response open(const OfficeParts& parts, const Request& request) {
  const identity::Caller caller = parts.caller(request);
  identity::require(caller.actor, policy::may_open(caller.actor));  // before it is said what is wrong with the body
  return answer(open_programme(parts.office, caller, given_in(request)), 201);
}

Response change(const OfficeParts& parts, const Request& request) {
  const identity::Caller caller = parts.caller(request);
  const Programme seen = office_programme(parts.office, caller, request.param("slug"));
  web::require_match(request, tag_of(seen));
  return answer(change_programme(parts.office, caller, seen, given_in(request)));
}

}  // namespace

std::vector<web::Route> office_programme_routes(const OfficeParts& parts) {
  using web::Method;
  constexpr std::uint64_t kForm = 64U << 10U;
  const auto extras = web::Extras::of(identity::Access{.roles = {identity::Role::secretariat}});
  const auto with = [&](Response (*work)(const OfficeParts&, const Request&)) {
    return [parts, work](const Request& request) { return work(parts, request); };
  };
  return {{.path = "/api/v1/office/programmes", .name = "office.programmes", .handler = with(list), .extras = extras},
          {.method = Method::post,
           .path = "/api/v1/office/programmes",
           .name = "office.open",
           .handler = with(open),
           .body = web::json_body(kForm),
           .extras = extras},
          {.path = "/api/v1/office/programmes/{slug}", .name = "office.programme", .handler = with(show), .extras = extras},
          {.method = Method::put,
           .path = "/api/v1/office/programmes/{slug}",
           .name = "office.change",
           .handler = with(change),
           .body = web::json_body(kForm),
           .extras = extras}};
}

}  // namespace programmes
