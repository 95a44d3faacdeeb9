#include "tests/cross/random_pack.hpp"

#include <algorithm>

#include "tests/cross/random_method.hpp"

namespace cross {
namespace {

using base::Document;
using List = Document::List;
using Map = Document::Map;

Document text(const std::string& both) { return Map{{"id", both}, {"en", both}}; }

class Maker {
 public:
  explicit Maker(Dice& dice) : dice_(dice) {}

  RandomPack make() {
    Map pack{{"juara", "pack/1"},
             {"id", "acak"},
             {"version", "1"},
             {"name", text("Acak")},
             {"years", List{"2020", "2024"}},
             {"issuer", "uji"},
             {"trust", trust()},
             {"source", "s"},
             {"sources", Map{{"s", Map{{"title", "uji"}}}}}};
    made_.has_upper_level = dice_.chance(40);
    made_.stages = dice_.chance(25)   ? std::vector<std::string>{"kedua", "awal"}
                   : dice_.chance(30) ? std::vector<std::string>{"awal"}
                                      : std::vector<std::string>{};
    if (dice_.chance(30)) {
      pack.emplace_back("groups", List{Map{{"id", "umum"}, {"name", text("Umum")}}, Map{{"id", "khusus"}, {"name", text("Khusus")}}});
    }
    if (dice_.chance(30)) pack.emplace_back("parameters", parameters());
    pack.emplace_back("levels", levels());
    if (!made_.stages.empty()) pack.emplace_back("stages", stages());
    pack.emplace_back("evaluators", evaluators());
    pack.emplace_back("trees", trees());
    decimals_ = dice_.below(4);
    pack.emplace_back("rounding", Map{{"decimals", std::to_string(decimals_)}, {"mode", mode()}, {"trust", trust()}});
    if (dice_.chance(70)) pack.emplace_back("bands", List{bands()});
    pack.emplace_back("rankings", rankings());
    if (dice_.chance(40)) pack.emplace_back("eligibility", eligibility());
    made_.document = std::move(pack);
    return std::move(made_);
  }

 private:
  std::string trust() { return dice_.of<std::string>({"official", "reported", "code", "derived", "illustrative"}); }
  std::string mode() { return dice_.of<std::string>({"half_up", "half_even", "down"}); }

  Document parameters() {
    has_parameter_ = true;
    return List{Map{{"id", "faktor"}, {"name", text("Faktor")}, {"type", "number"}, {"default", "1/3"}, {"choices", List{"1/3", "0.333"}}},
                Map{{"id", "tutup"}, {"name", text("Tutup")}, {"type", "date"}, {"default", "2024-02-29"}}};
  }

  Document levels() const {
    List list{Map{{"id", "usulan"}, {"name", text("Usulan")}}};
    if (made_.has_upper_level) list.push_back(Map{{"id", "dinas"}, {"name", text("Dinas")}, {"types", List{"opd"}}});
    return list;
  }

  Document stages() {
    List list;
    for (const std::string& id : made_.stages) {
      list.push_back(
          Map{{"id", id}, {"name", text(id)}, {"kind", "desk"}, {"weight", std::to_string(1 + dice_.below(3))}, {"trust", trust()}});
    }
    return list;
  }

  Document evaluators() {
    Map rule{{"combine", dice_.of<std::string>({"mean", "mean", "median", "trimmed_mean"})},
             {"at", dice_.of<std::string>({"indicator", "indicator", "total"})},
             {"sheets", dice_.of<std::string>({"partial", "complete"})},
             {"trust", trust()}};
    if (rule.front().second.text() == "trimmed_mean") {
      rule.emplace_back("drop_low", std::to_string(dice_.below(2)));
      rule.emplace_back("drop_high", std::to_string(dice_.below(2)));
    }
    return rule;
  }

  Document trees() {
    List list;
    const std::vector<std::string> stages = made_.stages.empty() ? std::vector<std::string>{""} : made_.stages;
    for (const std::string& stage : stages) {
      stage_ = stage;
      Map tree{{"level", "usulan"}};
      if (!stage.empty()) tree.emplace_back("stage", stage);
      tree.emplace_back("root", node("total", 3, false));
      list.push_back(std::move(tree));
    }
    if (made_.has_upper_level) list.push_back(Map{{"level", "dinas"}, {"root", over_subjects()}});
    return list;
  }

