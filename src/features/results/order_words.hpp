#pragma once

#include <string>
#include <vector>

#include "features/results/wording.hpp"

namespace results {

/// How the contest of a row was ordered, if its ranking has a method and somebody competes in it; else null.
[[nodiscard]] const tally::ContestOrder* order_of(const Tallied& tallied, const tally::Row& row);
/// The row's place in its order, or null without one.
[[nodiscard]] const tally::Placed* placed_of(const tally::ContestOrder& order, const tally::Row& row);

[[nodiscard]] std::string method_name(const Wording& words, tally::Method method);
/// What the figures of an order are called; empty if it has none.
[[nodiscard]] std::string figure_name(const Wording& words, const tally::ContestOrder& order);

/// What a reader must know of the orders: why there is none, or what it rests on.
[[nodiscard]] std::vector<std::string> order_notices(const Tallied& tallied, const Wording& words);
/// The place of a ranked row by its method, in words; never names an evaluator.
[[nodiscard]] std::string order_explained(const Wording& words, const tally::ContestOrder& order, const tally::Placed& placed);

}  // namespace results
