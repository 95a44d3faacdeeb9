#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "config/config.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): not our name
class App;
}

namespace app {

/// The settings of config::all() as options of commands.
class SettingsOptions {
 public:
  /// Gives the command `--config` and an option for each of these settings; none named: for all.
  void add_to(CLI::App& command, std::initializer_list<std::string_view> names = {});
  /// What the command line, the environment and the file come to; see config::read for errors.
  [[nodiscard]] config::Settings read() const;

 private:
  std::map<std::string, std::string, std::less<>> flags_;
  std::string file_;
};

}  // namespace app
