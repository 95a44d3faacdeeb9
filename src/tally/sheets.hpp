#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tally/evaluation.hpp"

namespace tally {

/// The values of several evaluators as one, by the pack's rule; nothing if there are too few to trim.
[[nodiscard]] std::optional<base::Rational> combine(const Evaluators& rule, std::vector<base::Rational> numbers);

/// `sheets: complete`: appends `node~evaluator` or `item:node~evaluator` for each indicator that a sheet lacks.
void lacking_in_sheets(const EvaluationScope& scope, std::vector<std::string>& missing);

}  // namespace tally
