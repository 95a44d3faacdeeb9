#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "web/route.hpp"

namespace web {

/// What a server counts, by route. Recording takes no lock.
class Metrics {
 public:
  Metrics();
  /// Before the server starts; it does so itself. The routes must outlive this.
  void add_routes(const std::deque<Route>& routes);

  /// `route` null: none was found.
  void record(const Route* route, int status, std::chrono::microseconds took, std::uint64_t bytes);

  void count_turned_away() { turned_away_.fetch_add(1, std::memory_order_relaxed); }  ///< a connection above the limits
  void count_timed_out() { timed_out_.fetch_add(1, std::memory_order_relaxed); }      ///< a client that was too slow

  /// Adds a number that is read when somebody asks: `juara_http_connections`. `owner` takes its numbers away with remove_gauges.
  void add_gauge(const void* owner, std::string name, std::string help, std::function<double()> value);
  void remove_gauges(const void* owner);

  /// The text exposition format of Prometheus, version 0.0.4.
  [[nodiscard]] std::string text() const;

 private:
  static constexpr std::array<int, 27> kStatuses{200, 201, 202, 204, 206, 303, 304, 308, 400, 401, 403, 404, 405, 408,
                                                 409, 412, 413, 414, 415, 416, 417, 428, 429, 431, 500, 503, 505};
  static constexpr std::array<double, 10> kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5};  // seconds

  struct Counters {
    std::string route;
    std::array<std::atomic<std::uint64_t>, kStatuses.size() + 1> by_status{};  ///< the last: any other
    std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> by_time{};      ///< the last: slower than all bounds
    std::atomic<std::uint64_t> microseconds{0};
    std::atomic<std::uint64_t> bytes{0};
  };
  struct Gauge {
    const void* owner;
    std::string name;
    std::string help;
    std::function<double()> value;
  };
  static void write_requests(std::string& out, const Counters& counters);
  static void write_times(std::string& out, const Counters& counters);

  std::deque<Counters> counters_;  ///< the first: no route
  std::unordered_map<const Route*, Counters*> by_route_;
  std::atomic<std::uint64_t> turned_away_{0};
  std::atomic<std::uint64_t> timed_out_{0};
  mutable std::mutex mutex_;  ///< of the gauges
  std::vector<Gauge> gauges_;
};

/// `GET /metrics`. Who may read it is said by the extras that the caller adds.
[[nodiscard]] Route metrics_route(std::shared_ptr<const Metrics> metrics);

}  // namespace web
