#include "features/programmes/api.hpp"
#include "features/programmes/scenario.hpp"
#include "features/programmes/scenario_tally.hpp"
#include "features/results/api.hpp"
#include "tally/tally.hpp"

namespace programmes {
namespace {

namespace fs = std::filesystem;

const std::string& in(i18n::Language language, const tally::Text& text) { return language == i18n::Language::id ? text.id : text.en; }

std::string tell_tally(const Scenario& scenario, const ScenarioTally& one, i18n::Language language) {
  const ScenarioInput read = read_tally(scenario, one);
  const tally::Pack& pack = read.loaded.pack;
  const tally::Result result = tally::tally(pack, read.input);
  return "\n## " + in(language, one.caption) + "\n" +
         results::table({pack, read.input, result}, language, static_cast<std::size_t>(one.rows));
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
