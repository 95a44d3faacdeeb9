#pragma once

#include <vector>

#include "features/agencies/service.hpp"
#include "web/route.hpp"

namespace agencies {

/// `/api/v1/regions` for everybody, `/api/v1/organisations` for those who are signed in. The tools outlive the routes.
[[nodiscard]] std::vector<web::Route> routes(const Tools& tools);

}  // namespace agencies
