#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/instant.hpp"
#include "config/config.hpp"

namespace app {

/// What `juara doctor` found out about one part of the installation.
struct Finding {
  enum class State { good, doubtful, bad };
  State state = State::good;
  std::string code;  ///< `doctor.*`, or the code of an Error
  base::Params params = {};

  bool operator==(const Finding&) const = default;
};

/// Looks at settings, data folder, disk, database, clock, fonts and mail, and changes none of them. It always looks at all of them.
[[nodiscard]] std::vector<Finding> examine(const config::Settings& settings, base::Instant now);

}  // namespace app
