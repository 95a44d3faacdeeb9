#include <algorithm>
#include <charconv>
#include <optional>

#include "base/files.hpp"
#include "features/programmes/api.hpp"
#include "features/programmes/publishing.hpp"
#include "features/programmes/scenario.hpp"
#include "features/programmes/scenario_tally.hpp"
#include "i18n/i18n.hpp"
#include "json/json.hpp"
#include "tally/tally.hpp"

namespace programmes {
namespace {

/// One tally of a scenario on its way to the public.
struct Step {
  const Scenario* scenario;
  const ScenarioTally* tally;
  store::Origin origin;
  std::optional<PreparedResult> prepared = {};  ///< only if it is new or has changed
};

int year_of(const Scenario& scenario) {
  int year = 0;
  std::from_chars(scenario.date.data(), scenario.date.data() + std::min<std::size_t>(scenario.date.size(), 4), year);
  return year;
}

/// Hash of everything that a tally comes from; equal as long as publishing it again would say the same.
std::string fingerprint(const Scenario& scenario, const ScenarioTally& tally) {
  crypto::Sha256 hash;
  const auto add = [&](std::string_view part) {
    hash.add(std::to_string(part.size()) + ":");
    hash.add(part);
  };
  add(json::canonical(packs::load_pack(tally.pack).document));
  add(tally.caption.id);
  add(tally.caption.en);
  add(tally.stage);
  add(std::to_string(tally.year != 0 ? tally.year : year_of(scenario)));
  const auto add_file = [&](const std::string& name) { add(name.empty() ? "" : base::read_file(scenario.folder / name)); };
  add_file(tally.subjects);
  add_file(tally.items);
  for (const std::string& scores : tally.scores) add_file(scores);
  return hash.finish();
}

PreparedResult prepared(const Step& step, const crypto::SigningKey* key) {
  const ScenarioInput read = read_tally(*step.scenario, *step.tally);
  return prepare({.programme = step.scenario->id,
                  .caption = step.tally->caption,
                  .year = step.tally->year != 0 ? step.tally->year : year_of(*step.scenario),
                  .bundle = bundle_of(read, key),
                  .file = (step.scenario->folder / "scenario.yaml").string(),
                  .origin = step.origin});
}

Programme programme_of(const Scenario& scenario) {
  const tally::Pack pack = packs::load_pack(scenario.tallies.front().pack).pack;
  const auto stated = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
  return {.slug = scenario.id,
          .title = scenario.title,
          .pack = {pack.id, pack.version, pack.name},
          .year = year_of(scenario),
          .day = tally::is_date(scenario.date) ? std::optional(scenario.date) : std::nullopt,
          .place = stated(scenario.place),
          .organiser = stated(scenario.organiser),
          .facts = scenario.facts,
          .illustrative = scenario.illustrative};
}

tally::Text note_of_change() {
  return {i18n::text(i18n::Language::id, "scenario.changed"), i18n::text(i18n::Language::en, "scenario.changed")};
}

bool is_published(db::Transaction& transaction, const Step& step) {
  const auto newest = store::newest_of_origin(transaction, step.origin.name);
  return newest && newest->sha256 == step.origin.sha256;
}

/// Publishes what was prepared, in place of what was published of this tally before.
ScenarioResult put(db::Transaction& transaction, Step& step, base::Instant now) {
  ScenarioResult told{.scenario = step.scenario->id, .result = "", .outcome = ScenarioResult::Outcome::unchanged};
  const auto newest = store::newest_of_origin(transaction, step.origin.name);
  if (newest) told.result = newest->id;
  if (!step.prepared || is_published(transaction, step)) return told;
  Loading& loading = step.prepared->loading;
  loading.replaces.reset();
  if (newest && store::find_result(transaction, newest->id)->state_at(now) == State::published) loading.replaces = newest->id;
  told.outcome = loading.replaces ? ScenarioResult::Outcome::replaced : ScenarioResult::Outcome::published;
  told.result = add_draft(transaction, *step.prepared, now);
  decide(transaction, {.result = told.result, .from = now, .note = note_of_change()}, now);
  return told;
}

std::vector<Step> steps_of(const std::vector<Scenario>& scenarios) {
  std::vector<Step> steps;
  for (const Scenario& scenario : scenarios) {
    int number = 0;
    for (const ScenarioTally& tally : scenario.tallies) {
      const std::string name = "scenario/" + scenario.id + "/" + std::to_string(++number);
      steps.push_back({&scenario, &tally, {name, fingerprint(scenario, tally)}});
    }
  }
  return steps;
}

}  // namespace

std::vector<ScenarioResult> publish_scenarios(db::Database& database, const std::vector<std::filesystem::path>& files,
                                              const crypto::SigningKey* key, base::Instant now) {
  std::vector<Scenario> scenarios;
  scenarios.reserve(files.size());
  for (const auto& file : files) scenarios.push_back(read_scenario(file));
  std::vector<Step> steps = steps_of(scenarios);
  std::vector<const Step*> done;
  database.read([&](db::Transaction& transaction) {
    done.clear();
    for (const Step& step : steps) {
      if (is_published(transaction, step)) done.push_back(&step);
    }
  });
  for (Step& step : steps) {
    if (std::find(done.begin(), done.end(), &step) == done.end()) step.prepared = prepared(step, key);
  }
  return database.write([&](db::Transaction& transaction) {
    for (const Scenario& scenario : scenarios) {
      if (store::put_programme(transaction, programme_of(scenario))) store::log_change(transaction, store::Change::edited, {}, now);
    }
    std::vector<ScenarioResult> told;
    told.reserve(steps.size());
    for (Step& step : steps) told.push_back(put(transaction, step, now));
    return told;
  });
}

}  // namespace programmes
