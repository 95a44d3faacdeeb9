#include "tally/pack_check.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "tally/tree_reader.hpp"

namespace tally {
namespace {

void check_weights(const Tree& tree, Reading& reading) {
  for (const Node& node : tree.nodes) {
    if (!node.rollup.weights_sum) continue;
    base::Rational sum;
    for (const int child : node.children) sum += tree.nodes[static_cast<std::size_t>(child)].weight.value_or(0);
    if (sum.is_zero()) {
      reading.problem(node.line, "pack.weights_zero", {{"node", node.id}});
    } else if (sum != *node.rollup.weights_sum) {
      reading.problem(node.line, "pack.weights_sum",
                      {{"node", node.id}, {"found", sum.text()}, {"expected", node.rollup.weights_sum->text()}});
    }
  }
}

/// The step between neighbouring bands that are closed on both sides: one unit of the last decimal of the values classified.
base::Rational step_of(const BandTable& table, const Pack& pack) {
  const auto& rounding = table.round ? table.round : pack.rounding;
  return base::Rational::power_of_ten(rounding ? -rounding->decimals : 0);
}

void check_neighbours(const BandTable& table, const Pack& pack, Reading& reading) {
  if (table.bands.empty()) return reading.problem(table.line, "pack.bands_empty");
  if (table.closed == Closed::both && (table.exact || (!table.round && !pack.rounding))) {
    return reading.problem(table.line, "pack.bands_need_rounding");
  }
  const base::Rational step = table.closed == Closed::both ? step_of(table, pack) : base::Rational(0);
  for (std::size_t i = 0; i < table.bands.size(); ++i) {
    const Band& band = table.bands[i];
    if (band.to < band.from) reading.problem(table.line, "pack.band_reversed", {{"band", band.named.id}});
    if (i == 0) continue;
    const Band& below = table.bands[i - 1];
    const base::Rational expected = below.to + step;
    if (band.from == expected) continue;
    reading.problem(table.line, band.from < expected ? "pack.bands_overlap" : "pack.bands_gap",
                    {{"low", below.named.id}, {"high", band.named.id}, {"expected", expected.text()}, {"found", band.from.text()}});
  }
}

bool serves(const BandTable& table, int level) {
  return table.levels.empty() || std::find(table.levels.begin(), table.levels.end(), level) != table.levels.end();
}

void check_span(const BandTable& table, const Pack& pack, Reading& reading) {
  if (table.bands.empty()) return;
  for (const Tree& tree : pack.trees) {
    if (!serves(table, tree.level) || tree.nodes.empty()) continue;
    const Node& root = tree.nodes.front();
    const bool leaf = root.op == Op::indicator;
    if (leaf && !root.indicator.value.max) continue;
    const base::Rational low = leaf ? root.indicator.value.min : root.rollup.low;
    const base::Rational high = leaf ? *root.indicator.value.max : root.rollup.high;
    if (low < table.bands.front().from || table.bands.back().to < high) {
      reading.problem(table.line, "pack.bands_span", {{"low", low.text()}, {"high", high.text()}});
    }
  }
}

void check_stages(const Pack& pack, Reading& reading) {
  std::set<int> scored;
  for (const Tree& tree : pack.trees) {
    if (tree.stage != kNoStage) scored.insert(tree.stage);
  }
  if (scored.size() < 2) return;
  for (const int stage : scored) {
    const Stage& one = pack.stages[static_cast<std::size_t>(stage)];
    if (!one.weight || *one.weight <= base::Rational(0)) reading.problem(0, "pack.stage_weight", {{"stage", one.named.id}});
  }
}

/// Keys a tie rule may name: node ids, or `stage/node` when several stages are combined.
bool is_node_key(const Pack& pack, const std::string& key) {
  const auto slash = key.find('/');
  const std::string id = slash == std::string::npos ? key : key.substr(slash + 1);
  if (slash != std::string::npos && index_of(pack.stages, key.substr(0, slash)) < 0) return false;
  return std::find(pack.node_ids.begin(), pack.node_ids.end(), id) != pack.node_ids.end();
}

void check_rankings(const Pack& pack, Reading& reading) {
  for (const Ranking& ranking : pack.rankings) {
    for (const TieRule& rule : ranking.ties) {
      const bool by_node = rule.kind == TieRule::Kind::higher || rule.kind == TieRule::Kind::lower;
      if (by_node && !is_node_key(pack, rule.key)) reading.problem(0, "pack.unknown_node", {{"node", rule.key}});
    }
  }
}

class SourceCheck {
 public:
  SourceCheck(const Pack& pack, Reading& reading) : pack_(pack), reading_(reading) {}

  void operator()(const Provenance& provenance) {
    for (const std::string& key : provenance.sources) {
      const bool known = std::any_of(pack_.sources.begin(), pack_.sources.end(), [&](const Source& source) { return source.key == key; });
      if (!known && reported_.insert(key).second) reading_.problem(0, "pack.unknown_source", {{"source", key}});
    }
  }

 private:
  const Pack& pack_;
  Reading& reading_;
  std::set<std::string> reported_;
};

void check_sources(const Pack& pack, Reading& reading) {
  SourceCheck check(pack, reading);
  check(pack.provenance);
  check(pack.evaluators.provenance);
  check(pack.rounding_provenance);
  for (const Source& basis : pack.legal_basis) {
    if (!basis.key.empty()) check(Provenance{Trust::official, {basis.key}, {}});
  }
  for (const auto* list : {&pack.groups, &pack.categories}) {
    for (const Named& named : *list) check(named.provenance);
  }
  for (const Stage& stage : pack.stages) check(stage.named.provenance);
  for (const Parameter& parameter : pack.parameters) check(parameter.named.provenance);
  for (const BandTable& table : pack.bands) check(table.provenance);
  for (const EligibilityRule& rule : pack.eligibility) check(rule.named.provenance);
  for (const Ranking& ranking : pack.rankings) {
    check(ranking.named.provenance);
    for (const Cut& cut : ranking.cuts) check(cut.named.provenance);
    for (const Award& award : ranking.awards) check(award.provenance);
  }
  for (const Tree& tree : pack.trees) {
    for (const Node& node : tree.nodes) check(node.provenance);
  }
}

/// Values hold the index of their stage in a byte and that of their node in two; no real pack comes near.
void check_size(const Pack& pack, Reading& reading) {
  constexpr std::size_t kMostStages = 100;
  constexpr std::size_t kMostNodes = 10000;
  if (pack.stages.size() > kMostStages) reading.problem(0, "pack.too_many", {{"what", "stages"}, {"most", std::to_string(kMostStages)}});
  if (pack.node_ids.size() > kMostNodes) reading.problem(0, "pack.too_many", {{"what", "trees"}, {"most", std::to_string(kMostNodes)}});
}

}  // namespace

void check_pack(const Pack& pack, Reading& reading) {
  check_size(pack, reading);
  if (pack.provenance.sources.empty()) reading.problem(0, "pack.missing_key", {{"key", "source"}, {"what", "pack"}});
  for (const Tree& tree : pack.trees) check_weights(tree, reading);
  for (const BandTable& table : pack.bands) {
    check_neighbours(table, pack, reading);
    check_span(table, pack, reading);
  }
  check_stages(pack, reading);
  check_rankings(pack, reading);
  check_sources(pack, reading);
}

}  // namespace tally
