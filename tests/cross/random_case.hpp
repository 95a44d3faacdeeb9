#pragma once

#include <cstdint>
#include <string>

#include "base/document.hpp"
#include "features/sheets/api.hpp"

namespace cross {

/// A pack and tables that fit it, made up from a seed. Small numbers, so that ties, borders and cuts come up often; gaps, n/a and broken
/// rules as well.
struct RandomCase {
  base::Document pack;
  std::string subjects, items, scores;  ///< CSV; empty items = no list of items
  std::string stage;                    ///< asked for, or empty
};

[[nodiscard]] RandomCase random_case(std::uint64_t seed);

[[nodiscard]] sheets::Tables tables_of(const RandomCase& random);

}  // namespace cross
