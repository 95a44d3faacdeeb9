#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/error.hpp"
#include "base/files.hpp"
#include "config/config.hpp"
#include "config/names.hpp"
#include "json/yaml.hpp"

namespace config {
namespace {

using base::Document;

/// A value and where it stands, for messages.
struct Found {
  std::string value;
  std::string file;  ///< or the name of the flag or variable
  std::size_t line = 0;
};
using Values = std::map<std::string, Found, std::less<>>;

bool is_setting(std::string_view name) {
  return std::any_of(all().begin(), all().end(), [&](const Setting& setting) { return setting.name == name; });
}

/// A list may stand where a comma-separated text does.
std::optional<std::string> text_of(const Document& value) {
  if (value.is_text()) return value.text();
  if (!value.is_list()) return std::nullopt;
  std::string joined;
  for (const Document& member : value.list()) {
    if (!member.is_text()) return std::nullopt;
    joined += (joined.empty() ? "" : ", ") + member.text();
  }
  return joined;
}

void take_file(const std::filesystem::path& file, Values& values) {
  const Document document = json::parse_yaml(base::read_file(file.string()), file.string());
  base::Problems problems;
  if (!document.is_map()) problems.add({file.string(), 1, "config.not_a_map", {}});
  for (const auto& [name, value] : document.is_map() ? document.map() : Document::Map{}) {
    const auto text = text_of(value);
    if (!is_setting(name)) {
      problems.add({file.string(), value.line(), "config.unknown_setting", {{"setting", name}}});
    } else if (!text) {
      problems.add({file.string(), value.line(), "config.not_a_text", {{"setting", name}}});
    } else {
      values.insert_or_assign(name, Found{*text, file.string(), value.line()});
    }
  }
  problems.throw_if_any();
}

void take_environment(const Sources& sources, Values& values) {
  if (!sources.environment) return;
  for (const Setting& setting : all()) {
    const std::string variable = variable_of(setting.name);
    const char* value = sources.environment(variable.c_str());
    if (value != nullptr) values.insert_or_assign(std::string(setting.name), Found{value, variable});
  }
}

void take_flags(const Sources& sources, Values& values) {
  for (const auto& [name, value] : sources.flags) values.insert_or_assign(name, Found{value, flag_of(name)});
}

/// A secret may be what is wrong: it is not repeated.
base::Problem problem_of(const Setting& setting, const Found& found) {
  return {
      found.file,
      found.line,
      "config.bad_value",
      {{"setting", std::string(setting.name)}, {"found", setting.secret ? "***" : found.value}, {"example", std::string(setting.example)}}};
}

Settings settled(const Values& values) {
  Settings settings;
  base::Problems problems;
  for (const Setting& setting : all()) {
    const auto found = values.find(setting.name);
    if (found == values.end()) {
      setting.take(settings, std::string(setting.usual));
    } else if (!setting.take(settings, found->second.value)) {
      problems.add(problem_of(setting, found->second));
    }
  }
  problems.throw_if_any();
  if (settings.database.empty()) settings.database = "sqlite:" + (settings.data / "juara.db").string();
  return settings;
}

}  // namespace

Settings read(const Sources& sources) {
  Values above;
  take_environment(sources, above);
  take_flags(sources, above);
  std::optional<std::filesystem::path> file = sources.file;
  if (!file) {  // the data folder is never told by its own file
    const auto data = above.find("data");
    const std::filesystem::path usual = std::filesystem::path(data == above.end() ? all().front().usual : data->second.value) / kUsualFile;
    std::error_code ignored;
    if (std::filesystem::exists(usual, ignored)) file = usual;
  }
  Values values;
  if (file) take_file(*file, values);
  for (auto& [name, found] : above) values.insert_or_assign(name, std::move(found));
  return settled(values);
}

}  // namespace config
