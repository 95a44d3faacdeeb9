#pragma once

#include <functional>

#include "app/people.hpp"
#include "config/config.hpp"
#include "features/programmes/office.hpp"
#include "web/router.hpp"

namespace app {

/// What secretariats do in a running installation.
class Secretariat {
 public:
  /// The database outlives this, and this outlives the server. `decided` runs after each decision about results, from any thread. Throws
  /// std::filesystem::filesystem_error if the data folder cannot hold what is uploaded.
  Secretariat(const config::Settings& settings, db::Database& database, std::function<void()> decided);

  /// `people` outlives the routes.
  void add_routes(web::Router& router, const People& people) const;

 private:
  programmes::Office office_;
  std::filesystem::path uploads_;
};

}  // namespace app
