#include "tests/cross/random_method.hpp"

#include <algorithm>

namespace cross {

using base::Document;
using List = Document::List;
using Map = Document::Map;

void add_method(Dice& dice, Map& ranking) {
  const std::string method = dice.of<std::string>({"corrected", "borda", "schulze", "stv", "kemeny", "bradley_terry"});
  ranking.emplace_back("method", method);
  if (method == "corrected") return;
  if (dice.chance(40)) ranking.emplace_back("unranked", dice.of<std::string>({"unknown", "last"}));
  if (method == "schulze" && dice.chance(50)) ranking.emplace_back("wins", dice.of<std::string>({"winning_votes", "margins"}));
  if (method == "bradley_terry" && dice.chance(60)) ranking.emplace_back("prior", dice.of<std::string>({"0", "0.5", "1/3", "2"}));
  if (method != "stv") return;
  if (dice.chance(70)) ranking.emplace_back("seats", std::to_string(1 + dice.below(4)));
  if (dice.chance(50)) ranking.emplace_back("quota", dice.of<std::string>({"droop", "hagenbach_bischoff"}));
  if (!dice.chance(50)) return;
  const List rules = dice.of<List>({{"forwards"}, {"lots"}, {"backwards", "lots"}, {"forwards", "backwards"}, {"lots", "backwards"}});
  if (std::find(rules.begin(), rules.end(), Document("lots")) != rules.end()) ranking.emplace_back("lots", "undian");
  ranking.emplace_back("elimination", rules);
}

}  // namespace cross
