#include "tally/aggregate/stv.hpp"

#include <cassert>
#include <map>
#include <tuple>

#include "base/error.hpp"

namespace tally::aggregate {
namespace {

using base::Rational;
using Entrants = std::vector<std::size_t>;

class Count {
 public:
  Count(const Profile& profile, const StvRules& rules) : rules_(rules), held_(profile.entrants.size()), standing_(profile.entrants.size()) {
    Rational total;
    for (const Ballot& ballot : profile.ballots) {
      ballots_.push_back(groups_of(ballot));
      total += ballot.weight;
      deal(ballots_.size() - 1, ballot.weight);
    }
    const Rational share = total / Rational(static_cast<std::int64_t>(rules.seats) + 1);
    result_.quota = rules.quota == Quota::droop ? share.rounded(0, base::Rounding::down) + 1 : share;
  }

  StvResult run() {
    while (true) {
      open_round();
      elect();
      if (seats_left() == 0 || hopeful().empty()) break;
      if (pass_surpluses()) continue;
      if (!eliminate()) break;
    }
    place();
    return std::move(result_);
  }

 private:
  enum class State : std::uint8_t { elected, hopeful, eliminated };  // in order of the places
  struct Standing {
    State state = State::hopeful;
    int round = 0;   // when it was elected, or minus when it was eliminated
    Rational votes;  // as that round, or the last one, began
  };
  using Dealt = std::map<std::optional<std::size_t>, Rational>;

  [[nodiscard]] StvRound& round() { return result_.rounds.back(); }

  void open_round() {
    StvRound next;
    next.votes.resize(held_.size());
    for (std::size_t entrant = 0; entrant < held_.size(); ++entrant) {
      for (const auto& [ballot, value] : held_[entrant]) next.votes[entrant] += value;
      if (standing_[entrant].state == State::hopeful) standing_[entrant].votes = next.votes[entrant];
    }
    next.exhausted = exhausted_;
    result_.rounds.push_back(std::move(next));
  }

  [[nodiscard]] Entrants hopeful() const {
    Entrants found;
    for (std::size_t entrant = 0; entrant < standing_.size(); ++entrant) {
      if (standing_[entrant].state == State::hopeful) found.push_back(entrant);
    }
    return found;
  }

  [[nodiscard]] std::size_t seats_left() const { return rules_.seats - elected_; }

  [[nodiscard]] bool has_quota(const Rational& votes) const {
    return rules_.quota == Quota::droop ? votes >= result_.quota : votes > result_.quota;
  }

  void elect(std::size_t entrant) {
    round().elected.push_back(entrant);
    standing_[entrant].state = State::elected;
    standing_[entrant].round = static_cast<int>(result_.rounds.size());
    ++elected_;
  }

  void elect() {
    for (const std::size_t entrant : hopeful()) {
      if (has_quota(round().votes[entrant])) elect(entrant);
    }
    const Entrants rest = hopeful();
    if (rest.size() > seats_left()) return;
    for (const std::size_t entrant : rest) elect(entrant);
  }

  bool pass_surpluses() {
    bool passed = false;
    for (const std::size_t entrant : round().elected) {
      const Rational& votes = round().votes[entrant];
      if (votes <= result_.quota) continue;
      pass(entrant, (votes - result_.quota) / votes);
      passed = true;
    }
    return passed;
  }

  /// False if those who must go are more than can go: the count ends.
  bool eliminate() {
    const Entrants all = hopeful();
    const Entrants last = last_of(all);
    if (all.size() - last.size() < seats_left()) {
      for (const std::size_t entrant : all) {
        if (std::find(last.begin(), last.end(), entrant) == last.end()) elect(entrant);
      }
      result_.undecided = last;
      return false;
    }
    for (const std::size_t entrant : last) {
      standing_[entrant].state = State::eliminated;
      standing_[entrant].round = -static_cast<int>(result_.rounds.size());
    }
    round().eliminated = last;
    for (const std::size_t entrant : last) pass(entrant, 1);
    return true;
  }

