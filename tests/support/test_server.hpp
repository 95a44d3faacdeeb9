#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/hand_clock.hpp"
#include "tests/support/http_client.hpp"
#include "web/request.hpp"
#include "web/response.hpp"
#include "web/server.hpp"

namespace support {

/// Keeps what the server wrote.
class KeptLog final : public web::Log {
 public:
  void access(const web::AccessEntry& entry) override {
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::string(entry.method) + " " + std::string(entry.path) + " " + std::string(entry.route) + " " +
                     std::to_string(entry.status) + " " + entry.remote.text());
  }
  void failure(std::string_view request_id, std::string_view what) override {
    const std::lock_guard lock(mutex_);
    failures_.emplace_back(request_id, what);
  }

  [[nodiscard]] std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }
  /// Request id and what happened.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> failures() const {
    const std::lock_guard lock(mutex_);
    return failures_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
  std::vector<std::pair<std::string, std::string>> failures_;
};

/// A server on a free port of this machine, with a clock moved by hand and a log that can be read.
class TestServer {
 public:
  explicit TestServer(std::vector<web::Route> routes, web::Options options = {})
      : server_(router_of(std::move(routes)), with_tools(std::move(options))) {
    server_.start();
  }

  [[nodiscard]] std::uint16_t port() const { return server_.port(); }
  [[nodiscard]] web::Server& server() { return server_; }
  [[nodiscard]] HandClock& clock() { return clock_; }
  [[nodiscard]] KeptLog& log() { return *log_; }
  [[nodiscard]] HttpAnswer ask(std::string_view request) const { return support::ask(port(), request); }
  /// A GET with a Host, on a connection that ends with it. `headers`: whole lines.
  [[nodiscard]] HttpAnswer get(std::string_view target, std::string_view headers = "") const {
    return ask("GET " + std::string(target) + " HTTP/1.1\r\nHost: juara.test\r\nConnection: close\r\n" + std::string(headers) + "\r\n");
  }

 private:
  static web::Router router_of(std::vector<web::Route> routes) {
    web::Router router;
    for (auto& route : routes) router.add(std::move(route));
    return router;
  }
  web::Options with_tools(web::Options options) {
    options.log = log_;
    options.clock = clock_.clock();
    options.timeouts.sweep = std::chrono::milliseconds(5);
    return options;
  }

  HandClock clock_;
  std::shared_ptr<KeptLog> log_ = std::make_shared<KeptLog>();
  web::Server server_;
};

}  // namespace support
