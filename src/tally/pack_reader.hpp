#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/document.hpp"
#include "tally/pack.hpp"

namespace tally {

/// Parameter id -> value, as `--set` gives them.
using Settings = std::vector<std::pair<std::string, std::string>>;

/// Reads and checks a pack (docs/developer/pack-format.md) with the parameters in force. Throws base::Error with every problem found, each
/// with its line: `pack.*` for the pack, `tally.unknown_parameter` and `tally.parameter_value` for the settings.
[[nodiscard]] Pack read_pack(const base::Document& document, const std::string& file, const Settings& settings = {});

/// `YYYY-MM-DD`, an existing day.
[[nodiscard]] bool is_date(std::string_view text);

}  // namespace tally
