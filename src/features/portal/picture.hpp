#pragma once

#include "base/document.hpp"
#include "documents/card.hpp"
#include "i18n/i18n.hpp"

namespace portal {

/// The picture of a result (docs/developer/api.md, `result`) with its first rows in reading order. Of those who share a rank all are named
/// or none: nobody is put before his equals. `rows`: null for a result without any to show.
[[nodiscard]] documents::Card card_of(const base::Document& result, const base::Document* rows, i18n::Language language);

}  // namespace portal
