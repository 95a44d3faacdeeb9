#include "tests/cross/random_case.hpp"

#include "base/csv.hpp"
#include "tests/cross/random_pack.hpp"

namespace cross {
namespace {

using Row = std::vector<std::string>;

/// Fills the tables of one random case.
class Filling {
 public:
  Filling(Dice& dice, const RandomPack& pack) : dice_(dice), pack_(pack), evaluators_(dice.below(4)) {}

  void run(RandomCase& out) {
    base::csv::write_row(out.subjects,
                         Row{"id", "name", "parent", "type", "group", "region", "kelas", "mulai", "top", "illustrative", "undian"});
    base::csv::write_row(out.items, Row{"item", "subject", "name", "urusan"});
    base::csv::write_row(out.scores, Row{"subject", "indicator", "value", "evaluator", "item", "stage"});
    const int subjects = 1 + dice_.below(6);
    for (int at = 0; at < subjects; ++at) subject("s" + std::to_string(at), out);
    if (pack_.has_upper_level) {
      for (const char* id : {"d1", "d2"}) base::csv::write_row(out.subjects, Row{id, id, "", "opd", "", "", "", "", "", "", ""});
    }
  }

 private:
  void subject(const std::string& id, RandomCase& out) {
    const std::string parent = pack_.has_upper_level ? dice_.of<std::string>({"", "d1", "d2"}) : "";
    base::csv::write_row(out.subjects, Row{id, "Nama " + id, parent, "", dice_.chance(50) || !has_groups() ? "" : "khusus",
                                           dice_.of<std::string>({"x", "y"}), dice_.of<std::string>({"", "1"}),
                                           dice_.of<std::string>({"", "2019-05-01", "2023-02-28", "2023-03-01", "2024-02-29"}),
                                           dice_.of<std::string>({"", "t1", "t3", "t3;t3", "t4; t2"}), dice_.chance(10) ? "true" : "",
                                           dice_.chance(3) ? "0" : std::to_string(1 + dice_.below(4))});
    std::vector<std::string> items;
    if (pack_.has_items) {
      for (int at = 0; at < dice_.below(4); ++at) items.push_back("i" + std::to_string(at));
    }
    for (const std::string& item : items) {
      base::csv::write_row(out.items, Row{item, id, "Butir " + item, dice_.of<std::string>({"a", "b", "c", "z"})});
    }
    if (dice_.chance(10) && !pack_.inner.empty()) return given(id, dice_.of(pack_.inner), out);
    for (const Leaf& leaf : pack_.leaves) {
      if (!leaf.inside_items) {
        values(id, leaf, "", out);
      } else {
        for (const std::string& item : items) values(id, leaf, item, out);
      }
    }
  }

  bool has_groups() const { return pack_.document.find("groups") != nullptr; }

  void values(const std::string& id, const Leaf& leaf, const std::string& item, RandomCase& out) {
    const int count = evaluators_ == 0 ? 1 : evaluators_;
    for (int at = 0; at < count; ++at) {
      if (dice_.chance(4)) continue;
      base::csv::write_row(out.scores,
                           Row{id, leaf.id, value(leaf), evaluators_ == 0 ? "" : "juri " + std::to_string(at), item, leaf.stage});
    }
  }

  /// A published value at an inner node instead of what is below it.
  void given(const std::string& id, const std::string& node, RandomCase& out) {
    const bool combined = pack_.stages.size() > 1 && node == "total" && dice_.chance(50);
    base::csv::write_row(out.scores, Row{id, node, std::to_string(dice_.below(4)) + ".125", "", "",
                                         combined || pack_.stages.empty() ? "" : pack_.stages.front()});
  }

  std::string value(const Leaf& leaf) {
    if (leaf.may_be_dropped && dice_.chance(20)) return "n/a";
    if (leaf.type == "yes_no") return dice_.of<std::string>({"ya", "tidak", "1", "0"});
    if (leaf.type == "ratio") return dice_.of<std::string>({"1/3", "2/2", "0/7", "66.5", "5/8"});
    if (leaf.type == "number") return dice_.of<std::string>({"0", "1", "2.5", "3.375", "5", "4.05"});
    return std::to_string(dice_.below(4));
  }

  Dice& dice_;
  const RandomPack& pack_;
  int evaluators_;
};

}  // namespace

RandomCase random_case(std::uint64_t seed) {
  Dice dice(seed);
  const RandomPack pack = random_pack(dice);
  RandomCase made;
  made.pack = pack.document;
  Filling(dice, pack).run(made);
  if (!pack.stages.empty() && dice.chance(20)) made.stage = pack.stages.front();
  return made;
}

sheets::Tables tables_of(const RandomCase& random) {
  sheets::Tables tables;
  tables.subjects = sheets::text_table("subjects", random.subjects);
  if (!random.items.empty()) tables.items = sheets::text_table("items", random.items);
  tables.scores.push_back(sheets::text_table("scores", random.scores));
  tables.stage = random.stage;
  return tables;
}

}  // namespace cross
