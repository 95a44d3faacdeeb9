#pragma once

#include <string>
#include <vector>

#include "tally/pack_reader.hpp"

namespace app {

/// `id=value` of `--set`. Throws Error(invalid, cli.bad_setting).
[[nodiscard]] tally::Settings parse_settings(const std::vector<std::string>& entries);

}  // namespace app
