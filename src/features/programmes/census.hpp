#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "features/results/api.hpp"

namespace programmes {

/// A ranking within one scope, and the cuts that concern somebody in it.
struct RankedContest {
  int level = 0;
  const tally::Ranking* ranking = nullptr;
  std::vector<std::string> scope;
  const tally::Row* first = nullptr;  ///< any row of it
  std::vector<const tally::Cut*> cuts;
  std::size_t ranked = 0;
};

/// An interval of scores as people see it; several tables of a pack may have the same.
struct SeenBand {
  const tally::Band* band = nullptr;
  std::size_t count = 0;
};

/// What stands in a result, counted.
struct Census {
  std::vector<const tally::Row*> rows;  ///< as people read them
  std::vector<RankedContest> contests;  ///< in the order of rows
  std::vector<SeenBand> bands;          ///< of the tables used, from high to low

  [[nodiscard]] std::optional<std::size_t> contest_of(const tally::Row& row) const;
};

[[nodiscard]] Census take_census(const results::Tallied& tallied);

/// Whether two bands say the same to a reader.
[[nodiscard]] bool is_same_band(const tally::Band& a, const tally::Band& b);

}  // namespace programmes
