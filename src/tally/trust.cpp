#include "tally/trust.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace tally {
namespace {

bool says_illustrative(const Subject& subject) {
  const std::string_view word = subject.attribute("illustrative");
  return word == "true" || word == "ya";
}

bool passed(const Row& row, const std::string& cut) {
  return std::any_of(row.cuts.begin(), row.cuts.end(), [&](const std::string& entry) { return entry == cut || entry == cut + "?"; });
}

}  // namespace

Trust trust_of(const Pack& pack, const Subject& subject, const Row& row, const BandTable* bands, Trust below) {
  Trust weakest = std::max({below, pack.evaluators.provenance.trust, pack.rounding_provenance.trust});
  const auto add = [&](const Provenance& provenance) { weakest = std::max(weakest, provenance.trust); };
  for (const StageOutcomes& stage : row.stages) {
    if (stage.tree == nullptr) continue;
    for (const Node& node : stage.tree->nodes) add(node.provenance);
    if (row.stages.size() > 1) add(pack.stages[static_cast<std::size_t>(stage.stage)].named.provenance);
  }
  if (bands != nullptr && row.complete()) add(bands->provenance);
  if (row.rank > 0) {
    add(row.ranking->named.provenance);
    for (const Cut& cut : row.ranking->cuts) {
      if (passed(row, cut.named.id)) add(cut.named.provenance);
    }
  }
  return says_illustrative(subject) ? Trust::illustrative : weakest;
}

const char* word(Trust trust) {
  static constexpr auto kWords = std::to_array<const char*>({"official", "reported", "code", "derived", "illustrative"});
  return kWords[static_cast<std::size_t>(trust)];
}

}  // namespace tally
