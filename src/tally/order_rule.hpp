#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/rational.hpp"
#include "tally/aggregate/schulze.hpp"
#include "tally/aggregate/stv.hpp"
#include "tally/tree.hpp"

namespace tally {

enum class Method : std::uint8_t { score, corrected, borda, schulze, stv, kemeny, bradley_terry };

/// As packs and bundles write it.
[[nodiscard]] const char* word(Method method);

/// How a ranking makes the order of a contest (docs/developer/pack-format.md, "method"). What a method does not take has its default.
struct OrderRule {
  Method method = Method::score;
  int stage = kNoStage;        ///< whose sheets count where several stages are scored
  bool unranked_last = false;  ///< whom an evaluator did not score he puts last
  aggregate::LinkStrength wins = aggregate::LinkStrength::winning_votes;
  int seats = 0;
  aggregate::Quota quota = aggregate::Quota::droop;
  std::vector<aggregate::StvTie> elimination = {aggregate::StvTie::backwards};
  std::string lots;  ///< attribute with a subject's lot
  base::Rational prior;
};

}  // namespace tally
