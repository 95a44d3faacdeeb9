#include "web/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "web/request.hpp"
#include "web/response.hpp"

namespace web {
namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;  // each number stands for itself
constexpr double kMicro = 1e-6;

}  // namespace

Metrics::Metrics() { counters_.emplace_back().route = "none"; }

void Metrics::add_routes(const std::deque<Route>& routes) {
  for (const auto& route : routes) {
    counters_.emplace_back().route = route.name;
    by_route_.emplace(&route, &counters_.back());
  }
}

void Metrics::record(const Route* route, int status, std::chrono::microseconds took, std::uint64_t bytes) {
  auto& counters = route == nullptr ? counters_.front() : *by_route_.at(route);
  const auto place = std::ranges::find(kStatuses, status) - kStatuses.begin();
  const auto seconds = static_cast<double>(took.count()) * kMicro;
  const auto bound = std::ranges::lower_bound(kBounds, seconds) - kBounds.begin();
  counters.by_status.at(static_cast<std::size_t>(place)).fetch_add(1, kRelaxed);
  counters.by_time.at(static_cast<std::size_t>(bound)).fetch_add(1, kRelaxed);
  counters.microseconds.fetch_add(static_cast<std::uint64_t>(took.count()), kRelaxed);
  counters.bytes.fetch_add(bytes, kRelaxed);
}

void Metrics::add_gauge(const void* owner, std::string name, std::string help, std::function<double()> value) {
  const std::lock_guard lock(mutex_);
  gauges_.push_back({.owner = owner, .name = std::move(name), .help = std::move(help), .value = std::move(value)});
}

void Metrics::remove_gauges(const void* owner) {
  const std::lock_guard lock(mutex_);
  std::erase_if(gauges_, [owner](const Gauge& gauge) { return gauge.owner == owner; });
}

void Metrics::write_requests(std::string& out, const Counters& counters) {
  for (std::size_t i = 0; i < counters.by_status.size(); ++i) {
    const auto count = counters.by_status.at(i).load(kRelaxed);
    if (count == 0) continue;
    const auto status = i < kStatuses.size() ? std::to_string(kStatuses.at(i)) : "other";
    out += fmt::format("juara_http_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", counters.route, status, count);
  }
}

void Metrics::write_times(std::string& out, const Counters& counters) {
  std::uint64_t sum = 0;
  std::string lines;
  for (std::size_t i = 0; i < counters.by_time.size(); ++i) {
    sum += counters.by_time.at(i).load(kRelaxed);
    const auto bound = i < kBounds.size() ? fmt::format("{}", kBounds.at(i)) : "+Inf";
    lines += fmt::format("juara_http_request_duration_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", counters.route, bound, sum);
  }
  if (sum == 0) return;
  const auto seconds = static_cast<double>(counters.microseconds.load(kRelaxed)) * kMicro;
  out += lines + fmt::format("juara_http_request_duration_seconds_sum{{route=\"{}\"}} {}\n", counters.route, seconds) +
         fmt::format("juara_http_request_duration_seconds_count{{route=\"{}\"}} {}\n", counters.route, sum);
}

std::string Metrics::text() const {
  std::string out = "# HELP juara_http_requests_total Answered requests.\n# TYPE juara_http_requests_total counter\n";
  for (const auto& counters : counters_) write_requests(out, counters);
  out += "# HELP juara_http_request_duration_seconds From the first byte of a request to the last of its answer.\n";
  out += "# TYPE juara_http_request_duration_seconds histogram\n";
  for (const auto& counters : counters_) write_times(out, counters);
  out += "# HELP juara_http_sent_bytes_total Bytes of answers.\n# TYPE juara_http_sent_bytes_total counter\n";
  for (const auto& counters : counters_) {
    const auto bytes = counters.bytes.load(kRelaxed);
    if (bytes != 0) out += fmt::format("juara_http_sent_bytes_total{{route=\"{}\"}} {}\n", counters.route, bytes);
  }
  const auto add = [&](std::string_view name, std::string_view help, std::uint64_t value) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} counter\n{0} {2}\n", name, help, value);
  };
  add("juara_http_turned_away_total", "Connections above the limits.", turned_away_.load(kRelaxed));
  add("juara_http_timed_out_total", "Clients that were too slow.", timed_out_.load(kRelaxed));
  const std::lock_guard lock(mutex_);
  for (const auto& gauge : gauges_) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", gauge.name, gauge.help, gauge.value());
  }
  return out;
}

Route metrics_route(std::shared_ptr<const Metrics> metrics) {
  return {.path = "/metrics", .name = "metrics", .handler = [metrics = std::move(metrics)](const Request&) {
            return text_response("text/plain; version=0.0.4; charset=utf-8", metrics->text());
          }};
}

}  // namespace web
