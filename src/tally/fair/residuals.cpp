#include "tally/fair/residuals.hpp"

#include <cmath>

namespace tally::fair {

Residuals residuals(const Ratings& ratings, const WithinFit& fit) {
  Residuals result;
  std::vector<double> squares(fit.jurors.size());
  std::vector<double> counts(fit.jurors.size());
  const double deviation = std::sqrt(fit.residual_variance.value_or(0));
  for (const Sheet& sheet : ratings.sheets()) {
    const EntryEstimate& entry = fit.entries[sheet.entry];
    const double residual = sheet.total - entry.corrected - fit.jurors[sheet.juror].severity;
    result.sheets.push_back(residual);
    std::optional<double>& standardised = result.standardised.emplace_back();
    if (deviation == 0 || entry.sheets < 2) continue;
    standardised = residual / (deviation * std::sqrt(1 - 1.0 / entry.sheets));
    squares[sheet.juror] += *standardised * *standardised;
    ++counts[sheet.juror];
  }
  for (std::size_t j = 0; j < counts.size(); ++j) {
    result.juror_consistency.push_back(counts[j] > 0 ? std::optional(squares[j] / counts[j]) : std::nullopt);
  }
  return result;
}

}  // namespace tally::fair
