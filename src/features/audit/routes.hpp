#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "features/audit/api.hpp"
#include "web/route.hpp"

namespace audit {

/// What the routes need from outside; all of it outlives them. Who may read, and who somebody is, is not for this feature to know.
struct Reading {
  db::Database& database;
  base::Clock clock;
  web::Extras access;                                 ///< of each route
  std::function<Author(const web::Request&)> author;  ///< throws unless that one may read all of the audit
  /// What people call an account; nothing for an id of none.
  std::function<std::optional<std::string>(db::Transaction&, const std::string&)> name_of;
};

/// `GET /api/v1/audit/lines`, `/api/v1/audit/lines.jsonl`, `/api/v1/audit/head`. Each reading of lines is a line itself.
[[nodiscard]] std::vector<web::Route> routes(const Reading& reading);

}  // namespace audit
