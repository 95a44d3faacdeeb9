#pragma once

#include <cstdint>
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

/// What other lawful methods would have made of the sheets of a contest: mean, median, trimmed mean, corrected score, Borda, Schulze.
struct OtherOrders {
  struct Order {
    std::string method;       ///< code of its name
    std::vector<int> places;  ///< by subject of `subjects`; empty: the sheets do not give this method an order
  };
  std::vector<std::uint32_t> subjects;  ///< those of the contest that have sheets
  std::vector<Order> orders;            ///< none if nobody has another one beside him

  /// The ranks of one row. Nothing for a row that is not ranked among others with sheets.
  [[nodiscard]] std::vector<Alternative> of(const tally::Row& row) const;
};
/// Of the contest in which a row stands; this may take long, so ask once for all its rows.
[[nodiscard]] OtherOrders other_orders(const tally::FairRanking& fair, const results::Tallied& tallied, const tally::Row& row);

[[nodiscard]] std::vector<Alternative> alternatives(const tally::FairRanking& fair, const results::Tallied& tallied, const tally::Row& row);

}  // namespace fairness
