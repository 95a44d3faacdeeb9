#include "app/server_log.hpp"

namespace app {

void ServerLog::access(const web::AccessEntry& entry) {
  logger_.write(logging::Level::info, "http.request",
                {{"request_id", entry.request_id},
                 {"method", entry.method},
                 {"path", entry.path},
                 {"route", entry.route},
                 {"status", entry.status},
                 {"bytes", static_cast<std::int64_t>(entry.bytes)},
                 {"microseconds", entry.took.count()},
                 {"remote", entry.remote.text()}});
}

void ServerLog::failure(std::string_view request_id, std::string_view what) {
  logger_.write(logging::Level::error, "http.failure", {{"request_id", request_id}, {"what", what}});
}

}  // namespace app
