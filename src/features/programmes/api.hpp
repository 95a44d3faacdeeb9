#pragma once

#include <filesystem>
#include <string>

#include "i18n/i18n.hpp"

namespace programmes {

/// Runs a scenario (a real event as a programme: its facts, what of it is illustrative, and its tallies) and tells it with its tables.
/// Throws Error: files.cannot_open, yaml.*, pack.* (shape), packs.unknown, csv.*, tally.*.
[[nodiscard]] std::string tell_scenario(const std::filesystem::path& file, i18n::Language language);

}  // namespace programmes