  Document over_subjects() {
    Map root{{"id", "total"},
             {"name", text("total")},
             {"op", dice_.of<std::string>({"mean", "sum", "min", "max", "median"})},
             {"over", "subjects"},
             {"level", "usulan"},
             {"range", range()},
             {"trust", trust()},
             {"incomplete", dice_.of<std::string>({"skip", "block"})},
             {"use", dice_.of<std::string>({"exact", "rounded"})}};
    if (dice_.chance(30)) root.emplace_back("best", std::to_string(1 + dice_.below(3)));
    if (dice_.chance(30) && root[2].second.text() == "mean") root.emplace_back("at_least", std::to_string(1 + dice_.below(3)));
    return root;
  }

  static Document range() { return List{"0", "100"}; }

  std::string fresh() { return "n" + std::to_string(++count_); }

  Document indicator(const std::string& id, bool inside) {
    Leaf leaf{id, dice_.of<std::string>({"number", "number", "level", "count", "yes_no", "ratio", "survey"}), stage_, inside,
              dice_.chance(25)};
    Map value{{"type", leaf.type}};
    if (leaf.type == "number" || leaf.type == "survey") value.insert(value.end(), {{"min", "0"}, {"max", "5"}});
    if (leaf.type == "ratio") value.insert(value.end(), {{"factor", "100"}, {"max", "100"}});
    if (leaf.type == "level") {
      List levels;
      for (int level = 0; level <= 3; ++level) levels.push_back(Map{{"value", std::to_string(level)}, {"text", text("t")}});
      value.emplace_back("levels", std::move(levels));
    }
    Map node{{"id", id}, {"name", text(id)}, {"value", std::move(value)}};
    if (dice_.chance(20)) node.emplace_back("trust", trust());
    if (leaf.may_be_dropped) node.emplace_back("not_applicable", "drop");
    if (dice_.chance(30)) node.emplace_back("missing", "zero");
    made_.leaves.push_back(std::move(leaf));
    return node;
  }

  Document node(const std::string& id, int depth, bool inside) {
    if (depth == 0 || (id != "total" && dice_.chance(40))) return indicator(id, inside);
    if (!inside && stage_ == (made_.stages.empty() ? "" : made_.stages.front())) made_.inner.push_back(id);
    if (!inside && dice_.chance(25)) return over_items(id);
    const std::string op =
        dice_.of<std::string>({"weighted_mean", "weighted_sum", "mean", "sum", "min", "max", "median", "trimmed_mean", "scale", "ratio"});
    Map made{{"id", id}, {"name", text(id)}, {"op", op}, {"range", range()}};
    if (dice_.chance(20)) made.emplace_back("trust", trust());
    if (dice_.chance(15)) made.emplace_back("round", Map{{"decimals", std::to_string(dice_.below(3))}, {"mode", mode()}});
    if (op == "scale") made.insert(made.end(), {{"factor", has_parameter_ ? "$faktor" : "3/7"}, {"offset", "-0.5"}});
    if (op == "trimmed_mean") made.insert(made.end(), {{"drop_low", "1"}, {"drop_high", std::to_string(dice_.below(2))}});
    if (op == "ratio" && dice_.chance(50)) made.emplace_back("factor", "2.5");
    const int children = op == "scale" ? 1 : op == "ratio" ? 2 : 1 + dice_.below(4);
    List list;
    int weights = 0;
    for (int child = 0; child < children; ++child) {
      Document made_child = node(fresh(), depth - 1, inside);
      if (op.starts_with("weighted")) {
        const int weight = child == 0 ? 1 + dice_.below(3) : dice_.below(4);
        weights += weight;
        made_child.map().emplace_back("weight", std::to_string(weight));
      }
      list.push_back(std::move(made_child));
    }
    if (op == "weighted_mean") made.emplace_back("weights_sum", std::to_string(weights));
    made.emplace_back("children", std::move(list));
    return made;
  }

  Document over_items(const std::string& id) {
    made_.has_items = true;
    if (dice_.chance(20)) {
      return Map{{"id", id},   {"name", text(id)}, {"op", "capped_count"}, {"over", "items"},
                 {"cap", "2"}, {"factor", "0.38"}, {"range", range()}};
    }
    if (dice_.chance(25)) {
      Document child = node(fresh(), 1, false);
      return Map{{"id", id},
                 {"name", text(id)},
                 {"op", "condition"},
                 {"range", range()},
                 {"otherwise", "1/8"},
                 {"when_items", Map{{"attribute", "urusan"}, {"among", List{"a", "b", "c"}}, {"at_least", "2"}}},
                 {"children", List{std::move(child)}}};
    }
    const std::string op = dice_.of<std::string>({"mean", "sum", "min", "max", "median"});
    Map made{{"id", id}, {"name", text(id)}, {"op", op}, {"over", "items"}, {"range", range()}};
    if (op == "mean" && dice_.chance(50)) made.emplace_back("at_least", "2");
    made.emplace_back("children", List{node(fresh(), 2, true)});
    return made;
  }

