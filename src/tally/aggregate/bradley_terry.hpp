#pragma once

#include "tally/aggregate/pairs.hpp"

namespace tally::aggregate {

/// Strengths nearer to each other than this are equal and share a place.
constexpr double kEqualStrengths = 1e-9;

struct BradleyTerryResult {
  Places places;
  /// Natural logarithm by entrant: a is put before b with probability 1 / (1 + exp(b - a)). Without a prior their mean is 0; with one, 0 is
  /// the made-up entrant.
  std::vector<double> strengths;
  std::vector<base::Rational> wins;   ///< weight of the comparisons won, a level one as half
  std::vector<base::Rational> duels;  ///< weight of all comparisons the entrant was in
};

/// The model of R. A. Bradley and M. E. Terry (Rank analysis of incomplete block designs, Biometrika 39, 1952), fitted by maximum
/// likelihood; a level comparison is half a win for each. Newton's method with halved steps on the logarithms, until no strength moves by
/// more than 1e-12 relative (Hunter's MM algorithm, Annals of Statistics 32, 2004, has the same optimum). Strengths are finite only if a
/// chain of wins leads from everybody to everybody (Ford 1957); else, as with an undefeated entrant, it throws aggregate.unbounded, unless
/// `prior` > 0: then everybody has so many level comparisons with one made-up entrant of strength 0 besides, which keeps all finite and
/// draws them together. Throws aggregate.prior if that is negative, aggregate.not_solved if doubles cannot hold the answer: it never
/// returns NaN.
[[nodiscard]] BradleyTerryResult bradley_terry(const Pairs& pairs, const base::Rational& prior = 0);

}  // namespace tally::aggregate
