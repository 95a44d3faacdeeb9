#pragma once

#include <string>
#include <vector>

#include "i18n/i18n.hpp"
#include "tally/pack.hpp"

namespace packs {

/// How a ranking with a method makes its order, in plain words: the method, then each option in force.
[[nodiscard]] std::vector<std::string> order_words(const tally::Pack& pack, const tally::Ranking& ranking, i18n::Language language);

}  // namespace packs
