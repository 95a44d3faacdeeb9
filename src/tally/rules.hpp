#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/rational.hpp"
#include "tally/order_rule.hpp"
#include "tally/provenance.hpp"

namespace tally {

enum class Closed : std::uint8_t { both, lower, upper };

struct Band {
  Named named;
  base::Rational from, to;
  std::string zone;
  Text zone_name;
};

struct BandTable {
  Provenance provenance;
  std::vector<int> levels;  ///< empty = all
  When when;
  bool exact = false;                 ///< classifies the exact value...
  std::optional<RoundingRule> round;  ///< ...or the exact value so rounded; neither: the official score
  Closed closed = Closed::both;
  std::vector<Band> bands;  ///< from low to high
  std::size_t line = 0;
};

struct TieRule {
  enum class Kind : std::uint8_t { higher, lower, earlier, later };
  Kind kind = Kind::higher;
  std::string key;  ///< node key or attribute
  [[nodiscard]] std::string text() const;
};

struct Cut {
  Named named;
  int places = 0;  ///< 0 = no limit by rank
  std::optional<base::Rational> min_score;
  When when;
};

struct Award {
  int first = 1;
  int last = 1;
  Text name;
  Provenance provenance;
};

struct Ranking {
  Named named;
  int level = 0;
  When when;
  std::vector<std::string> by;
  OrderRule order;
  bool on_exact = false;
  bool ascending = false;
  std::vector<TieRule> ties;
  std::vector<Cut> cuts;
  std::vector<Award> awards;
};

struct EligibilityRule {
  enum class Kind : std::uint8_t { min_age, between, none_of, fewer_than, one_of };
  Named named;
  int level = 0;
  When when;
  Kind kind = Kind::none_of;
  std::string attribute;
  std::vector<std::string> values;
  std::string on;  ///< id of a date parameter
  int years = 0;
  int limit = 0;
  std::string from, to;  ///< ISO dates; empty = open
};

}  // namespace tally
