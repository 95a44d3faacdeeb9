#pragma once

#include <chrono>
#include <functional>

#include "base/instant.hpp"

namespace web {

using Tick = std::chrono::steady_clock::time_point;  ///< for measuring how long something takes

/// The two clocks of the server; tests put in their own. Both are called from many threads.
struct Clock {
  base::Clock now = [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); };
  std::function<Tick()> tick = [] { return std::chrono::steady_clock::now(); };
};

}  // namespace web
