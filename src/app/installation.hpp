#pragma once

#include <memory>

#include "app/people.hpp"
#include "app/post.hpp"
#include "app/public_site.hpp"
#include "app/secretariat.hpp"
#include "app/server_log.hpp"
#include "config/config.hpp"
#include "db/database.hpp"
#include "web/server.hpp"

namespace app {

/// The parts of a running installation, put together here and nowhere else.
class Installation {
 public:
  /// Opens the database and brings it to this version's schema. Throws Error as db::Database, db::migrate and config do.
  explicit Installation(const config::Settings& settings);

  /// Takes requests and does jobs. Throws Error(unavailable, http.cannot_listen).
  void start();
  [[nodiscard]] web::Server& server() { return *server_; }
  [[nodiscard]] const logging::Logger& logger() const { return logger_; }

 private:
  [[nodiscard]] web::Router routes();

  logging::Logger logger_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<PublicSite> public_site_;
  std::unique_ptr<Post> post_;
  std::unique_ptr<People> people_;
  std::unique_ptr<Secretariat> secretariat_;
  std::shared_ptr<web::Metrics> metrics_ = std::make_shared<web::Metrics>();
  std::unique_ptr<web::Server> server_;  ///< the first to go
};

}  // namespace app
