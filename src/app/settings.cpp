#include "app/settings.hpp"

#include "base/error.hpp"

namespace app {

tally::Settings parse_settings(const std::vector<std::string>& entries) {
  tally::Settings settings;
  for (const std::string& entry : entries) {
    const auto equals = entry.find('=');
    if (equals == std::string::npos) throw base::Error(base::Kind::invalid, "cli.bad_setting", {{"found", entry}});
    settings.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
  }
  return settings;
}

}  // namespace app
