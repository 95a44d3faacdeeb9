#include "app/scores.hpp"

#include "app/settings.hpp"
#include "features/sheets/api.hpp"

namespace app {

packs::LoadedPack load_pack(const ScoreOptions& options) {
  if (options.pack == "simple") return packs::simple_pack(options.weights, options.scale, options.decimals);
  return packs::load_pack(options.pack, parse_settings(options.settings));
}

tally::Input read_scores(const tally::Pack& pack, const ScoreOptions& options) {
  sheets::Tables tables;
  if (!options.subjects.empty()) tables.subjects = sheets::open_table(options.subjects);
  if (!options.items.empty()) tables.items = sheets::open_table(options.items);
  for (const std::string& path : options.scores) tables.scores.push_back(sheets::open_table(path));
  tables.decimal = options.decimal.front();
  tables.stage = options.stage;
  return sheets::read_input(pack, std::move(tables));
}

}  // namespace app
