#pragma once

#include <string>

#include "features/results/api.hpp"

namespace results {

/// Whether two values (in arranged order) stand on the same sheet: one evaluator's values for one subject, stage and item.
[[nodiscard]] bool is_same_sheet(const tally::Value& a, const tally::Value& b);

/// A value as a sheet of a bundle holds it. The result of a `ratio` that no (short) decimal can write goes back to its fraction a/b.
[[nodiscard]] std::string value_text(const Tallied& tallied, const tally::Value& value);

}  // namespace results
