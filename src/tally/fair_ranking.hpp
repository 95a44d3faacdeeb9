#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tally/fair/ratings.hpp"
#include "tally/input.hpp"
#include "tally/pack.hpp"
#include "tally/result.hpp"
#include "tally/sheet_totals.hpp"

namespace tally {

/// How severity is told from quality.
enum class FairModel : std::uint8_t {
  shared,  ///< from the entries that jurors share, whatever panels read
  lot,     ///< panels were drawn by lot, so what they average is news about their severity too
};

struct FairRequest {
  FairModel model = FairModel::shared;
  std::vector<std::size_t> top = {};  ///< the K of each P(top-K); empty: the places of the pack's cuts
  std::size_t draws = 10000;          ///< at least 1
  std::uint64_t seed = 0;
};

/// Whether an entry is above the first cut: in nine of ten draws, in one of ten or fewer, or between.
enum class FairZone : std::uint8_t { in, borderline, out };

/// By P of the first K.
[[nodiscard]] FairZone zone_of(double chance);

struct FairEntry {
  std::uint32_t subject = 0;  ///< index in Input::subjects
  std::size_t sheets = 0;
  double raw = 0;
  double corrected = 0;
  std::optional<double> se = {}, shrunk = {}, deviation = {};
  /// P(top-K) by FairRanking::top; unset where K exceeds the contest or the data give no standard errors.
  std::vector<std::optional<double>> top = {};
  std::uint32_t rank_low = 0;  ///< 0 = not available
  std::uint32_t rank_high = 0;
  std::optional<FairZone> zone = {};
};

struct FairJuror {
  std::uint32_t evaluator = 0;  ///< index in Input::evaluators
  std::size_t entries = 0;
  double severity = 0;  ///< added to what an entry deserves: above 0 = generous, below 0 = strict
  std::optional<double> se = {}, consistency = {};
};

/// What the sheets of a tally say besides its official result (docs/developer/fair.md).
struct FairRanking {
  FairModel model = FairModel::shared;
  std::vector<std::size_t> top;
  std::size_t draws = 0;
  std::uint64_t seed = 0;
  std::string outcome;           ///< estimated, no_severity, severity_only, no_chance, unidentified, nothing_shared
  std::optional<double> lambda;  ///< σ²/σ_v²; unset where neither is known and where it is infinite
  std::optional<double> residual_variance, severity_variance, entry_variance, criterion, reliability;
  std::uint32_t components = 1;
  double weakest_link = 0;
  std::vector<FairEntry> entries;  ///< by subject
  std::vector<FairJuror> jurors;   ///< by evaluator
};

/// The result that a fair ranking stands beside, and the sheets of sheet_totals() that it is made of.
struct FairContest {
  const Pack& pack;
  const Input& input;
  const Result& result;
  const std::vector<RatedSheet>& sheets;
};

/// Compares jurors on the entries they share, corrects scores for it and says how sure the ranking is. The official result stays what it
/// is. Throws Error: fair.no_sheets, fair.incomplete_sheet (each sheet named), fair.top_too_large (kind usage), fair.lot_impossible,
/// fair.too_many_jurors.
[[nodiscard]] FairRanking rank_fairly(const FairContest& contest, const FairRequest& request);

/// The sheets as the model takes them.
[[nodiscard]] fair::Ratings ratings_of(const Input& input, const std::vector<RatedSheet>& rated);

/// What the seed of the draws is made from unless one is given: one line `<entry>TAB<total>` for each sheet, by entry, then by total. No
/// name of a juror stands in it, so that a bundle with pseudonyms has the same seed.
[[nodiscard]] std::string seed_table(const Input& input, const std::vector<RatedSheet>& rated);

}  // namespace tally
