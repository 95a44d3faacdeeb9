#pragma once

#include "features/fairness/api.hpp"
#include "tests/cross/random_case.hpp"
#include "tests/cross/random_pack.hpp"

namespace cross {

/// Sheets of a made-up jury: panels that overlap or fall apart, jurors that are strict, generous or alike, chance or none of it, entries
/// that tie, several contests, entries that are not ranked.
[[nodiscard]] RandomCase random_contest(std::uint64_t seed);

/// What somebody might ask of a fair ranking; not every table allows it.
[[nodiscard]] fairness::Options random_request(Dice& dice);

}  // namespace cross
