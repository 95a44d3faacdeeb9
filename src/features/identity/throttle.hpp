#pragma once

#include <chrono>
#include <optional>

#include "base/instant.hpp"

namespace identity {

/// How often something may be tried: `burst` times at once, and then once in each `every`.
struct Limit {
  int burst;
  std::chrono::milliseconds every;
};

/// A bucket of attempts, told by one moment: when it will be full again.
struct Attempt {
  base::Instant full_at;                          ///< after this attempt; as before if there was none left
  std::optional<std::chrono::milliseconds> wait;  ///< until there is one, if there was none left
};

/// Takes one attempt. A clock that was set back makes nobody wait longer than for a whole bucket.
[[nodiscard]] Attempt take(const Limit& limit, base::Instant full_at, base::Instant now);
/// Gives one back.
[[nodiscard]] base::Instant give_back(const Limit& limit, base::Instant full_at);

}  // namespace identity
