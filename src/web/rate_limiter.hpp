#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "web/address.hpp"
#include "web/clock.hpp"

namespace web {

/// Token buckets by key: `burst` at once, `per_second` in the long run. It remembers the `most_keys` that were used last, and no more:
/// whoever was forgotten begins with a full bucket.
class RateLimiter {
 public:
  struct Rate {  ///< both above 0
    double burst = 1;
    double per_second = 1;
  };
  RateLimiter(Rate rate, std::size_t most_keys, Clock clock);

  /// Takes a token. Nothing: it was there. Else how long, in whole seconds rounded up, until there is one.
  [[nodiscard]] std::optional<std::chrono::seconds> take(std::string_view key);
  /// Throws Error(rate_limited, http.too_many_requests), with which the client is told when to come again.
  void require(std::string_view key);

  [[nodiscard]] std::size_t size() const;

 private:
  struct Bucket {
    std::string key;
    double tokens = 0;
    Tick filled_at;
  };
  Bucket& bucket(std::string_view key, Tick now);

  const Rate rate_;
  const std::size_t most_keys_;
  const Clock clock_;
  mutable std::mutex mutex_;
  std::list<Bucket> buckets_;  ///< the one used last is the first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;
};

/// The key of those who are not signed in: their address, or the /64 of an IPv6 address, because one customer has all of that.
[[nodiscard]] std::string network_key(const Address& address);

}  // namespace web
