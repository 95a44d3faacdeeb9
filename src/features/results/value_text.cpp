#include "features/results/value_text.hpp"

namespace results {
namespace {

/// The ratio's factor: the same for all trees that have an indicator of this name as a ratio, or 1.
base::Rational factor_of(const tally::Pack& pack, std::uint16_t name) {
  for (const tally::Tree& tree : pack.trees) {
    const int at = tree.position[name];
    if (at < 0) continue;
    const tally::ValueRule& rule = tree.nodes[static_cast<std::size_t>(at)].indicator.value;
    if (rule.type == tally::ValueType::ratio) return rule.factor;
  }
  return 1;
}

}  // namespace

bool is_same_sheet(const tally::Value& a, const tally::Value& b) {
  return a.subject == b.subject && a.stage == b.stage && a.item == b.item && a.evaluator == b.evaluator;
}

std::string value_text(const Tallied& tallied, const tally::Value& value) {
  if (value.not_applicable) return "n/a";
  std::string text = value.number.text();
  if (text.find('/') == std::string::npos) return text;
  return (value.number / factor_of(tallied.pack, value.node)).text();
}

}  // namespace results
