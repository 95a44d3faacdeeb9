#include "tally/corrected.hpp"

#include <cmath>
#include <vector>

#include "tally/fair/within.hpp"
#include "tally/figures.hpp"
#include "tally/sheet_totals.hpp"

namespace tally {

std::optional<CorrectedScores> corrected_scores(const Pack& pack, const Input& input, int level, int stage) {
  const auto levels = levels_of(pack, input);
  std::vector<fair::SheetInput> sheets;
  for (std::uint32_t subject = 0; subject < input.subjects.size(); ++subject) {
    if (levels[subject] != level) continue;
    for (const SheetTotal& sheet : sheets_of(pack, input, {subject, level, stage})) {
      if (!sheet.total.is_number()) continue;
      const double total = sheet.total.number.to_double();
      if (!(std::abs(total) <= kLargestFigure)) return std::nullopt;
      sheets.push_back({.entry = input.subjects[subject].id, .juror = input.evaluators[sheet.evaluator], .total = total});
    }
  }
  CorrectedScores found;
  if (sheets.empty()) return found;
  const fair::Ratings ratings({}, sheets);
  const auto graph = fair::make_laplacian(ratings);
  const fair::WithinFit fit = fair::fit_within(ratings, *graph);
  found.outcome = fair::word(fit.outcome);
  for (std::size_t entry = 0; entry < fit.entries.size(); ++entry) {
    const std::uint32_t component = graph->components()[ratings.panel(entry).front().juror];
    found.scores[find_subject(input.subjects, ratings.entries()[entry])] = {fit.entries[entry].corrected, component};
  }
  return found;
}

}  // namespace tally
