#include "web/health.hpp"

#include "web/request.hpp"
#include "web/response.hpp"

namespace web {

Route health_route(std::function<void()> check) {
  return {.path = "/health", .name = "health", .handler = [check = std::move(check)](const Request&) {
            if (check) check();
            return json_response(R"({"status":"ok"})");
          }};
}

}  // namespace web
