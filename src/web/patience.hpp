#pragma once

#include <algorithm>

#include "web/options.hpp"

namespace web {

/// Lets a client be slow for a while, but not for ever: waiting uses the grace up, each byte earns some of it back. Time in which the
/// server itself is busy does not count.
class Patience {
 public:
  explicit Patience(const Timeouts& timeouts) : grace_(timeouts.grace), left_(grace_), rate_(timeouts.least_rate) {}

  void reset() { left_ = grace_; }
  /// Begins to wait; until when.
  [[nodiscard]] Tick begin(Tick now) {
    until_ = now + left_;
    return until_;
  }
  void progress(Tick now, std::uint64_t bytes) {
    const auto earned = std::chrono::milliseconds(bytes * 1000 / rate_);
    left_ = std::min<Tick::duration>(grace_, until_ - now + earned);
  }

 private:
  Tick::duration grace_;
  Tick::duration left_;
  std::uint64_t rate_;
  Tick until_;
};

}  // namespace web
