#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "tally/input.hpp"

namespace tally {

/// A subject's score freed of how strict its jurors are.
struct CorrectedScore {
  double number = 0;
  std::uint32_t component = 0;  ///< of the juror graph
};

struct CorrectedScores {
  std::string outcome;                             ///< the case of docs/developer/fair.md
  std::map<std::uint32_t, CorrectedScore> scores;  ///< by subject: those with a sheet that has a total
};

/// The corrected scores of all subjects of a level, from its sheets at one scored stage (docs/developer/tally.md, "Order by a method").
/// Sheets without a total are left out. Nothing if a total is beyond kLargestFigure.
[[nodiscard]] std::optional<CorrectedScores> corrected_scores(const Pack& pack, const Input& input, int level, int stage);

}  // namespace tally
