#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "web/clock.hpp"
#include "web/forwarded.hpp"
#include "web/log.hpp"
#include "web/metrics.hpp"
#include "web/request_reader.hpp"

namespace web {

/// How long the server waits for a client; docs/developer/http.md has the table.
struct Timeouts {
  std::chrono::milliseconds idle{60'000};   ///< for the first byte of a request
  std::chrono::milliseconds head{10'000};   ///< from then on, for the rest of its head
  std::chrono::milliseconds grace{15'000};  ///< how far a body or an answer may fall behind `least_rate`
  std::uint64_t least_rate = 2048;          ///< bytes a second
  std::chrono::milliseconds linger{2'000};  ///< for the client to close, after an answer that ends the connection
  std::chrono::milliseconds ping{25'000};   ///< between two signs of life on a stream of events
  std::chrono::milliseconds sweep{500};     ///< how often all of these are looked at
};

struct Limits {
  HeadLimits head;
  std::size_t connections = 12'000;
  /// From one address (IPv4) or one /64 (IPv6): an office behind one address has many browsers. Trusted proxies have no limit.
  std::size_t connections_per_network = 512;
  std::size_t event_backlog = std::size_t{64} * 1024;  ///< bytes of events that a listener may be behind
};

/// Looks at a request before its handler does, on a worker; before the body is read if that goes to disk. It refuses by throwing, and
/// leaves what it found in extras().
using Guard = std::function<void(Request&)>;

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any that is free
  std::size_t io_threads = 2;
  std::size_t workers = 8;
  std::size_t queue_length = 1024;  ///< requests that wait for a worker; more are answered with 503
  Limits limits;
  Timeouts timeouts;
  TrustedProxies proxies;
  Guard guard;
  std::shared_ptr<Log> log;
  std::shared_ptr<Metrics> metrics;  ///< null: the server counts for itself
  Clock clock;
};

}  // namespace web
