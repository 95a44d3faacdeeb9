#include "features/packs/api.hpp"
#include "features/programmes/api.hpp"
#include "features/programmes/scenario.hpp"
#include "features/results/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"

namespace programmes {
namespace {

namespace fs = std::filesystem;

const std::string& in(i18n::Language language, const tally::Text& text) { return language == i18n::Language::id ? text.id : text.en; }

std::string tell_tally(const Scenario& scenario, const ScenarioTally& one, i18n::Language language) {
  const packs::LoadedPack loaded = packs::load_pack(one.pack);
  const auto path = [&](const std::string& name) { return (scenario.folder / name).string(); };
  sheets::Tables tables;
  if (!one.subjects.empty()) tables.subjects = sheets::open_table(path(one.subjects));
  if (!one.items.empty()) tables.items = sheets::open_table(path(one.items));
  for (const std::string& scores : one.scores) tables.scores.push_back(sheets::open_table(path(scores)));
  tables.stage = one.stage;
  const tally::Input input = sheets::read_input(loaded.pack, std::move(tables));
  const tally::Result result = tally::tally(loaded.pack, input);
  return "\n## " + in(language, one.caption) + "\n" +
         results::table({loaded.pack, input, result}, language, static_cast<std::size_t>(one.rows));
}

void tell_list(std::string& out, std::string_view code, const std::vector<tally::Text>& texts, i18n::Language language) {
  if (texts.empty()) return;
  out += i18n::text(language, code) + "\n";
  for (const tally::Text& text : texts) out += "  - " + in(language, text) + "\n";
}

}  // namespace

std::string tell_scenario(const fs::path& file, i18n::Language language) {
  const Scenario scenario = read_scenario(file);
  const std::string& title = in(language, scenario.title);
  std::string out = "\n# " + title + "\n" + scenario.place + ", " + scenario.date + "\n";
  tell_list(out, "scenario.facts", scenario.facts, language);
  tell_list(out, "scenario.illustrative", scenario.illustrative, language);
  for (const ScenarioTally& one : scenario.tallies) out += tell_tally(scenario, one, language);
  for (const Link& link : scenario.links) {
    out += i18n::text(language, "scenario.replication", {{"name", in(language, link.name)}, {"from", link.from}, {"to", link.to}}) + "\n";
  }
  return out;
}

}  // namespace programmes
