#include <fmt/format.h>

#include <cstdio>

#include "app/commands.hpp"
#include "app/output.hpp"
#include "app/settings.hpp"
#include "features/packs/api.hpp"
#include "tally/trust.hpp"

namespace app {

Exit list_packs(i18n::Language language) {
  for (const packs::Listed& pack : packs::list_packs()) {
    const std::string key = pack.id + "@" + pack.version;
    const std::string years =
        std::to_string(pack.first_year) + (pack.first_year == pack.last_year ? "" : "–" + std::to_string(pack.last_year));
    print_line(fmt::format("{:<32} {:<9}  {}  [{}]", key, years, language == i18n::Language::id ? pack.name.id : pack.name.en,
                           i18n::text(language, std::string("trust.") + tally::word(pack.weakest))));
  }
  return Exit::good;
}

Exit show_pack(const std::string& name, const std::vector<std::string>& settings, i18n::Language language) {
  std::fputs(packs::show_pack(packs::load_pack(name, parse_settings(settings)).pack, language).c_str(), stdout);
  return Exit::good;
}

Exit check_packs(const std::vector<std::string>& paths, i18n::Language language) {
  bool good = true;
  const auto all = packs::check_packs({paths.begin(), paths.end()});
  for (const packs::Checked& checked : all) {
    good = good && checked.problems.empty();
    for (const base::Problem& problem : checked.problems) print_error(i18n::describe(language, problem));
    const char* code = checked.problems.empty() ? "packs.good" : "packs.bad";
    print_line(i18n::text(language, code, {{"file", checked.file}, {"pack", checked.name}, {"cases", std::to_string(checked.cases)}}));
  }
  if (all.empty()) {
    print_error(i18n::text(language, "packs.none_found"));
    return Exit::bad_input;
  }
  return good ? Exit::good : Exit::bad_input;
}

}  // namespace app
