#include "tally/aggregate/profile.hpp"

#include <cassert>
#include <map>

namespace tally::aggregate {

using base::Rational;

Profile profile_of(std::vector<std::string> entrants, std::span<const Score> scores, Better better) {
  base::Problems problems;
  std::map<std::string, std::map<std::size_t, Rational>> sheets;
  for (const Score& score : scores) {
    assert(score.entrant < entrants.size());
    if (sheets[score.juror].emplace(score.entrant, score.value).second) continue;
    problems.add({{}, 0, "aggregate.scored_twice", {{"juror", score.juror}, {"entrant", entrants[score.entrant]}}});
  }
  problems.throw_if_any();

  Profile profile{std::move(entrants), {}};
  for (const auto& [juror, sheet] : sheets) {
    const std::vector<std::pair<std::size_t, Rational>> scored(sheet.begin(), sheet.end());
    const Places places = places_of(scored.size(), [&](std::size_t a, std::size_t b) {
      return better == Better::higher ? scored[a].second > scored[b].second : scored[a].second < scored[b].second;
    });
    Ballot ballot{juror, std::vector<int>(profile.entrants.size(), 0)};
    for (std::size_t at = 0; at < scored.size(); ++at) ballot.ranks[scored[at].first] = places[at];
    profile.ballots.push_back(std::move(ballot));
  }
  return profile;
}

Profile unranked_last(Profile profile) {
  for (Ballot& ballot : profile.ballots) {
    const int last = ballot.ranks.empty() ? 0 : *std::max_element(ballot.ranks.begin(), ballot.ranks.end());
    std::replace(ballot.ranks.begin(), ballot.ranks.end(), 0, last + 1);
  }
  return profile;
}

void check_entrants(std::size_t count, base::Problems& problems) {
  if (count == 0) problems.add({{}, 0, "aggregate.no_entrants", {}});
  if (count > kMaxEntrants) {
    problems.add({{}, 0, "aggregate.too_many", {{"count", std::to_string(count)}, {"limit", std::to_string(kMaxEntrants)}}});
  }
}

void require_valid(const Profile& profile) {
  base::Problems problems;
  const std::size_t count = profile.entrants.size();
  check_entrants(count, problems);
  if (profile.ballots.empty()) problems.add({{}, 0, "aggregate.no_ballots", {}});
  for (const Ballot& ballot : profile.ballots) {
    assert(ballot.ranks.size() == count);
    const bool blank = std::all_of(ballot.ranks.begin(), ballot.ranks.end(), [](int rank) { return rank == 0; });
    if (blank && count > 0) problems.add({{}, 0, "aggregate.blank_ballot", {{"juror", ballot.juror}}});
    if (ballot.weight <= 0) problems.add({{}, 0, "aggregate.weight", {{"of", ballot.juror}, {"found", ballot.weight.text()}}});
  }
  problems.throw_if_any();
}

std::vector<std::vector<std::size_t>> groups_of(const Ballot& ballot) {
  std::map<int, std::vector<std::size_t>> groups;
  for (std::size_t entrant = 0; entrant < ballot.ranks.size(); ++entrant) {
    assert(ballot.ranks[entrant] >= 0);
    if (ballot.ranks[entrant] != 0) groups[ballot.ranks[entrant]].push_back(entrant);
  }
  std::vector<std::vector<std::size_t>> ordered;
  ordered.reserve(groups.size());
  for (auto& [rank, group] : groups) ordered.push_back(std::move(group));
  return ordered;
}

}  // namespace tally::aggregate
