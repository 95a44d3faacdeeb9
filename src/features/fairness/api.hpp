#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/results/api.hpp"
#include "i18n/i18n.hpp"

namespace fairness {

struct Options {
  std::vector<std::size_t> top = {};       ///< the K of each P(top-K); empty: the places of the pack's cuts
  std::size_t draws = 10000;               ///< at least 1
  std::optional<std::uint64_t> seed = {};  ///< unset: from the sheets themselves, so that anybody gets the same draws
};

/// Whether an entry is above the first cut: in nine of ten draws, in one of ten or fewer, or between.
enum class Zone : std::uint8_t { in, borderline, out };

struct FairEntry {
  std::uint32_t subject = 0;  ///< index in Input::subjects
  std::size_t sheets = 0;
  double raw = 0;
  double corrected = 0;
  std::optional<double> se, shrunk, deviation;
  std::vector<std::optional<double>>
      top;                     ///< P(top-K) by Assessment::top; unset where K exceeds the contest or the data give no standard errors
  std::uint32_t rank_low = 0;  ///< 0 = not available
  std::uint32_t rank_high = 0;
  std::optional<Zone> zone;
};

struct FairJuror {
  std::string evaluator;
  std::size_t entries = 0;
  double severity = 0;  ///< added to what an entry deserves: above 0 = generous, below 0 = strict
  std::optional<double> se, consistency;
};

/// How the model read the data; the words are `fair.case_<word>`.
struct Assessment {
  std::vector<std::size_t> top;
  std::size_t draws = 0;
  std::uint64_t seed = 0;
  std::string outcome;  ///< estimated, no_severity, severity_only, no_chance, unidentified, nothing_shared
  double lambda = 0;
  std::optional<double> residual_variance, severity_variance, entry_variance, criterion, reliability;
  std::uint32_t components = 1;
  double weakest_link = 0;
  std::vector<FairEntry> entries;  ///< by subject
  std::vector<FairJuror> jurors;   ///< by evaluator
};

/// Compares jurors on the entries they share, corrects scores for it and says how sure the ranking is (docs/developer/fair.md). The
/// official result stays what it is. Throws Error: fair.no_sheets, fair.one_stage, fair.incomplete_sheet (each sheet named), fair.bad_cut,
/// fair.bad_draws.
[[nodiscard]] Assessment assess(const results::Tallied& tallied, const Options& options);

/// `subject,sheets,raw,corrected,se,shrunk,post_sd,p_top<K>...,rank_low,rank_high,zone`, numbers with six decimals, empty where not
/// available.
[[nodiscard]] std::string entries_csv(const Assessment& assessment, const tally::Input& input);
/// `evaluator,entries,severity,se,consistency`.
[[nodiscard]] std::string jurors_csv(const Assessment& assessment);
[[nodiscard]] std::string summary_json(const Assessment& assessment);
/// Columns for the result's table and CSV.
[[nodiscard]] results::Extra columns(const Assessment& assessment, const tally::Input& input, i18n::Language language);
/// What a reader must know: the case, panels that cannot be compared, and that the corrected score is advice.
[[nodiscard]] std::vector<std::string> notices(const Assessment& assessment, i18n::Language language);
/// The words for one subject, to stand below the explanation of its official score; never names a juror.
[[nodiscard]] std::string explain(const Assessment& assessment, const results::Tallied& tallied, std::string_view subject,
                                  i18n::Language language);

}  // namespace fairness
