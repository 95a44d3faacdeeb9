#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "web/connection_count.hpp"
#include "web/metrics.hpp"
#include "web/options.hpp"
#include "web/router.hpp"
#include "web/worker_pool.hpp"

namespace web {

/// Unique in this process and most likely everywhere: a random word and a number.
class RequestIds {
 public:
  RequestIds();
  [[nodiscard]] std::string next();

 private:
  std::string prefix_;
  std::atomic<std::uint64_t> count_{0};
};

/// What all sessions of a server share.
struct Core {
  Core(Router the_router, Options the_options);

  void log_failure(std::string_view request_id, std::string_view what) const;

  const Options options;
  const Router router;
  const std::shared_ptr<Metrics> metrics;
  ConnectionCount connections;
  RequestIds ids;
  std::atomic<bool> stopping{false};
  WorkerPool workers;
  WorkerPool disk;  ///< reads and writes of files; each connection has one task there at most
};

}  // namespace web
