#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/results/api.hpp"
#include "tally/fair_ranking.hpp"

namespace fairness {

/// The rank that a method would have given, before tie rules.
struct Alternative {
  std::string method;       ///< code of its name
  std::optional<int> rank;  ///< unset: the sheets of the contest do not give this method an order
  std::size_t among = 0;    ///< subjects of the contest that have sheets
};

/// What other lawful methods would have made of the sheets of the row's contest: mean, median, trimmed mean, corrected score, Borda,
/// Schulze. Nothing for a row that is not ranked among others with sheets.
[[nodiscard]] std::vector<Alternative> alternatives(const tally::FairRanking& fair, const results::Tallied& tallied, const tally::Row& row);

}  // namespace fairness
