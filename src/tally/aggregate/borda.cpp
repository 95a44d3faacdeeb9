#include "tally/aggregate/borda.hpp"

#include "base/error.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;

void require_complete(const Profile& profile) {
  base::Problems problems;
  for (const Ballot& ballot : profile.ballots) {
    for (std::size_t entrant = 0; entrant < ballot.ranks.size(); ++entrant) {
      if (ballot.ranks[entrant] != 0) continue;
      problems.add({{}, 0, "aggregate.not_ranked", {{"juror", ballot.juror}, {"entrant", profile.entrants[entrant]}}});
    }
  }
  problems.throw_if_any();
}

}  // namespace

BordaResult borda(const Profile& profile) {
  require_valid(profile);
  require_complete(profile);
  const std::size_t count = profile.entrants.size();
  BordaResult result{{}, std::vector<Rational>(count)};
  for (const Ballot& ballot : profile.ballots) {
    std::size_t behind = count;
    for (const std::vector<std::size_t>& group : groups_of(ballot)) {
      behind -= group.size();
      // Half a point for each other of the group, one for each behind it.
      const auto halves = static_cast<std::int64_t>(2 * behind + group.size() - 1);
      for (const std::size_t entrant : group) result.points[entrant] += ballot.weight * Rational::fraction(halves, 2);
    }
  }
  result.places = places_of(count, [&](std::size_t a, std::size_t b) { return result.points[a] > result.points[b]; });
  return result;
}

}  // namespace tally::aggregate
