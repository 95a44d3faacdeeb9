#pragma once

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

}  // namespace programmes
