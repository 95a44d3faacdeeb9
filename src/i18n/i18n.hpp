#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace i18n {

enum class Language { id, en };

/// `id` or `en`.
[[nodiscard]] std::optional<Language> parse_language(std::string_view text);

/// The language asked for (`--lang`), else English if the locale in force (LC_ALL if set, else LANG) is English, else Indonesian.
/// The last two are what std::getenv gave, null if unset.
[[nodiscard]] Language language_from_environment(std::optional<Language> asked, const char* lc_all, const char* lang);

/// The text of `code` with its `{name}` places filled from `params`. A code without text gives the code itself with its params, so that
/// nothing is lost.
[[nodiscard]] std::string text(Language language, std::string_view code, const base::Params& params = {});

/// `file:line: what, and how to mend it`; file and line are left out where they are not known.
[[nodiscard]] std::string describe(Language language, const base::Problem& problem);

}  // namespace i18n
