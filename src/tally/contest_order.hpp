#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/rational.hpp"
#include "tally/rules.hpp"

namespace tally {

/// One subject in the order that a method made, before tie rules.
struct Placed {
  std::uint32_t subject = 0;  ///< index in Input::subjects
  int place = 1;
  std::optional<base::Rational> figure = {};  ///< what the place goes by, if the method has a number for it
  int round = 0;                              ///< of STV: in which it was elected, or minus the one in which it was eliminated
};

/// How the order of one contest was made by a method other than the score (docs/developer/tally.md, "Order by a method").
struct ContestOrder {
  const Ranking* ranking = nullptr;
  std::vector<std::string> scope;    ///< values of Ranking::by
  std::size_t ballots = 0;           ///< evaluators with a sheet of an entrant
  std::string fit;                   ///< of `corrected`: the case of docs/developer/fair.md
  std::string note;                  ///< "", layers, raw or apart
  std::string reason;                ///< why there is no order; empty = there is one
  std::vector<std::uint32_t> about;  ///< the subjects that the reason is about
  std::vector<Placed> placed;        ///< by subject; empty without an order
};

/// Figures that a bundle states, by contest (id of the ranking, scope) and id of the subject: a program that verifies it lets them stand
/// where its own differ in the last digits only.
using PublishedFigures = std::map<std::pair<std::string, std::vector<std::string>>, std::map<std::string, base::Rational>>;

}  // namespace tally
