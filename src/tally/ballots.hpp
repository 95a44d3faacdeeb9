#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tally/aggregate/profile.hpp"
#include "tally/order_rule.hpp"

namespace tally {

/// What a method that reads ballots comes to, by position of the entrants.
struct BallotOutcome {
  std::string reason;                 ///< empty = there is an order
  std::vector<std::size_t> about;     ///< entrants
  aggregate::Places places;           ///< if there is one and `strengths` is empty
  std::vector<base::Rational> exact;  ///< exact figures, if the method has them
  std::vector<double> strengths;      ///< figures in doubles: the places go by them
  std::vector<int> rounds;            ///< of STV: see Placed::round
  bool layers = false;
};

/// Counts ballots by the rule's method (any but `score` and `corrected`). `lots` are by entrant, empty unless the rule draws lots.
[[nodiscard]] BallotOutcome count_ballots(const OrderRule& rule, aggregate::Profile profile, const std::vector<int>& lots);

}  // namespace tally
