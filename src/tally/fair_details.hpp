#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tally/fair_ranking.hpp"

namespace tally {

/// One juror on one criterion: severity as in FairJuror, on the criterion's own scale.
struct CriterionSeverity {
  std::uint32_t evaluator = 0;  ///< index in Input::evaluators
  double severity = 0;
  std::optional<double> se = {};
};

/// One sheet against what the fit expects of it.
struct SheetResidual {
  std::uint32_t subject = 0;
  std::uint32_t evaluator = 0;
  double total = 0;
  double residual = 0;                      ///< total − corrected − severity
  std::optional<double> standardised = {};  ///< by σ√(1−1/n)
  bool look_again = false;                  ///< standardised is beyond ±3
};

/// What the ordinal check (many-facet Rasch) says of the ranking.
struct OrdinalCheck {
  double spearman = 0;
  bool alarm = false;                      ///< below 0.97: the two models disagree about the order
  std::vector<std::uint32_t> only_ranked;  ///< subjects above the first K in the fair ranking only, best first; none with several contests
  std::vector<std::uint32_t> only_checked;
};

/// What a secretariat looks into beside a fair ranking.
struct FairDetails {
  std::vector<std::string> criteria;                       ///< nodes with a number in every sheet
  std::vector<std::vector<CriterionSeverity>> severities;  ///< by criterion, by evaluator
  std::vector<SheetResidual> sheets;                       ///< by subject, evaluator
  std::vector<std::uint32_t> weakest_side;  ///< evaluators on the smaller side of the weakest link; empty if the panels fall apart
  std::optional<OrdinalCheck> check;        ///< none: no criteria with bounds, or too few categories
};

/// Looks closer at the sheets behind `fair`, which was made of the same contest.
[[nodiscard]] FairDetails look_closer(const FairContest& contest, const FairRanking& fair);

}  // namespace tally
