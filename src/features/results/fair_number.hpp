#pragma once

#include <string>

namespace results {

/// A double with at most 15 significant digits, without exponent and without zeros at the end.
[[nodiscard]] std::string fair_number(double number);

}  // namespace results
