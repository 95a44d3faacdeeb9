#include "web/core.hpp"

#include <fmt/format.h>

#include "crypto/crypto.hpp"

namespace web {
namespace {

constexpr std::size_t kDiskThreads = 2;

}  // namespace

RequestIds::RequestIds() : prefix_(crypto::random_hex(8)) {}

std::string RequestIds::next() { return fmt::format("{}-{:x}", prefix_, count_.fetch_add(1, std::memory_order_relaxed) + 1); }

Core::Core(Router the_router, Options the_options)
    : options(std::move(the_options)),
      router(std::move(the_router)),
      metrics(options.metrics ? options.metrics : std::make_shared<Metrics>()),
      connections(options.limits.connections, options.limits.connections_per_network),
      workers(options.workers, options.queue_length),
      disk(kDiskThreads, options.limits.connections) {
  metrics->add_routes(router.routes());
}

void Core::log_failure(std::string_view request_id, std::string_view what) const {
  if (options.log) options.log->failure(request_id, what);
}

}  // namespace web
