#pragma once

#include <string>

#include "crypto/crypto.hpp"
#include "features/packs/api.hpp"
#include "features/programmes/scenario.hpp"
#include "tally/input.hpp"

namespace programmes {

/// What a tally of a scenario is computed from.
struct ScenarioInput {
  packs::LoadedPack loaded;
  tally::Input input;
};
/// Throws Error: packs.unknown, files.cannot_open, csv.*, tally.*.
[[nodiscard]] ScenarioInput read_tally(const Scenario& scenario, const ScenarioTally& tally);

/// Its tally as a bundle, evaluators under pseudonyms; signed if there is a key.
[[nodiscard]] std::string bundle_of(const ScenarioInput& read, const crypto::SigningKey* key);

}  // namespace programmes
