#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "features/results/api.hpp"
#include "features/results/order_words.hpp"

namespace results {
namespace {

/// What of the pack is illustrative among what the rows rest on, by name, each once.
std::vector<std::string> illustrative_figures(const Tallied& tallied, const Wording& words) {
  std::vector<std::string> names;
  const auto add = [&](const tally::Provenance& provenance, const std::string& name) {
    if (provenance.trust != tally::Trust::illustrative) return;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  std::set<const tally::Tree*> trees;
  std::set<const tally::Ranking*> rankings;
  bool any_band = false;
  for (const tally::Row& row : tallied.result.rows) {
    for (const tally::StageOutcomes& stage : row.stages) trees.insert(stage.tree);
    rankings.insert(row.ranking);
    any_band = any_band || row.band != nullptr;
  }
  for (const tally::Tree& tree : tallied.pack.trees) {
    if (!trees.contains(&tree)) continue;
    for (const tally::Node& node : tree.nodes) add(node.provenance, words.of(node.name));
  }
  add(tallied.pack.evaluators.provenance, words.text("notice.evaluators"));
  add(tallied.pack.rounding_provenance, words.text("notice.rounding"));
  for (const tally::BandTable& table : tallied.pack.bands) {
    if (any_band) add(table.provenance, words.text("notice.bands"));
  }
  for (const tally::Ranking& ranking : tallied.pack.rankings) {
    if (!rankings.contains(&ranking)) continue;
    add(ranking.named.provenance, words.of(ranking.named.name));
    for (const tally::Cut& cut : ranking.cuts) add(cut.named.provenance, words.of(cut.named.name));
  }
  return names;
}

std::string shortened(const std::vector<std::string>& names, const Wording& words) {
  constexpr std::size_t kShown = 8;
  std::string all;
  for (std::size_t at = 0; at < std::min(names.size(), kShown); ++at) all.append(all.empty() ? "" : ", ").append(names[at]);
  if (names.size() > kShown) all += words.text("table.and_more", {{"count", std::to_string(names.size() - kShown)}});
  return all;
}

void add_illustrative(const Tallied& tallied, const Wording& words, std::vector<std::string>& all) {
  std::size_t by_data = 0;
  for (const tally::Row& row : tallied.result.rows) {
    const std::string_view word = tallied.input.subjects[row.subject].attribute("illustrative");
    if (word == "true" || word == "ya") ++by_data;
  }
  const std::string count = std::to_string(tallied.result.rows.size());
  if (by_data > 0) all.push_back(words.text("notice.illustrative_data", {{"count", std::to_string(by_data)}, {"of", count}}));
  const auto figures = illustrative_figures(tallied, words);
  if (!figures.empty()) {
    all.push_back(words.text("notice.illustrative_pack",
                             {{"pack", tallied.pack.id + "@" + tallied.pack.version}, {"figures", shortened(figures, words)}}));
  }
}

void add_unchecked(const Tallied& tallied, const Wording& words, std::vector<std::string>& all) {
  std::vector<std::string> rules;
  std::size_t rows = 0;
  for (const tally::Row& row : tallied.result.rows) {
    if (!row.unchecked.empty()) ++rows;
    for (const std::string& rule : row.unchecked) {
      if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
    }
  }
  if (rows > 0) all.push_back(words.text("notice.unchecked", {{"count", std::to_string(rows)}, {"rules", words.rules(rules)}}));
}

/// Evaluators per subject below or above the number the pack states.
void add_evaluators(const Tallied& tallied, const Wording& words, std::vector<std::string>& all) {
  const tally::Evaluators& rule = tallied.pack.evaluators;
  if (rule.min == 0 && rule.max == 0) return;
  std::vector<std::set<std::uint32_t>> by_subject(tallied.input.subjects.size());
  for (const tally::Value& value : tallied.input.values) {
    if (value.evaluator != tally::kNone) by_subject[value.subject].insert(value.evaluator);
  }
  const auto outside = std::count_if(by_subject.begin(), by_subject.end(), [&](const auto& evaluators) {
    const int count = static_cast<int>(evaluators.size());
    return count > 0 && (count < rule.min || (rule.max > 0 && count > rule.max));
  });
  if (outside == 0) return;
  all.push_back(words.text(
      "notice.evaluator_count",
      {{"count", std::to_string(outside)}, {"min", std::to_string(rule.min)}, {"max", rule.max == 0 ? "∞" : std::to_string(rule.max)}}));
}

}  // namespace

std::vector<std::string> notices(const Tallied& tallied, i18n::Language language) {
  const Wording words(tallied, language);
  std::vector<std::string> all = order_notices(tallied, words);
  add_illustrative(tallied, words, all);
  add_unchecked(tallied, words, all);
  add_evaluators(tallied, words, all);
  return all;
}

}  // namespace results
