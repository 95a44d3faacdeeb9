#pragma once

#include "db/database.hpp"
#include "web/metrics.hpp"
#include "web/router.hpp"

namespace app {

/// `/health`: whether the server and its database answer (200 or 503). `/metrics`: Prometheus text, for this machine alone. Both must
/// outlive the router. `access` of each route: everybody may.
void add_operations(web::Router& router, db::Database& database, const web::Metrics& metrics, const web::Extras& access);

}  // namespace app
