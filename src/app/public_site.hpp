#pragma once

#include <atomic>
#include <string>

#include "app/ticker.hpp"
#include "features/programmes/routes.hpp"
#include "logging/log.hpp"
#include "web/router.hpp"

namespace app {

/// What everybody may read of a running installation: the public's API, its pages, and news of them.
class PublicSite {
 public:
  /// Both outlive this, and this outlives the server. `public_url`: how readers call the site; empty: as each calls it.
  PublicSite(db::Database& database, const logging::Logger& logger, std::string public_url);

  void add_api(web::Router& router);
  /// The pages take every GET that no route before them does: add them last.
  void add_pages(web::Router& router);

  /// Tells readers at once what is new; else they hear of it within a second. From any thread; never throws for a database that is away.
  void look_for_news();

 private:
  const logging::Logger& logger_;
  std::string public_url_;
  programmes::Reader reader_;
  web::ReadyCache cache_;
  web::EventHub events_;
  programmes::News news_;
  std::atomic<bool> is_deaf_ = false;  ///< the last look at the database failed
  Ticker ticker_;
};

}  // namespace app
