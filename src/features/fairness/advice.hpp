#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "features/results/api.hpp"
#include "i18n/i18n.hpp"
#include "tally/fair_advice.hpp"

namespace fairness {

using tally::FairAdvice;

/// Pairs of (index in Input::subjects, index in Input::evaluators).
using Conflicts = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
/// (index in Input::evaluators, sheets at most).
using Caps = std::vector<std::pair<std::uint32_t, std::size_t>>;

/// Reads `entry,juror` (or `subject,evaluator`); further columns are allowed. Throws Error(invalid), each with its line:
/// tally.missing_column, tally.row_width, tally.empty_id, tally.unknown_subject, advice.unknown_evaluator; and csv.*.
[[nodiscard]] Conflicts read_conflicts(const std::string& file, std::istream& in, const tally::Input& input);
/// Reads `evaluator,cap` (or `juror,cap`); likewise, and advice.bad_cap, advice.repeated_evaluator.
[[nodiscard]] Caps read_caps(const std::string& file, std::istream& in, const tally::Input& input);

struct AdviceOptions {
  std::size_t top = 1;     ///< the K of the Top K to decide on
  std::size_t budget = 1;  ///< further sheets at most
  std::size_t links = 2;   ///< sheets wanted between panels that nothing joins, or little
  std::size_t draws = 10000;
  std::optional<std::uint64_t> seed = {};  ///< as of Options
  Conflicts conflicts = {};
  Caps caps = {};
};

/// Advice and what it was asked for.
struct Advised {
  FairAdvice advice;
  std::size_t budget = 0;
  std::string outcome;  ///< of the fair ranking
};

/// Which entries to read again and by whom. Throws as assess() does.
[[nodiscard]] Advised advise(const results::Tallied& tallied, AdviceOptions options);

/// `priority,kind,subject,evaluator,gain,reason`; subjects whom nobody may read stand last, without priority and evaluator.
[[nodiscard]] std::string advice_csv(const Advised& advised, const tally::Input& input, i18n::Language language);
/// The same with all of the summary.
[[nodiscard]] std::string advice_json(const Advised& advised, const tally::Input& input, i18n::Language language);
/// A table for people.
[[nodiscard]] std::string advice_table(const Advised& advised, const tally::Input& input, i18n::Language language);
/// The summary in sentences: decisions before and after, the budget, panels, who cannot be read, and that all of it is advice.
[[nodiscard]] std::vector<std::string> advice_summary(const Advised& advised, const tally::Input& input, i18n::Language language);

}  // namespace fairness
