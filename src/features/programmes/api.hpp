#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "crypto/crypto.hpp"
#include "db/database.hpp"
#include "features/programmes/reader.hpp"
#include "i18n/i18n.hpp"

namespace programmes {

/// Runs a scenario (a real event as a programme: its facts, what of it is illustrative, and its tallies) and tells it with its tables.
/// Throws Error: files.cannot_open, yaml.*, pack.* (shape), packs.unknown, csv.*, tally.*.
[[nodiscard]] std::string tell_scenario(const std::filesystem::path& file, i18n::Language language);

[[nodiscard]] bool exists(db::Transaction& transaction, const std::string& programme);

/// What publishing came to for one tally of a scenario.
struct ScenarioResult {
  enum class Outcome { published, replaced, unchanged };
  std::string scenario, result;
  Outcome outcome = Outcome::published;
};

/// Runs the tallies of scenarios and publishes their bundles, with evaluators under pseudonyms, signed if there is a key. What is published
/// already and has not changed is left alone; what has changed is replaced, with a note. All or nothing. Throws as reading a scenario and
/// tallying it do.
[[nodiscard]] std::vector<ScenarioResult> publish_scenarios(db::Database& database, const std::vector<std::filesystem::path>& files,
                                                            const crypto::SigningKey* key, base::Instant now);

}  // namespace programmes
