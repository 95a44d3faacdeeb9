#include <utility>

#include "features/fairness/advice.hpp"
#include "features/fairness/api.hpp"

namespace fairness {

Advised advise(const results::Tallied& tallied, AdviceOptions options) {
  const FairRanking fair = assess(tallied, {.top = {options.top}, .draws = options.draws, .seed = options.seed});
  const auto sheets = tally::sheet_totals(tallied.pack, tallied.input);
  return {
      .advice = tally::advise_fairly(
          {tallied.pack, tallied.input, tallied.result, sheets}, fair,
          {.budget = options.budget, .links = options.links, .conflicts = std::move(options.conflicts), .caps = std::move(options.caps)}),
      .budget = options.budget,
      .outcome = fair.outcome};
}

}  // namespace fairness
