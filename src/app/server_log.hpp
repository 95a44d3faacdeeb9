#pragma once

#include "logging/log.hpp"
#include "web/log.hpp"

namespace app {

/// What the HTTP server has to say, as lines of the log.
class ServerLog : public web::Log {
 public:
  explicit ServerLog(const logging::Logger& logger) : logger_(logger) {}
  void access(const web::AccessEntry& entry) override;
  void failure(std::string_view request_id, std::string_view what) override;

 private:
  const logging::Logger& logger_;
};

}  // namespace app
