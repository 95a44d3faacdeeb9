#pragma once

#include <cstdint>
#include <optional>

#include "tally/aggregate/profile.hpp"

namespace tally::aggregate {

/// What an entrant needs of the total weight v for one of s seats: floor(v / (s+1)) + 1 (Droop), or more than v / (s+1)
/// (Hagenbach-Bischoff).
enum class Quota : std::uint8_t { droop, hagenbach_bischoff };

/// Who of those with the fewest votes goes first: fewest votes in the latest earlier round that tells them apart, in the earliest one, or
/// last in the lots.
enum class StvTie : std::uint8_t { backwards, forwards, lots };

struct StvRules {
  std::size_t seats = 1;
  Quota quota = Quota::droop;
  std::vector<StvTie> ties = {StvTie::backwards};  ///< in this order; whom they leave equal goes out together
  std::vector<int> lots = {};                      ///< by entrant, drawn before the count: the lowest stays longest
};

struct StvTransfer {
  std::size_t from = 0;
  std::optional<std::size_t> to;  ///< nothing: the ballots name nobody further
  base::Rational votes;

  bool operator==(const StvTransfer&) const = default;
};

struct StvRound {
  std::vector<base::Rational> votes;  ///< by entrant, as the round begins
  base::Rational exhausted;           ///< votes that had nobody to go to, up to here
  std::vector<std::size_t> elected;
  std::vector<std::size_t> eliminated;
  std::optional<StvTie> tie;           ///< the last rule that was needed to choose the eliminated
  std::vector<StvTransfer> transfers;  ///< at the end of the round
};

struct StvResult {
  Places places;  ///< the elected by round and votes, those left over by votes, the eliminated from the last to the first
  base::Rational quota;
  std::vector<std::size_t> elected;  ///< in order of places
  std::vector<std::size_t>
      undecided;  ///< equal in everything, and more than the seats left for them: they share the place, and somebody else must choose
  std::vector<StvRound> rounds;
};

/// The single transferable vote by the weighted inclusive Gregory method, in exact fractions. A round elects whoever has the quota. Then
/// all surpluses of that round are passed on at once, every ballot of the elected at surplus / votes of its value; without a surplus the
/// entrant with the fewest votes is eliminated and its ballots passed on whole. A ballot goes to the highest rank that holds a hopeful
/// entrant and is split evenly among those of one rank, as if each of its strict readings had been cast by an equal part of the juror. When
/// no more are hopeful than seats are left, they are elected without the quota. With one seat this is the instant-runoff (alternative)
/// vote. Source of the method: Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45-52; it truncates values
/// to five decimals and passes on one surplus at a time, which needs an order among equal ones; here neither is done. Throws what
/// require_valid does, and aggregate.seats unless 1 <= seats <= entrants.
[[nodiscard]] StvResult stv(const Profile& profile, const StvRules& rules = {});

}  // namespace tally::aggregate
