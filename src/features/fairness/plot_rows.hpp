#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "features/fairness/api.hpp"

namespace fairness {

/// One entry as a picture shows it.
struct PlotRow {
  const FairEntry* entry = nullptr;
  const tally::Row* official = nullptr;
  std::optional<tally::FairZone> zone = {};
  double estimate = 0;  ///< what it deserves: shrunk, or raw where the data give no standard errors
  double reach = 0;     ///< in eight of ten cases it lies within so much of the estimate; 0 = known exactly or not at all
};

/// One contest: the rows around its cuts, best estimate first.
struct PlotContest {
  std::vector<PlotRow> rows;
  std::size_t above = 0;  ///< rows left out before the first
  std::size_t below = 0;  ///< after the last
  std::size_t all = 0;
  std::array<std::size_t, 3> zones = {};         ///< of all rows, by FairZone
  std::vector<std::optional<double>> cuts = {};  ///< by FairRanking::top: the estimate from which on an entry is in; unset if all are
};

inline constexpr std::size_t kMostPlotRows = 60;  ///< of a contest that is shown whole

/// Contests in the order of the official result; of a large one those rows that chance may still put on either side of a cut, and some
/// around them. Who is not ranked is left out.
[[nodiscard]] std::vector<PlotContest> plot_contests(const FairRanking& fair, const results::Tallied& tallied);

}  // namespace fairness
