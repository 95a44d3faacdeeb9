#include "features/outbox/routes.hpp"

#include "base/error.hpp"
#include "json/writer.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace outbox {
namespace {

void write(json::Writer& out, std::string_view key, const std::optional<base::Instant>& instant) {
  out.key(key);
  instant ? out.text(base::to_text(*instant)) : out.null();
}

void write(json::Writer& out, std::string_view key, const std::optional<std::string>& text) {
  out.key(key);
  text ? out.text(*text) : out.null();
}

void write(json::Writer& out, const jobs::Job& job) {
  const bool is_waiting = job.state == jobs::State::waiting;
  out.open_object().member("id", job.id).member("kind", job.kind).member("subject", job.subject).member("state", jobs::name_of(job.state));
  out.key("attempts").integer(job.attempts);
  write(out, "due_at", is_waiting ? std::optional(job.due_at) : std::nullopt);
  write(out, "created_at", std::optional(job.created_at));
  write(out, "finished_at", job.finished_at);
  write(out, "fault", job.fault);
  out.close_object();
}

void write_members(json::Writer& out, const Tracked& tracked) {
  const Message& message = tracked.message;
  out.member("id", message.id).member("to", message.to).member("to_name", message.to_name).member("subject", message.subject);
  write(out, "created_at", std::optional(message.created_at));
  write(out, "sent_at", message.sent_at);
  out.key("job");
  tracked.job ? write(out, *tracked.job) : static_cast<void>(out.null());
}

void write(json::Writer& out, const Tracked& tracked) {
  out.open_object();
  write_members(out, tracked);
  out.close_object();
}

const std::string& id_of(const jobs::Job& job) { return job.id; }
const std::string& id_of(const Tracked& tracked) { return tracked.message.id; }

template <class Item>
web::Response page_of(const std::vector<Item>& items, std::size_t limit) {
  std::string body;
  json::Writer out(body);
  out.open_object().key("items").open_list();
  for (const Item& item : items) write(out, item);
  out.close_list().key("next");
  items.size() == limit ? out.text(id_of(items.back())) : out.null();
  out.close_object();
  return web::json_response(std::move(body));
}

template <class Value>
web::Response answer_of(const Value& value) {
  std::string body;
  json::Writer out(body);
  write(out, value);
  return web::json_response(std::move(body));
}

std::size_t limit_of(const web::Request& request) {
  return static_cast<std::size_t>(request.query_integer("limit", {.least = 1, .most = 200}).value_or(50));
}

std::string cursor_of(const web::Request& request) { return std::string(request.query("cursor").value_or("")); }

std::optional<jobs::State> state_of(const web::Request& request) {
  const auto text = request.query("state");
  if (!text || text->empty()) return std::nullopt;
  const auto state = jobs::parse_state(*text);
  if (!state) throw base::Error(base::Kind::invalid, "outbox.unknown_state", {{"field", "state"}});
  return state;
}

web::Response show_message(const Tools& tools, const web::Request& request) {
  const Tracked tracked = read_message(tools, identity::caller_of(request), request.param("id"));
  std::string body;
  json::Writer out(body);
  out.open_object();
  write_members(out, tracked);
  write(out, "text", tracked.message.text);
  out.close_object();
  return web::json_response(std::move(body));
}

}  // namespace

std::vector<web::Route> routes(const Tools& tools) {
  using identity::Role;
  const auto seen_by = [](std::vector<Role> roles) {
    return web::Extras::of(identity::Access{.roles = std::move(roles), .token_scope = identity::TokenScope::administer});
  };
  // A text may hold a link that lets somebody in: a token, which lives long and is kept in files, must not lead there.
  const auto read_text = web::Extras::of(identity::Access{.who = identity::Access::Who::in_person, .roles = {Role::administrator}});
  const auto see = seen_by({Role::administrator, Role::auditor});
  const auto operate = seen_by({Role::administrator});
  const auto jobs_page = [tools](const web::Request& request) {
    const std::size_t limit = limit_of(request);
    return page_of(list_jobs(tools, identity::caller_of(request), state_of(request), cursor_of(request), limit), limit);
  };
  const auto messages_page = [tools](const web::Request& request) {
    const std::size_t limit = limit_of(request);
    return page_of(list_messages(tools, identity::caller_of(request), cursor_of(request), limit), limit);
  };
  const auto changing = [tools](auto change) {
    return [tools, change](const web::Request& request) {
      return answer_of(change(tools, identity::caller_of(request), request.param("id")));
    };
  };
  const auto show = [tools](const web::Request& request) { return show_message(tools, request); };
  return {
      {.path = "/api/v1/jobs", .name = "jobs.list", .handler = jobs_page, .extras = see},
      {.method = web::Method::post,
       .path = "/api/v1/jobs/{id}/cancellation",
       .name = "jobs.cancel",
       .handler = changing(cancel_job),
       .extras = operate},
      {.method = web::Method::post,
       .path = "/api/v1/jobs/{id}/retry",
       .name = "jobs.retry",
       .handler = changing(retry_job),
       .extras = operate},
      {.path = "/api/v1/messages", .name = "messages.list", .handler = messages_page, .extras = see},
      {.path = "/api/v1/messages/{id}", .name = "messages.show", .handler = show, .extras = read_text},
  };
}

}  // namespace outbox
