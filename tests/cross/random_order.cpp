#include "tests/cross/random_order.hpp"

#include <algorithm>

#include "base/csv.hpp"
#include "tests/cross/random_method.hpp"

namespace cross {
namespace {

using base::Document;
using List = Document::List;
using Map = Document::Map;
using Row = std::vector<std::string>;

Document text(const std::string& both) { return Map{{"id", both}, {"en", both}}; }

Document order_pack(Dice& dice) {
  Map ranking{{"id", "utama"},
              {"name", text("Utama")},
              {"level", "usulan"},
              {"order", dice.of<std::string>({"descending", "descending", "ascending"})},
              {"cuts", List{Map{{"id", "dua"}, {"name", text("Dua")}, {"places", "2"}, {"min_score", "3"}}}}};
  add_method(dice, ranking);
  if (dice.chance(30)) ranking.emplace_back("by", List{"region"});
  if (dice.chance(40)) ranking.emplace_back("ties", List{Map{{"rule", "earlier"}, {"attribute", "mulai"}}});
  const Document value = Map{{"type", "number"}, {"min", "0"}, {"max", "100"}};
  return Map{{"juara", "pack/1"},
             {"id", "urutan"},
             {"version", "1"},
             {"name", text("Urutan")},
             {"years", List{"2020", "2024"}},
             {"issuer", "uji"},
             {"trust", "official"},
             {"source", "s"},
             {"sources", Map{{"s", Map{{"title", "uji"}}}}},
             {"levels", List{Map{{"id", "usulan"}, {"name", text("Usulan")}}}},
             {"evaluators", Map{{"combine", "mean"}, {"at", "total"}, {"sheets", "partial"}}},
             {"trees", List{Map{{"level", "usulan"}, {"root", Map{{"id", "total"}, {"name", text("Nilai")}, {"value", value}}}}}},
             {"rounding", Map{{"decimals", "2"}, {"mode", "half_up"}}},
             {"rankings", List{std::move(ranking)}}};
}

class Ballots {
 public:
  explicit Ballots(Dice& dice)
      : dice_(dice),
        entrants_(2 + dice.below(dice.chance(20) ? 11 : 5)),
        evaluators_(1 + dice.below(dice.chance(20) ? 12 : 5)),
        levels_(dice.of<int>({2, 4, 40})),
        gaps_(dice.of<int>({0, 0, 10, 40})),
        severity_(dice.of<int>({1, 1, 20})),
        quality_(dice.of<int>({0, 0, 3})) {}

  void run(RandomCase& out) {
    base::csv::write_row(out.subjects, Row{"id", "name", "region", "mulai", "undian"});
    base::csv::write_row(out.scores, Row{"subject", "indicator", "value", "evaluator"});
    for (int entrant = 0; entrant < entrants_; ++entrant) {
      base::csv::write_row(out.subjects,
                           Row{id_of(entrant), "Usulan " + id_of(entrant), dice_.of<std::string>({"x", "y"}),
                               dice_.of<std::string>({"", "1", "2"}), dice_.chance(2) ? "nol" : std::to_string(1 + dice_.below(9))});
    }
    if (dice_.chance(25)) return duels(out);
    for (int evaluator = 0; evaluator < evaluators_; ++evaluator) {
      const int generous = dice_.below(severity_);
      for (int entrant = 0; entrant < entrants_; ++entrant) {
        if (!dice_.chance(gaps_)) sheet(entrant, evaluator, generous + quality_ * entrant + dice_.below(levels_), out);
      }
    }
  }

 private:
  static std::string id_of(int entrant) { return "u" + std::to_string(entrant * 7 % 13); }

  void duels(RandomCase& out) {
    const int rounds = entrants_ + dice_.below(4 * entrants_);
    for (int duel = 0; duel < rounds; ++duel) {
      const int first = dice_.below(entrants_);
      const int second = (first + 1 + dice_.below(entrants_ - 1)) % entrants_;
      sheet(first, duel, dice_.below(levels_), out);
      sheet(second, duel, dice_.below(levels_), out);
    }
  }

  void sheet(int entrant, int evaluator, int score, RandomCase& out) {
    base::csv::write_row(out.scores, Row{id_of(entrant), "total", std::to_string(score) + (dice_.chance(10) ? ".5" : ""),
                                         "juri " + std::to_string(evaluator)});
  }

  Dice& dice_;
  int entrants_, evaluators_, levels_, gaps_, severity_, quality_;
};

}  // namespace

RandomCase random_order(std::uint64_t seed) {
  Dice dice(seed);
  RandomCase made;
  made.pack = order_pack(dice);
  Ballots(dice).run(made);
  return made;
}

}  // namespace cross
