#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/rational.hpp"
#include "tally/aggregate/places.hpp"

namespace tally::aggregate {

/// More entrants in one ranking are refused: the methods hold a figure for each pair of them.
constexpr std::size_t kMaxEntrants = 1000;

/// How one juror orders the entrants.
struct Ballot {
  std::string juror;
  std::vector<int> ranks;  ///< by entrant: lower is better, equal is a tie, 0 = not ranked; gaps mean nothing
  base::Rational weight = 1;
};

/// What a jury says: a weak order each, over all of the entrants or some.
struct Profile {
  std::vector<std::string> entrants;
  std::vector<Ballot> ballots;
};

/// One juror's score of one entrant.
struct Score {
  std::string juror;
  std::size_t entrant = 0;
  base::Rational value;
};

enum class Better : std::uint8_t { higher, lower };

/// Each juror's own ranking, from his scores: equal scores tie, what he did not score he did not rank. Ballots are in order of the jurors'
/// names. Throws aggregate.scored_twice.
[[nodiscard]] Profile profile_of(std::vector<std::string> entrants, std::span<const Score> scores, Better better = Better::higher);

/// The other reading of a partial ballot: what a juror did not rank, he put last, all together.
[[nodiscard]] Profile unranked_last(Profile profile);

/// Adds aggregate.no_entrants, too_many.
void check_entrants(std::size_t count, base::Problems& problems);

/// Throws all faults at once: aggregate.no_entrants, too_many, no_ballots, blank_ballot, weight.
void require_valid(const Profile& profile);

/// The entrants of a ballot that are ranked, best group first.
[[nodiscard]] std::vector<std::vector<std::size_t>> groups_of(const Ballot& ballot);

}  // namespace tally::aggregate
