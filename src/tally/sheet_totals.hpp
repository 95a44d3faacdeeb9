#pragma once

#include <vector>

#include "tally/evaluation.hpp"
#include "tally/result.hpp"

namespace tally {

/// One evaluator's sheet for one subject, added up.
struct RatedSheet {
  std::uint32_t subject = 0;  ///< index in Input::subjects
  SheetTotal sheet;
};

/// A subject of a level, at one of the level's scored stages.
struct SheetPlace {
  std::uint32_t subject = 0;  ///< index in Input::subjects
  int level = 0;
  int stage = kNoStage;
};

/// The sheets of one subject at one stage, each added up by itself, by evaluator.
[[nodiscard]] std::vector<SheetTotal> sheets_of(const Pack& pack, const Input& input, const SheetPlace& place);

/// Every evaluator's own total for every subject, by subject and evaluator: what fair ranking compares. Throws Error(invalid,
/// fair.one_stage) if a level has several scored stages and none was asked for: their sheets are on different scales.
[[nodiscard]] std::vector<RatedSheet> sheet_totals(const Pack& pack, const Input& input);

}  // namespace tally
