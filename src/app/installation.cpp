#include "app/installation.hpp"

#include "app/openapi.hpp"
#include "app/operations.hpp"
#include "app/storage.hpp"
#include "base/error.hpp"
#include "db/migrations.hpp"
#include "features/identity/routes.hpp"

namespace app {
namespace {

logging::Logger::Options log_options(const config::Settings& settings) {
  return {.format = settings.log_format == config::LogFormat::json ? logging::Format::json : logging::Format::text,
          .least = static_cast<logging::Level>(settings.log_level)};
}

web::TrustedProxies proxies_of(const config::Settings& settings) {
  web::TrustedProxies proxies;
  for (const std::string& text : settings.trusted_proxies) {
    const auto range = web::AddressRange::parse(text);
    if (!range) {
      throw base::Error(base::Kind::usage, "config.bad_value",
                        {{"setting", "trusted_proxies"}, {"found", text}, {"example", "10.0.0.0/8"}});
    }
    proxies.ranges.push_back(*range);
  }
  return proxies;
}

web::Options server_options(const config::Settings& settings) {
  web::Options options;
  options.address = settings.listen_address;
  options.port = settings.listen_port;
  options.workers = settings.workers;
  options.proxies = proxies_of(settings);
  return options;
}

}  // namespace

Installation::Installation(const config::Settings& settings) : logger_(log_options(settings)) {
  web::Options options = server_options(settings);
  database_ = open_database(settings, true);
  for (const std::string& file : db::migrate(*database_, now())) logger_.write(logging::Level::info, "database.migrated", {{"file", file}});
  db::ensure_installation(*database_, now());
  public_site_ = std::make_unique<PublicSite>(*database_, logger_, settings.public_url);
  post_ = std::make_unique<Post>(settings, *database_, logger_);
  people_ = std::make_unique<People>(settings, *database_, post_->mailer(), logger_);
  secretariat_ = std::make_unique<Secretariat>(settings, *database_, [this] { public_site_->look_for_news(); });
  options.guard = people_->guard();
  options.log = std::make_shared<ServerLog>(logger_);
  options.metrics = metrics_;
  web::Router router = routes();
  identity::check_access(router);
  server_ = std::make_unique<web::Server>(std::move(router), std::move(options));
}

void Installation::start() {
  server_->start();
  post_->start();
}

web::Router Installation::routes() {
  web::Router router;
  const auto everybody = web::Extras::of(identity::Access{.who = identity::Access::Who::everybody});
  add_operations(router, *database_, *metrics_, everybody);
  people_->add_routes(router);
  secretariat_->add_routes(router, *people_);
  post_->add_routes(router);
  public_site_->add_api(router);
  add_openapi(router, everybody);
  public_site_->add_pages(router);
  return router;
}

}  // namespace app
