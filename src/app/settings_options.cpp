#include "app/settings_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>

#include "config/names.hpp"

namespace app {

void SettingsOptions::add_to(CLI::App& command, std::initializer_list<std::string_view> names) {
  const auto language = i18n::language_from_environment({}, std::getenv("LC_ALL"), std::getenv("LANG"));
  for (const config::Setting& setting : config::all()) {
    if (names.size() > 0 && std::find(names.begin(), names.end(), setting.name) == names.end()) continue;
    const std::string name(setting.name);
    command.add_option_function<std::string>(
        config::flag_of(name), [this, name](const std::string& value) { flags_.insert_or_assign(name, value); },
        i18n::text(language, "settings." + name));
  }
  command.add_option("--config", file_, i18n::text(language, "settings.file"));
}

config::Settings SettingsOptions::read() const {
  config::Sources sources{.flags = flags_, .environment = [](const char* name) { return std::getenv(name); }};
  if (!file_.empty()) sources.file = file_;
  return config::read(sources);
}

}  // namespace app
