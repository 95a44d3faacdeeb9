#pragma once

#include <optional>

#include "config/config.hpp"
#include "features/outbox/api.hpp"
#include "logging/log.hpp"
#include "web/router.hpp"

namespace app {

/// Letters and jobs of a running installation.
class Post {
 public:
  /// Both outlive this, and this outlives the server. Throws Error(usage, mail.bad_server).
  Post(const config::Settings& settings, db::Database& database, const logging::Logger& logger);

  [[nodiscard]] identity::Mailer& mailer() { return outbox_; }
  void add_routes(web::Router& router);
  /// From now on jobs are done.
  void start() { runner_.start(); }

 private:
  [[nodiscard]] jobs::Options options() const;

  db::Database& database_;
  const logging::Logger& logger_;
  std::optional<mail::Server> server_;
  jobs::Runner runner_;
  outbox::Outbox outbox_;
};

}  // namespace app
