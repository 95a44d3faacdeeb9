#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "web/clock.hpp"

namespace support {

/// A clock that stands still until it is pushed.
class HandClock {
 public:
  void push(std::chrono::milliseconds by) { passed_ += by.count(); }
  [[nodiscard]] web::Clock clock() {
    return {.now = [this] { return base::Instant(std::chrono::milliseconds(kStart + passed_)); },
            .tick = [this] { return web::Tick(std::chrono::milliseconds(kStart + passed_)); }};
  }

 private:
  static constexpr std::int64_t kStart = 1'795'337'377'000;  // Sunday, 22 November 2026, 08:49:37 UTC
  std::atomic<std::int64_t> passed_{0};
};

}  // namespace support
