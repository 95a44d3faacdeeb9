#include "web/rate_limiter.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace web {

RateLimiter::RateLimiter(Rate rate, std::size_t most_keys, Clock clock) : rate_(rate), most_keys_(most_keys), clock_(std::move(clock)) {}

RateLimiter::Bucket& RateLimiter::bucket(std::string_view key, Tick now) {
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, found->second);
    return buckets_.front();
  }
  if (buckets_.size() >= most_keys_) {
    by_key_.erase(buckets_.back().key);
    buckets_.pop_back();
  }
  buckets_.push_front({.key = std::string(key), .tokens = rate_.burst, .filled_at = now});
  by_key_.emplace(buckets_.front().key, buckets_.begin());
  return buckets_.front();
}

std::optional<std::chrono::seconds> RateLimiter::take(std::string_view key) {
  const auto now = clock_.tick();
  const std::lock_guard lock(mutex_);
  auto& bucket = this->bucket(key, now);
  const std::chrono::duration<double> passed = now - bucket.filled_at;
  bucket.tokens = std::min(rate_.burst, bucket.tokens + passed.count() * rate_.per_second);
  bucket.filled_at = now;
  if (bucket.tokens < 1) return std::chrono::seconds(static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) / rate_.per_second)));
  bucket.tokens -= 1;
  return std::nullopt;
}

void RateLimiter::require(std::string_view key) {
  if (const auto wait = take(key)) {
    throw base::Error(base::Kind::rate_limited, "http.too_many_requests", {{"retry_after", std::to_string(wait->count())}});
  }
}

std::size_t RateLimiter::size() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

std::string network_key(const Address& address) { return address.network().text(); }

}  // namespace web
