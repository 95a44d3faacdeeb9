#pragma once

#include <string>

#include "features/fairness/advice.hpp"

namespace fairness {

/// `reread`, `bridge` or `strengthen`: for machines.
[[nodiscard]] std::string kind_word(tally::fair::AdviceKind kind);
/// Why this sheet is worth asking for.
[[nodiscard]] std::string reason(const FairAdvice& advice, const tally::SheetAdvice& sheet, i18n::Language language);
/// Why nobody can write it.
[[nodiscard]] std::string reason(const tally::UnreadSubject& subject, i18n::Language language);

}  // namespace fairness
