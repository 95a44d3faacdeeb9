#include "features/programmes/scenario_tally.hpp"

#include "features/sheets/api.hpp"

namespace programmes {

ScenarioInput read_tally(const Scenario& scenario, const ScenarioTally& tally) {
  ScenarioInput read{packs::load_pack(tally.pack), {}};
  const auto open = [&](const std::string& name) { return sheets::open_table((scenario.folder / name).string()); };
  sheets::Tables tables;
  if (!tally.subjects.empty()) tables.subjects = open(tally.subjects);
  if (!tally.items.empty()) tables.items = open(tally.items);
  for (const std::string& scores : tally.scores) tables.scores.push_back(open(scores));
  tables.stage = tally.stage;
  read.input = sheets::read_input(read.loaded.pack, std::move(tables));
  return read;
}

}  // namespace programmes
