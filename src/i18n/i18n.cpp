#include "i18n/i18n.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "embedded/locales.hpp"
#include "json/json.hpp"

namespace i18n {
namespace {

using Catalogue = std::map<std::string, std::string, std::less<>>;

Catalogue load(std::string_view path) {
  const auto files = embedded::locales();
  const auto file = std::ranges::find(files, path, &base::EmbeddedFile::path);
  const auto document = json::parse(file->content, path);
  Catalogue catalogue;
  for (const auto& [code, text] : document.map()) catalogue.emplace(code, text.text());
  return catalogue;
}

const Catalogue& catalogue(Language language) {
  if (language == Language::en) {
    static const Catalogue english = load("en.json");
    return english;
  }
  static const Catalogue indonesian = load("id.json");
  return indonesian;
}

const std::string* find(const base::Params& params, std::string_view name) {
  const auto found = std::ranges::find(params, name, &base::Params::value_type::first);
  return found == params.end() ? nullptr : &found->second;
}

std::string filled(std::string_view pattern, const base::Params& params) {
  std::string result;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    result += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open);
    const auto close = pattern.find('}');
    const auto* value = close == std::string_view::npos ? nullptr : find(params, pattern.substr(1, close - 1));
    if (value != nullptr) {
      result += *value;
      pattern.remove_prefix(close + 1);
    } else {
      result += '{';
      pattern.remove_prefix(1);
    }
  }
  return result;
}

std::string without_text(std::string_view code, const base::Params& params) {
  std::string all;
  for (const auto& [name, value] : params) all += fmt::format("{}{}={}", all.empty() ? "" : ", ", name, value);
  return params.empty() ? std::string(code) : fmt::format("{} ({})", code, all);
}

}  // namespace

std::optional<Language> parse_language(std::string_view text) {
  if (text == "id") return Language::id;
  if (text == "en") return Language::en;
  return std::nullopt;
}

Language language_from_environment(std::optional<Language> asked, const char* lc_all, const char* lang) {
  if (asked) return *asked;
  const auto or_empty = [](const char* value) { return value == nullptr ? std::string_view() : std::string_view(value); };
  const auto locale = or_empty(lc_all).empty() ? or_empty(lang) : or_empty(lc_all);
  return locale.starts_with("en") ? Language::en : Language::id;
}

std::string text(Language language, std::string_view code, const base::Params& params) {
  const auto& texts = catalogue(language);
  const auto found = texts.find(code);
  return found == texts.end() ? without_text(code, params) : filled(found->second, params);
}

std::string describe(Language language, const base::Problem& problem) {
  auto what = text(language, problem.code, problem.params);
  if (problem.file.empty()) return what;
  return problem.line == 0 ? fmt::format("{}: {}", problem.file, what) : fmt::format("{}:{}: {}", problem.file, problem.line, what);
}

}  // namespace i18n
