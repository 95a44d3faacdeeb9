#include "tally/value.hpp"

#include <optional>

namespace tally {
namespace {

ValueReading fault(const char* code) { return {{}, false, code}; }

ValueReading within(const base::Rational& number, const base::Rational& low, const std::optional<base::Rational>& high) {
  if (number < low || (high && *high < number)) return fault("tally.out_of_bounds");
  return {number, false, nullptr};
}

ValueReading read_yes_no(std::string_view text) {
  if (text == "1" || text == "ya" || text == "yes") return {1, false, nullptr};
  if (text == "0" || text == "tidak" || text == "no") return {0, false, nullptr};
  return fault("tally.not_yes_no");
}

}  // namespace

ValueReading read_value(const Node& node, std::string_view text, bool has_evaluator) {
  if (text == "n/a") {
    const bool allowed = node.op == Op::indicator && node.indicator.drop_if_not_applicable;
    return allowed ? ValueReading{{}, true, nullptr} : fault("tally.not_applicable");
  }
  const ValueRule& rule = node.indicator.value;
  if (node.op == Op::indicator && rule.type == ValueType::yes_no) return read_yes_no(text);
  const bool fraction = text.find('/') != std::string_view::npos;
  const bool is_ratio = node.op == Op::indicator && rule.type == ValueType::ratio;
  const auto number = base::Rational::parse(text);
  if (!number || (fraction && !is_ratio)) return fault("tally.not_a_number");
  if (node.op != Op::indicator) return within(*number, node.rollup.low, node.rollup.high);
  switch (rule.type) {
    case ValueType::level:
      if (!number->is_integer()) return fault("tally.not_a_level");
      break;
    case ValueType::count:
    case ValueType::checklist:
      if (!number->is_integer()) return fault("tally.not_whole");
      break;
    case ValueType::survey:
      if (has_evaluator && !number->is_integer()) return fault("tally.not_whole");
      break;
    case ValueType::ratio:
      return within(fraction ? *number * rule.factor : *number, rule.min, rule.max);
    case ValueType::number:
    case ValueType::measured:
    case ValueType::yes_no:
      break;
  }
  return within(*number, rule.min, rule.max);
}

}  // namespace tally