  /// A table over the root's range [0, 100] (or the bounds of a lone indicator), closed in one of the three ways.
  Document bands() {
    const std::string closed = dice_.of<std::string>({"both", "lower", "upper"});
    const bool both = closed == "both";
    const std::string zeros = decimals_ == 0 ? "" : "." + std::string(static_cast<std::size_t>(decimals_), '0');
    const std::string step = decimals_ == 0 ? "" : "." + std::string(static_cast<std::size_t>(decimals_ - 1), '0') + "1";
    const auto above = [&](int border) {
      return !both ? std::to_string(border) : decimals_ == 0 ? std::to_string(border + 1) : std::to_string(border) + step;
    };
    const auto band = [&](const std::string& id, const std::string& from, const std::string& to) {
      return Map{{"id", id}, {"name", text(id)}, {"from", from}, {"to", to}, {"zone", id + "z"}};
    };
    const int low = 1 + dice_.below(2);
    const int high = low + 1 + dice_.below(2);
    Map table{{"closed", closed},
              {"trust", trust()},
              {"list", List{band("C", "0", std::to_string(low) + zeros), band("B", above(low), std::to_string(high)),
                            band("A", above(high), "100")}}};
    if (!both && dice_.chance(50)) table.emplace_back("round", "none");
    return table;
  }

  Document rankings() {
    Map ranking{{"id", "utama"},
                {"name", text("Utama")},
                {"level", "usulan"},
                {"order", dice_.of<std::string>({"descending", "descending", "ascending"})},
                {"trust", trust()}};
    if (dice_.chance(40) && !made_.leaves.empty()) {
      add_method(dice_, ranking);
      if (made_.stages.size() > 1) ranking.emplace_back("stage", dice_.of(made_.stages));
    } else {
      ranking.emplace_back("on", dice_.of<std::string>({"rounded", "exact"}));
    }
    if (dice_.chance(50)) ranking.emplace_back("by", dice_.chance(50) ? List{"region"} : List{"region", "kelas"});
    List ties;
    if (dice_.chance(50)) ties.push_back(Map{{"rule", dice_.of<std::string>({"higher", "lower"})}, {"node", tie_node()}});
    if (dice_.chance(50)) ties.push_back(Map{{"rule", dice_.of<std::string>({"earlier", "later"})}, {"attribute", "mulai"}});
    if (!ties.empty()) ranking.emplace_back("ties", std::move(ties));
    ranking.emplace_back(
        "cuts",
        List{Map{{"id", "tiga"}, {"name", text("Tiga")}, {"places", "3"}, {"trust", trust()}},
             Map{{"id", "lulus"}, {"name", text("Lulus")}, {"min_score", "2"}},
             Map{{"id", "satu"}, {"name", text("Satu")}, {"places", "1"}, {"min_score", "1"}, {"when", Map{{"region", List{"x"}}}}}});
    List list{std::move(ranking)};
    if (made_.has_upper_level && dice_.chance(70)) list.push_back(Map{{"id", "dinas"}, {"name", text("Dinas")}, {"level", "dinas"}});
    return list;
  }

  std::string tie_node() {
    const Leaf* found = nullptr;
    for (const Leaf& leaf : made_.leaves) {
      if (!leaf.inside_items) found = &leaf;
    }
    if (found == nullptr) return "total";
    return made_.stages.size() > 1 ? found->stage + "/" + found->id : found->id;
  }

  Document eligibility() const {
    List list{
        Map{{"id", "bukan-juara"},
            {"name", text("r")},
            {"level", "usulan"},
            {"rule", "none_of"},
            {"attribute", "top"},
            {"values", List{"t1", "t2"}}},
        Map{{"id", "kurang-dua"},
            {"name", text("r")},
            {"level", "usulan"},
            {"rule", "fewer_than"},
            {"attribute", "top"},
            {"values", List{"t3"}},
            {"limit", "2"}},
        Map{{"id", "masa"}, {"name", text("r")}, {"level", "usulan"}, {"rule", "between"}, {"attribute", "mulai"}, {"from", "2020-01-01"}}};
    if (has_parameter_) {
      list.push_back(Map{{"id", "umur"},
                         {"name", text("r")},
                         {"level", "usulan"},
                         {"rule", "min_age"},
                         {"attribute", "mulai"},
                         {"on", "tutup"},
                         {"years", "1"}});
    }
    return list;
  }

  Dice& dice_;
  RandomPack made_;
  std::string stage_;
  bool has_parameter_ = false;
  int decimals_ = 0;
  int count_ = 0;
};

}  // namespace

RandomPack random_pack(Dice& dice) { return Maker(dice).make(); }

}  // namespace cross
