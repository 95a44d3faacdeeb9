#include "tests/cross/random_contest.hpp"

#include <algorithm>

#include "base/csv.hpp"

namespace cross {
namespace {

using base::Document;
using List = Document::List;
using Map = Document::Map;
using Row = std::vector<std::string>;

Document text(const std::string& both) { return Map{{"id", both}, {"en", both}}; }

Document leaf(const std::string& id, const std::string& weight) {
  return Map{{"id", id}, {"name", text(id)}, {"weight", weight}, {"value", Map{{"type", "number"}, {"min", "0"}, {"max", "100"}}}};
}

Document contest_pack(Dice& dice) {
  Map ranking{{"id", "utama"},
              {"name", text("Utama")},
              {"level", "usulan"},
              {"cuts", List{Map{{"id", "tiga"}, {"name", text("Tiga")}, {"places", "3"}},
                            Map{{"id", "satu"}, {"name", text("Satu")}, {"places", "1"}},
                            Map{{"id", "lulus"}, {"name", text("Lulus")}, {"min_score", "50"}}}}};
  if (dice.chance(50)) ranking.emplace_back("by", List{"region"});
  Document root = Map{{"id", "total"},         {"name", text("Nilai")},
                      {"op", "weighted_mean"}, {"range", List{"0", "100"}},
                      {"weights_sum", "3"},    {"children", List{leaf("isi", "2"), leaf("dampak", "1")}}};
  return Map{
      {"juara", "pack/1"},
      {"id", "lomba"},
      {"version", "1"},
      {"name", text("Lomba")},
      {"years", List{"2020", "2024"}},
      {"issuer", "uji"},
      {"trust", "official"},
      {"source", "s"},
      {"sources", Map{{"s", Map{{"title", "uji"}}}}},
      {"levels", List{Map{{"id", "usulan"}, {"name", text("Usulan")}}}},
      {"evaluators", Map{{"combine", dice.of<std::string>({"mean", "median"})},
                         {"at", dice.of<std::string>({"indicator", "total"})},
                         {"sheets", "partial"}}},
      {"trees", List{Map{{"level", "usulan"}, {"root", std::move(root)}}}},
      {"rounding", Map{{"decimals", "2"}, {"mode", "half_up"}}},
      {"rankings", List{std::move(ranking)}},
      {"eligibility",
       List{Map{
           {"id", "sah"}, {"name", text("Sah")}, {"level", "usulan"}, {"rule", "none_of"}, {"attribute", "top"}, {"values", List{"t1"}}}}}};
}

class Jury {
 public:
  explicit Jury(Dice& dice)
      : dice_(dice),
        entries_(dice.chance(20) ? 1 + dice.below(3) : 2 + dice.below(40)),
        jurors_(1 + dice.below(12)),
        parts_(dice.chance(25) ? 2 + dice.below(2) : 1),
        severity_(dice.of<int>({0, 10, 40, 400})),
        noise_(dice.of<int>({0, 1, 10, 60})),
        step_(dice.of<int>({0, 1, 10, 30})),
        tenths_(dice.chance(50)) {}

  void run(RandomCase& out) {
    base::csv::write_row(out.subjects, Row{"id", "name", "region", "top"});
    base::csv::write_row(out.scores, Row{"subject", "indicator", "value", "evaluator"});
    for (int juror = 0; juror < jurors_; ++juror) severities_.push_back(severity_ == 0 ? 0 : dice_.below(severity_));
    const bool is_whole = dice_.chance(30);
    for (int entry = 0; entry < entries_; ++entry) {
      const std::string id = "u" + std::to_string(entry);
      base::csv::write_row(out.subjects, Row{id, "Usulan " + id, dice_.of<std::string>({"x", "y"}), dice_.chance(5) ? "t1" : "t2"});
      // Every second one is as good as the one before and reads the same panel, so that entries tie.
      if (entry % 2 == 0 || !dice_.chance(30)) {
        quality_ = 300 + step_ * dice_.below(10);
        choose_panel(entry, is_whole);
      }
      for (const int juror : panel_) sheet(id, juror, out);
    }
  }

 private:
  void choose_panel(int entry, bool is_whole) {
    panel_.clear();
    const int size = is_whole ? jurors_ : 1 + dice_.below(4);
    for (int at = 0; at < size; ++at) {
      const int juror = is_whole ? at : dice_.below(jurors_);
      if (juror % parts_ == entry % parts_ && std::find(panel_.begin(), panel_.end(), juror) == panel_.end()) panel_.push_back(juror);
    }
  }

  void sheet(const std::string& id, int juror, RandomCase& out) {
    const int chance = noise_ == 0 ? 0 : dice_.below(noise_);
    const int value = std::min(1000, quality_ + severities_[static_cast<std::size_t>(juror)] + chance);
    for (const char* criterion : {"isi", "dampak"}) {
      const std::string mark = tenths_ ? std::to_string(value / 10) + "." + std::to_string(value % 10) : std::to_string(value / 10);
      base::csv::write_row(out.scores, Row{id, criterion, mark, "juri " + std::to_string(juror)});
    }
  }

  Dice& dice_;
  int entries_, jurors_, parts_;
  int severity_, noise_, step_;  ///< in tenths of a point
  bool tenths_;
  int quality_ = 0;
  std::vector<int> severities_, panel_;
};

}  // namespace

RandomCase random_contest(std::uint64_t seed) {
  Dice dice(seed);
  RandomCase made;
  made.pack = contest_pack(dice);
  Jury(dice).run(made);
  return made;
}

fairness::Options random_request(Dice& dice) {
  fairness::Options options;
  if (dice.chance(30)) options.model = tally::FairModel::lot;
  for (int at = dice.below(3); at > 0; --at) options.top.push_back(static_cast<std::size_t>(1 + dice.below(4)));
  options.draws = dice.of<std::size_t>({1, 100, 255, 256, 257, 700});
  if (dice.chance(50)) options.seed = dice.of<std::uint64_t>({0, 1, 4294967295U, 4294967296U, 18446744073709551615U});
  return options;
}

}  // namespace cross
