#pragma once

#include <vector>

#include "features/outbox/service.hpp"
#include "web/route.hpp"

namespace outbox {

/// `/api/v1/jobs` and `/api/v1/messages` of docs/developer/api.md. The database outlives them.
[[nodiscard]] std::vector<web::Route> routes(const Tools& tools);

}  // namespace outbox
