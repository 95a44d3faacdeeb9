#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tally/contest_order.hpp"
#include "tally/corrected.hpp"
#include "tally/sheet_totals.hpp"

namespace tally {

/// Subjects that compete under a ranking with a method, by id.
struct Entrants {
  const Ranking& ranking;
  const std::vector<std::string>& scope;
  std::vector<std::uint32_t> subjects;
};

/// Makes the orders of contests (docs/developer/tally.md, "Order by a method").
class Ordering {
 public:
  Ordering(const Pack& pack, const Input& input, const PublishedFigures& published) : pack_(pack), input_(input), published_(published) {}

  /// Adds tally.too_many_for_method if the method cannot take so many.
  static void check_size(const Entrants& entrants, base::Problems& problems);

  [[nodiscard]] ContestOrder order(const Entrants& entrants);

 private:
  using Sheets = std::vector<std::vector<SheetTotal>>;  // by entrant

  [[nodiscard]] Sheets sheets_of_all(const Entrants& entrants) const;
  [[nodiscard]] int stage_of(const Ranking& ranking) const;
  void order_corrected(const Entrants& entrants, const Sheets& sheets, ContestOrder& order);
  void order_ballots(const Entrants& entrants, const Sheets& sheets, ContestOrder& order) const;
  bool place_by(std::span<const double> numbers, bool lower_first, ContestOrder& order) const;
  const std::optional<CorrectedScores>& corrected(const Ranking& ranking);

  const Pack& pack_;
  const Input& input_;
  const PublishedFigures& published_;
  std::map<const Ranking*, std::optional<CorrectedScores>> corrected_;
};

}  // namespace tally
