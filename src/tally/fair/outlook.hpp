#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tally/fair/drawing.hpp"
#include "tally/fair/ratings.hpp"
#include "tally/fair/within.hpp"

namespace tally::fair {

/// Which entries are chosen: the first `places` of `among`.
struct Choice {
  std::size_t places = 1;            ///< at most as many as `among` has
  std::vector<std::uint32_t> among;  ///< ascending
  std::vector<double> chances = {};  ///< of being among the first, by position in `among`; empty if they are not known
};

/// What is unknown about an entry beside the cut of its choice, and what further sheets would leave of it (docs/developer/fair.md,
/// "Advice").
class Outlook {
 public:
  /// Refers to all but `choice`. `fit` is of the standard model, and `drawing` must leave something to chance.
  Outlook(const Ratings& ratings, const WithinFit& fit, const Drawing& drawing, const Choice& choice);

  /// The share of the variance of (entry − cut) that 1, 2, …, `most` further sheets take away if their jurors are as well known as jurors
  /// are on average.
  [[nodiscard]] std::vector<double> resolved(std::uint32_t entry, std::size_t most) const;
  /// By juror: the variance of (severity of these jurors and him, less that in the cut) once he has read the entry too. Empty if severity
  /// is known.
  [[nodiscard]] std::vector<double> unknown_with(std::span<const std::uint32_t> panel) const;

 private:
  void find_cut(const Choice& choice);
  [[nodiscard]] double own_variance(double sheets) const;

  const Ratings& ratings_;
  const WithinFit& fit_;
  const Drawing& drawing_;
  double cut_variance_ = 0;         ///< of what the entries near the cut have by themselves
  std::vector<double> cut_panel_;   ///< by juror: his weight in the cut; they sum to 1
  std::vector<double> solved_cut_;  ///< (A+λI)⁻¹ cut_panel_; empty if severity is known
  double cut_severity_ = 0;         ///< cut_panel_ᵀ (A+λI)⁻¹ cut_panel_
  double typical_juror_ = 0;        ///< mean variance of (a severity − that in the cut), in units of σ²
};

}  // namespace tally::fair
