#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/rational.hpp"
#include "tally/aggregate/profile.hpp"

namespace tally::aggregate {

/// The outcome of showing two entrants to a juror.
struct Duel {
  std::size_t winner = 0;
  std::size_t loser = 0;
  bool drawn = false;  ///< neither won
  base::Rational weight = 1;
};

/// How often each entrant was put before each other one: what Schulze, Kemeny and Bradley-Terry look at.
/// Every two entrants are linked, if not by a comparison, by a chain of them; otherwise nothing could order them, and the constructors
/// throw aggregate.not_connected.
class Pairs {
 public:
  /// A ballot says nothing of the entrants it does not rank. Throws what require_valid does.
  explicit Pairs(const Profile& profile);
  /// Throws aggregate.no_entrants, too_many, no_duels, self_duel, weight.
  Pairs(std::vector<std::string> entrants, std::span<const Duel> duels);

  [[nodiscard]] std::size_t size() const { return entrants_.size(); }
  [[nodiscard]] const std::string& name(std::size_t entrant) const { return entrants_[entrant]; }
  /// The weight of those who put a before b.
  [[nodiscard]] const base::Rational& over(std::size_t a, std::size_t b) const { return over_[a * size() + b]; }
  /// The weight of those who put a and b level.
  [[nodiscard]] const base::Rational& level(std::size_t a, std::size_t b) const { return level_[a * size() + b]; }

 private:
  void add_level(std::size_t a, std::size_t b, const base::Rational& weight);
  void require_connected() const;

  std::vector<std::string> entrants_;
  std::vector<base::Rational> over_;
  std::vector<base::Rational> level_;
};

}  // namespace tally::aggregate
