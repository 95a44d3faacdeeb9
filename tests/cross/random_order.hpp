#pragma once

#include "tests/cross/random_case.hpp"

namespace cross {

/// A contest ordered by some method, with options and ballots that bring up what the method has to decide: ties, circles, gaps, duels,
/// jurors of different severity.
[[nodiscard]] RandomCase random_order(std::uint64_t seed);

}  // namespace cross
