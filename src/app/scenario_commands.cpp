#include <cstdio>
#include <filesystem>

#include "app/commands.hpp"
#include "app/keys.hpp"
#include "app/output.hpp"
#include "app/storage.hpp"
#include "base/files.hpp"
#include "db/migrations.hpp"
#include "features/programmes/api.hpp"

namespace app {
namespace {

std::vector<std::filesystem::path> scenario_files(const std::vector<std::string>& paths) {
  return base::find_files({paths.begin(), paths.end()}, "scenario.yaml");
}

const char* code_of(programmes::ScenarioResult::Outcome outcome) {
  using Outcome = programmes::ScenarioResult::Outcome;
  switch (outcome) {
    case Outcome::published:
      return "scenario.published";
    case Outcome::replaced:
      return "scenario.replaced";
    case Outcome::unchanged:
      return "scenario.unchanged";
  }
  return "";
}

}  // namespace

Exit show_scenarios(const std::vector<std::string>& paths, i18n::Language language) {
  for (const std::filesystem::path& file : scenario_files(paths)) {
    std::fputs(programmes::tell_scenario(file, language).c_str(), stdout);
  }
  return Exit::good;
}

Exit publish_scenarios(const config::Settings& settings, const std::vector<std::string>& paths, const std::string& sign,
                       i18n::Language language) {
  const auto files = scenario_files(paths);
  const auto key = read_signing_key(sign);
  const auto database = open_database(settings, true);
  const std::int64_t moment = now();
  db::migrate(*database, moment);
  db::ensure_installation(*database, moment);
  for (const auto& told : programmes::publish_scenarios(*database, files, key ? &*key : nullptr, base::from_millis(moment))) {
    print_line(i18n::text(language, code_of(told.outcome), {{"scenario", told.scenario}, {"result", told.result}}));
  }
  return Exit::good;
}

}  // namespace app
