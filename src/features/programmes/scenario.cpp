#include "features/programmes/scenario.hpp"

#include "base/files.hpp"
#include "json/yaml.hpp"
#include "tally/fields.hpp"

namespace programmes {
namespace {

using tally::Fields;

std::vector<tally::Text> read_texts(Fields& fields, std::string_view key) {
  std::vector<tally::Text> texts;
  fields.list(key, false, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, name, fields.reading());
    texts.push_back({entry.word("id"), entry.word("en")});
  });
  return texts;
}

ScenarioTally read_tally(Fields& fields) {
  ScenarioTally tally;
  tally.caption = fields.text("caption");
  tally.pack = fields.word("pack");
  tally.subjects = fields.word("subjects", false);
  tally.items = fields.word("items", false);
  tally.stage = fields.word("stage", false);
  tally.scores = fields.words("scores");
  tally.year = fields.whole("year", 1945, 2999, 0);
  tally.rows = fields.whole("rows", 1, 10000, 0);
  return tally;
}

Link read_link(Fields& fields) {
  (void)fields.choice("kind", {"replication"});
  Link link;
  link.from = fields.word("from");
  link.to = fields.word("to");
  link.name = fields.text("name");
  return link;
}

}  // namespace

Scenario read_scenario(const std::filesystem::path& file) {
  const base::Document document = json::parse_yaml(base::read_file(file), file.string());
  tally::Reading reading;
  reading.file = file.string();
  Scenario scenario;
  scenario.folder = file.parent_path();
  {
    Fields fields(document, "", reading);
    (void)fields.choice("juara", {"scenario/1"});
    scenario.id = fields.id();
    scenario.title = fields.text("title");
    scenario.date = fields.word("date");
    scenario.place = fields.word("place");
    scenario.organiser = fields.word("organiser", false);
    scenario.facts = read_texts(fields, "facts");
    scenario.illustrative = read_texts(fields, "illustrative");
    fields.list("tallies", true, [&](const base::Document& member, const std::string& name) {
      Fields entry(member, name, reading);
      scenario.tallies.push_back(read_tally(entry));
    });
    fields.list("links", false, [&](const base::Document& member, const std::string& name) {
      Fields entry(member, name, reading);
      scenario.links.push_back(read_link(entry));
    });
  }
  reading.problems.throw_if_any();
  return scenario;
}

}  // namespace programmes
