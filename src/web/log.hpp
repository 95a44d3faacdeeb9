#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "web/address.hpp"

namespace web {

/// One answered request. The views hold during the call only. The query is left out: it may hold what nobody should read in a log.
struct AccessEntry {
  std::string_view request_id;
  std::string_view method;
  std::string_view path;
  std::string_view route;  ///< its name; empty if none was found
  int status = 0;
  std::uint64_t bytes = 0;            ///< sent, with headers
  std::chrono::microseconds took{0};  ///< from the first byte of the head until the answer was handed to the network
  Address remote;
};

/// Where the server writes. Called from many threads, the I/O threads among them: it must not block for long, and not throw.
class Log {
 public:
  virtual ~Log() = default;
  virtual void access(const AccessEntry& entry) = 0;
  /// A fault that the client was not told of.
  virtual void failure(std::string_view request_id, std::string_view what) = 0;
};

}  // namespace web
