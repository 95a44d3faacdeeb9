#include "tally/ballots.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/error.hpp"
#include "tally/aggregate/borda.hpp"
#include "tally/aggregate/bradley_terry.hpp"
#include "tally/aggregate/kemeny.hpp"

namespace tally {
namespace {

using aggregate::Pairs;
using aggregate::Profile;

BallotOutcome by_borda(const Profile& profile) {
  BallotOutcome outcome;
  for (std::size_t entrant = 0; entrant < profile.entrants.size(); ++entrant) {
    const bool everywhere =
        std::all_of(profile.ballots.begin(), profile.ballots.end(), [&](const auto& ballot) { return ballot.ranks[entrant] != 0; });
    if (!everywhere) outcome.about.push_back(entrant);
  }
  if (!outcome.about.empty()) {
    outcome.reason = "not_ranked";
    return outcome;
  }
  aggregate::BordaResult result = aggregate::borda(profile);
  outcome.places = std::move(result.places);
  outcome.exact = std::move(result.points);
  return outcome;
}

BallotOutcome by_schulze(const OrderRule& rule, const Profile& profile) {
  aggregate::SchulzeResult result = aggregate::schulze(Pairs(profile), rule.wins);
  BallotOutcome outcome;
  outcome.places = std::move(result.places);
  outcome.layers = !result.complete;
  return outcome;
}

BallotOutcome by_kemeny(const Profile& profile) {
  aggregate::KemenyResult result = aggregate::kemeny(Pairs(profile));
  BallotOutcome outcome;
  if (result.places) {
    outcome.places = std::move(*result.places);
  } else {
    outcome.reason = "several_orders";
  }
  return outcome;
}

BallotOutcome by_bradley_terry(const OrderRule& rule, const Profile& profile) {
  BallotOutcome outcome;
  outcome.strengths = aggregate::bradley_terry(Pairs(profile), rule.prior).strengths;
  return outcome;
}

BallotOutcome by_stv(const OrderRule& rule, const Profile& profile, const std::vector<int>& lots) {
  const auto count = profile.entrants.size();
  const aggregate::StvRules rules{
      .seats = std::min(static_cast<std::size_t>(rule.seats), count), .quota = rule.quota, .ties = rule.elimination, .lots = lots};
  aggregate::StvResult result = aggregate::stv(profile, rules);
  BallotOutcome outcome;
  outcome.places = std::move(result.places);
  outcome.rounds.assign(count, 0);
  int number = 0;
  for (const aggregate::StvRound& round : result.rounds) {
    ++number;
    for (const std::size_t entrant : round.elected) outcome.rounds[entrant] = number;
    for (const std::size_t entrant : round.eliminated) outcome.rounds[entrant] = -number;
  }
  return outcome;
}

BallotOutcome count(const OrderRule& rule, const Profile& profile, const std::vector<int>& lots) {
  if (rule.method == Method::borda) return by_borda(profile);
  if (rule.method == Method::schulze) return by_schulze(rule, profile);
  if (rule.method == Method::bradley_terry) return by_bradley_terry(rule, profile);
  if (rule.method == Method::stv) return by_stv(rule, profile, lots);
  assert(rule.method == Method::kemeny);
  return by_kemeny(profile);
}

/// What the methods refuse because of the ballots, and not because of how they were called.
BallotOutcome refusal(const base::Error& error, const Profile& profile) {
  const std::string code = error.what();
  BallotOutcome outcome;
  if (code == "aggregate.not_connected") outcome.reason = "not_connected";
  if (code == "aggregate.unbounded") outcome.reason = "unbounded";
  if (code == "aggregate.not_solved") outcome.reason = "not_solved";
  for (const auto& [name, entrant] : error.problems().front().params) {
    const auto at = std::find(profile.entrants.begin(), profile.entrants.end(), entrant);
    outcome.about.push_back(static_cast<std::size_t>(at - profile.entrants.begin()));
  }
  return outcome;
}

}  // namespace

BallotOutcome count_ballots(const OrderRule& rule, Profile profile, const std::vector<int>& lots) {
  if (rule.unranked_last) profile = aggregate::unranked_last(std::move(profile));
  try {
    return count(rule, profile, lots);
  } catch (const base::Error& error) {
    BallotOutcome outcome = refusal(error, profile);
    if (outcome.reason.empty()) throw;
    return outcome;
  }
}

}  // namespace tally
