#pragma once

#include <string>
#include <vector>

#include "web/router.hpp"

namespace app {

/// The OpenAPI 3.1 description of the routes below /api/v1: methods, paths, rights and bodies as the routes have them, what they are for
/// and what they answer as openapi.yaml has it. Throws std::logic_error that names what one of the two lacks.
[[nodiscard]] std::string openapi(const web::Router& router);

/// Adds `GET /api/v1/openapi.json`, which tells of the routes that the router has by now.
void add_openapi(web::Router& router, const web::Extras& access);

}  // namespace app
