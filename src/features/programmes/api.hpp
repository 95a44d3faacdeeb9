#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "i18n/i18n.hpp"

namespace programmes {

/// `scenario.yaml` files among the paths, folders searched through, in order of name. Throws Error(not_found, files.cannot_open) for a path
/// that is not there.
[[nodiscard]] std::vector<std::filesystem::path> scenario_files(const std::vector<std::filesystem::path>& paths);

/// Runs a scenario (a real event as a programme: its facts, what of it is illustrative, and its tallies) and tells it with its tables.
/// Throws Error: files.cannot_open, yaml.*, pack.* (shape), packs.unknown, csv.*, tally.*.
[[nodiscard]] std::string tell_scenario(const std::filesystem::path& file, i18n::Language language);

}  // namespace programmes
