#include "app/post.hpp"

#include "app/storage.hpp"
#include "features/outbox/message.hpp"
#include "features/outbox/routes.hpp"

namespace app {
namespace {

std::optional<mail::Server> server_of(const config::Settings& settings) {
  return settings.mail_server.empty() ? std::nullopt : std::optional<mail::Server>(settings.mail_server);
}

}  // namespace

Post::Post(const config::Settings& settings, db::Database& database, const logging::Logger& logger)
    : database_(database),
      logger_(logger),
      server_(server_of(settings)),
      runner_(database, instant_now,
              {{outbox::kSendJob, outbox::sender({.database = database,
                                                  .clock = instant_now,
                                                  .server = server_ ? &*server_ : nullptr,
                                                  .from = {settings.mail_from, "Juara"}})}},
              options()),
      outbox_(instant_now, [this] { runner_.wake(); }) {}

jobs::Options Post::options() const {
  return {.failed = [this](const jobs::Job& job, const std::string& fault) {
    logger_.write(logging::Level::warning, "job.failed",
                  {{"job", job.id}, {"kind", job.kind}, {"attempt", job.attempts}, {"fault", fault}});
  }};
}

void Post::add_routes(web::Router& router) {
  for (auto& route : outbox::routes({.database = database_, .clock = instant_now, .wake = [this] { runner_.wake(); }})) {
    router.add(std::move(route));
  }
}

}  // namespace app
