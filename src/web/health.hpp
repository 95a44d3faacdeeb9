#pragma once

#include <functional>

#include "web/route.hpp"

namespace web {

/// `GET /health`: 200 with `{"status":"ok"}`. It goes through the workers, and through `check`, which throws if something that the service
/// needs is not there; so a load balancer sees a server that answers nobody.
[[nodiscard]] Route health_route(std::function<void()> check);

}  // namespace web
