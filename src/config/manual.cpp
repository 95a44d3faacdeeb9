#include <fmt/core.h>

#include "config/config.hpp"
#include "config/names.hpp"

namespace config {
namespace {

std::string quoted(std::string_view text) { return text.empty() ? "" : fmt::format("`{}`", text); }

std::string table(i18n::Language language) {
  std::string out;
  for (const Setting& setting : all()) {
    out += fmt::format("| `{}` | `{}` | `{}` | {} | {} | {} |\n", setting.name, flag_of(setting.name), variable_of(setting.name),
                       quoted(setting.usual), quoted(setting.example), i18n::text(language, "settings." + std::string(setting.name)));
  }
  return out;
}

}  // namespace

std::string manual() {
  std::string out;
  for (const i18n::Language language : {i18n::Language::id, i18n::Language::en}) {
    out += "# " + i18n::text(language, "settings.title") + "\n\n" + i18n::text(language, "settings.about") + "\n\n";
    out += i18n::text(language, "settings.head") + "\n|---|---|---|---|---|---|\n" + table(language);
    if (language == i18n::Language::id) out += "\n";
  }
  return out;
}

}  // namespace config