  Entrants last_of(Entrants tied) {
    keep_least(tied, round().votes);
    for (const StvTie rule : rules_.ties) {
      const std::size_t before = tied.size();
      break_tie(rule, tied);
      if (tied.size() < before) round().tie = rule;
    }
    return tied;
  }

  void break_tie(StvTie rule, Entrants& tied) const {
    const auto& rounds = result_.rounds;
    if (rule == StvTie::lots) {
      std::vector<Rational> luck;
      for (const int lot : rules_.lots) luck.emplace_back(-std::int64_t{lot});
      keep_least(tied, luck);
    } else if (rule == StvTie::forwards) {
      for (const StvRound& earlier : rounds) keep_least(tied, earlier.votes);
    } else {
      for (std::size_t r = rounds.size(); r-- > 0;) keep_least(tied, rounds[r].votes);
    }
  }

  static void keep_least(Entrants& tied, const std::vector<Rational>& figures) {
    const auto less = [&](std::size_t a, std::size_t b) { return figures[a] < figures[b]; };
    const Rational& least = figures[*std::min_element(tied.begin(), tied.end(), less)];
    std::erase_if(tied, [&](std::size_t entrant) { return figures[entrant] != least; });
  }

  /// Passes this part of all an entrant's ballots on.
  void pass(std::size_t from, const Rational& part) {
    Dealt dealt;
    for (auto& [ballot, value] : held_[from]) {
      const Rational moved = value * part;
      value = value - moved;
      deal(ballot, moved, &dealt);
    }
    if (part == 1) held_[from].clear();
    for (const auto& [to, votes] : dealt) round().transfers.push_back({from, to, votes});
  }

  /// Gives so much of a ballot to those it names next.
  void deal(std::size_t ballot, const Rational& value, Dealt* dealt = nullptr) {
    for (const Entrants& group : ballots_[ballot]) {
      Entrants takers = group;
      std::erase_if(takers, [&](std::size_t entrant) { return standing_[entrant].state != State::hopeful; });
      if (takers.empty()) continue;
      const Rational each = value / Rational(static_cast<std::int64_t>(takers.size()));
      for (const std::size_t entrant : takers) {
        held_[entrant][ballot] += each;
        if (dealt != nullptr) (*dealt)[entrant] += each;
      }
      return;
    }
    exhausted_ += value;
    if (dealt != nullptr) (*dealt)[std::nullopt] += value;
  }

  void place() {
    const auto key = [&](std::size_t entrant) {
      const Standing& standing = standing_[entrant];
      return std::tuple(standing.state, standing.round, Rational(0) - standing.votes);
    };
    result_.places = places_of(standing_.size(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    for (const StvRound& each : result_.rounds) {
      result_.elected.insert(result_.elected.end(), each.elected.begin(), each.elected.end());
    }
    std::stable_sort(result_.elected.begin(), result_.elected.end(),
                     [&](std::size_t a, std::size_t b) { return result_.places[a] < result_.places[b]; });
  }

  const StvRules& rules_;
  std::vector<std::vector<Entrants>> ballots_;         // groups of each
  std::vector<std::map<std::size_t, Rational>> held_;  // by entrant: value of each ballot it holds
  std::vector<Standing> standing_;
  std::size_t elected_ = 0;
  Rational exhausted_;
  StvResult result_;
};

}  // namespace

StvResult stv(const Profile& profile, const StvRules& rules) {
  require_valid(profile);
  const std::size_t count = profile.entrants.size();
  if (rules.seats == 0 || rules.seats > count) {
    throw base::Error(base::Kind::invalid, "aggregate.seats", {{"seats", std::to_string(rules.seats)}, {"count", std::to_string(count)}});
  }
  assert(rules.lots.size() == count || std::find(rules.ties.begin(), rules.ties.end(), StvTie::lots) == rules.ties.end());
  return Count(profile, rules).run();
}

}  // namespace tally::aggregate
