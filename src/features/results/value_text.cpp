#include "features/results/value_text.hpp"

namespace results {
namespace {

/// The factor of the ratio that this value is.
base::Rational factor_of(const Tallied& tallied, const tally::Value& value) {
  const int level = tallied.result.rows[value.subject].level;
  const tally::Tree* tree = tally::tree_for(tallied.pack, tallied.input.subjects[value.subject], level, value.stage);
  return tree->nodes[static_cast<std::size_t>(tree->position[value.node])].indicator.value.factor;
}

}  // namespace

bool is_same_sheet(const tally::Value& a, const tally::Value& b) {
  return a.subject == b.subject && a.stage == b.stage && a.item == b.item && a.evaluator == b.evaluator;
}

std::string value_text(const Tallied& tallied, const tally::Value& value) {
  if (value.not_applicable) return "n/a";
  std::string text = value.number.text();
  constexpr std::size_t kLongest = 64;  // what a reader takes for a number
  if (text.find('/') == std::string::npos && text.size() <= kLongest) return text;
  return (value.number / factor_of(tallied, value)).fraction_text();
}

}  // namespace results
