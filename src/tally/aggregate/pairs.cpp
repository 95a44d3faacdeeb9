#include "tally/aggregate/pairs.hpp"

#include <cassert>

#include "base/error.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;

void require_duels(const std::vector<std::string>& entrants, std::span<const Duel> duels) {
  base::Problems problems;
  const std::size_t count = entrants.size();
  check_entrants(count, problems);
  if (count > 1 && duels.empty()) problems.add({{}, 0, "aggregate.no_duels", {}});
  for (const Duel& duel : duels) {
    assert(duel.winner < count && duel.loser < count);
    if (duel.winner == duel.loser) problems.add({{}, 0, "aggregate.self_duel", {{"entrant", entrants[duel.winner]}}});
    if (duel.weight > 0) continue;
    const std::string both = entrants[duel.winner] + " - " + entrants[duel.loser];
    problems.add({{}, 0, "aggregate.weight", {{"of", both}, {"found", duel.weight.text()}}});
  }
  problems.throw_if_any();
}

}  // namespace

Pairs::Pairs(const Profile& profile) : entrants_(profile.entrants) {
  require_valid(profile);
  over_.resize(size() * size());
  level_.resize(size() * size());
  for (const Ballot& ballot : profile.ballots) {
    for (std::size_t a = 0; a < size(); ++a) {
      for (std::size_t b = 0; b < size(); ++b) {
        if (ballot.ranks[a] == 0 || ballot.ranks[b] == 0) continue;
        if (ballot.ranks[a] < ballot.ranks[b]) over_[a * size() + b] += ballot.weight;
        if (a < b && ballot.ranks[a] == ballot.ranks[b]) add_level(a, b, ballot.weight);
      }
    }
  }
  require_connected();
}

Pairs::Pairs(std::vector<std::string> entrants, std::span<const Duel> duels) : entrants_(std::move(entrants)) {
  require_duels(entrants_, duels);
  over_.resize(size() * size());
  level_.resize(size() * size());
  for (const Duel& duel : duels) {
    if (duel.drawn) {
      add_level(duel.winner, duel.loser, duel.weight);
    } else {
      over_[duel.winner * size() + duel.loser] += duel.weight;
    }
  }
  require_connected();
}

void Pairs::add_level(std::size_t a, std::size_t b, const Rational& weight) {
  level_[a * size() + b] += weight;
  level_[b * size() + a] += weight;
}

void Pairs::require_connected() const {
  std::vector<bool> linked(size(), false);
  std::vector<std::size_t> open{0};
  linked[0] = true;
  while (!open.empty()) {
    const std::size_t a = open.back();
    open.pop_back();
    for (std::size_t b = 0; b < size(); ++b) {
      if (linked[b] || (over(a, b).is_zero() && over(b, a).is_zero() && level(a, b).is_zero())) continue;
      linked[b] = true;
      open.push_back(b);
    }
  }
  for (std::size_t b = 0; b < size(); ++b) {
    if (!linked[b]) throw base::Error(base::Kind::invalid, "aggregate.not_connected", {{"first", name(0)}, {"second", name(b)}});
  }
}

}  // namespace tally::aggregate
