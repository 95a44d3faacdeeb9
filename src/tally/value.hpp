#pragma once

#include <string_view>

#include "base/rational.hpp"
#include "tally/tree.hpp"

namespace tally {

/// A value read, or the code of its fault: tally.not_a_number, tally.out_of_bounds, tally.not_whole, tally.not_a_level, tally.not_yes_no,
/// tally.not_applicable.
struct ValueReading {
  base::Rational number;
  bool not_applicable = false;
  const char* code = nullptr;
};
/// Reads one value as it stands in a score file or a bundle for this node.
[[nodiscard]] ValueReading read_value(const Node& node, std::string_view text, bool has_evaluator);

}  // namespace tally
