#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "web/options.hpp"
#include "web/router.hpp"

namespace web {

/// An HTTP/1.1 server. TLS is the business of a proxy in front of it.
class Server {
 public:
  Server(Router router, Options options);
  /// Stops at once; waits for handlers that still run.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] const Router& router() const;

  /// Listens. Throws Error(unavailable, http.cannot_listen). Once only.
  void start();
  [[nodiscard]] std::uint16_t port() const;  ///< after start()

  /// Takes no more connections, closes those that are idle or listen to events, and gives requests that have begun `patience` to end; then
  /// cuts them off. False: some were cut off. Their handlers may still run; the destructor waits for them. Once only.
  bool stop(std::chrono::milliseconds patience);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace web
