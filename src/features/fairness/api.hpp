#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/results/api.hpp"
#include "i18n/i18n.hpp"
#include "tally/fair_ranking.hpp"

namespace fairness {

using tally::FairEntry;
using tally::FairJuror;
using tally::FairRanking;

struct Options {
  tally::FairModel model = tally::FairModel::shared;
  std::vector<std::size_t> top = {};       ///< the K of each P(top-K); empty: the places of the pack's cuts
  std::size_t draws = 10000;               ///< at least 1
  std::optional<std::uint64_t> seed = {};  ///< unset: from the sheets themselves, so that anybody gets the same draws
};

/// The fair ranking of a tally, with the seed that the sheets give unless one was asked for. Throws as tally::rank_fairly and
/// tally::sheet_totals do.
[[nodiscard]] FairRanking assess(const results::Tallied& tallied, const Options& options);

/// A file for the secretariat; every one but entries.csv and summary.json names jurors.
struct Report {
  std::string name;
  std::string content;
};
/// entries.csv, jurors.csv, criteria.csv, sheets.csv and summary.json (docs/developer/fair.md, "Files").
[[nodiscard]] std::vector<Report> reports(const results::Tallied& tallied, const FairRanking& fair);

/// Columns for the result's table and CSV.
[[nodiscard]] results::Extra columns(const FairRanking& fair, const tally::Input& input, i18n::Language language);
/// What a reader must know: the case, panels that cannot be compared, and that the corrected score is advice.
[[nodiscard]] std::vector<std::string> notices(const FairRanking& fair, i18n::Language language);
/// The words for one subject, to stand below the explanation of its official score; never names a juror. Throws Error(not_found,
/// tally.unknown_subject).
[[nodiscard]] std::string explain(const FairRanking& fair, const results::Tallied& tallied, std::string_view subject,
                                  i18n::Language language);
/// Explains many rows of one tally, without the notices: what is the same for all rows of a contest is computed once.
class Explainer {
 public:
  Explainer(const FairRanking& fair, const results::Tallied& tallied);
  ~Explainer();
  Explainer(const Explainer&) = delete;
  Explainer& operator=(const Explainer&) = delete;

  [[nodiscard]] std::string explain(const tally::Row& row, i18n::Language language);

 private:
  struct Contests;
  const FairRanking& fair_;
  const results::Tallied tallied_;
  std::unique_ptr<Contests> contests_;
};

}  // namespace fairness
