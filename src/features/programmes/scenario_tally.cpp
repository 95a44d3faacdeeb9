#include "features/programmes/scenario_tally.hpp"

#include "features/results/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"

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

std::string bundle_of(const ScenarioInput& read, const crypto::SigningKey* key) {
  const tally::Pack& pack = read.loaded.pack;
  const tally::Input hidden = read.input.evaluators.empty() ? read.input : results::pseudonymous(pack, read.input);
  const tally::Result result = tally::tally(pack, hidden);
  return results::bundle({pack, hidden, result}, read.loaded.document, key);
}

}  // namespace programmes
