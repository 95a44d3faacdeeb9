#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "tally/fair/advice.hpp"
#include "tally/fair_ranking.hpp"

namespace tally {

/// Subjects and evaluators by their index in Input; those without sheets have no effect.
struct AdviceRequest {
  std::size_t budget = 1;                                               ///< further sheets at most; at least 1
  std::size_t links = 2;                                                ///< wanted between panels that nothing joins, or little
  std::vector<std::pair<std::uint32_t, std::uint32_t>> conflicts = {};  ///< (subject, evaluator): must not read it
  std::vector<std::pair<std::uint32_t, std::size_t>> caps = {};         ///< (evaluator, sheets at most)
};

/// A sheet worth asking for.
struct SheetAdvice {
  fair::AdviceKind kind = fair::AdviceKind::reread;
  std::uint32_t subject = 0;
  std::uint32_t evaluator = 0;
  std::optional<double> gain = {};    ///< expected right decisions more; unset where chances are not known
  std::optional<double> chance = {};  ///< P(top-K) of the subject now
  std::size_t sheet = 0;              ///< which one of the subject it would be, from 1
  std::uint32_t from = 0;             ///< panel of the evaluator, index in FairAdvice::panels
  std::uint32_t to = 0;               ///< panel that has read the subject
};

/// A subject that another sheet would help, but nobody can write it.
struct UnreadSubject {
  std::uint32_t subject = 0;
  fair::Unread why = fair::Unread::nobody_left;
};

/// Evaluators whom shared subjects join.
struct FairPanel {
  std::vector<std::uint32_t> evaluators;  ///< by their ids
  std::size_t subjects = 0;
  bool apart = false;  ///< no sheet advised joins it to the largest panel
};

/// Which sheets to ask for beyond those that a fair ranking is made of.
struct FairAdvice {
  std::size_t top = 0;
  std::vector<SheetAdvice> sheets;  ///< by priority; at most the budget
  std::vector<UnreadSubject> unread;
  std::vector<FairPanel> panels;
  bool apart_for_budget = false;
  bool jurors_full = false;  ///< every evaluator has his share or cap before the budget is spent
  std::optional<fair::Bottleneck> bottleneck = {};
  std::size_t borderline = 0;  ///< subjects now
  std::size_t places = 0;      ///< of all contests that have more than K entries; 0 if chances are not known
  double right_before = 0;     ///< how many of them are expected to go to those who deserve them
  double right_after = 0;
};

/// `fair` is of this contest, with K as its only cut and by the standard model.
[[nodiscard]] FairAdvice advise_fairly(const FairContest& contest, const FairRanking& fair, const AdviceRequest& request);

}  // namespace tally
