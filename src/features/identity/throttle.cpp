#include "features/identity/throttle.hpp"

#include <algorithm>

namespace identity {

Attempt take(const Limit& limit, base::Instant full_at, base::Instant now) {
  const auto empty_at = now + limit.burst * limit.every;
  full_at = std::clamp(full_at, now, empty_at);
  const auto after = full_at + limit.every;
  if (after > empty_at) return {.full_at = full_at, .wait = after - empty_at};
  return {.full_at = after, .wait = std::nullopt};
}

base::Instant give_back(const Limit& limit, base::Instant full_at) { return full_at - limit.every; }

}  // namespace identity
