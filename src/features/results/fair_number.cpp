#include "features/results/fair_number.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cstddef>

namespace results {

std::string fair_number(double number) {
  const std::string scientific = fmt::format("{:.14e}", number < 0 ? -number : number);  // d.dddddddddddddde±xx
  const std::size_t e = scientific.find('e');
  const char* sign = scientific.data() + e + 1;
  int exponent = 0;
  std::from_chars(sign + 1, scientific.data() + scientific.size(), exponent);
  if (*sign == '-') exponent = -exponent;
  std::string digits = scientific.substr(0, 1) + scientific.substr(2, e - 2);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.empty()) return "0";
  const auto size = static_cast<int>(digits.size());
  if (exponent < 0) {
    digits = "0." + std::string(static_cast<std::size_t>(-exponent) - 1, '0') + digits;
  } else if (exponent + 1 >= size) {
    digits += std::string(static_cast<std::size_t>(exponent) + 1 - digits.size(), '0');
  } else {
    digits.insert(static_cast<std::size_t>(exponent) + 1, ".");
  }
  return (number < 0 ? "-" : "") + digits;
}

}  // namespace results
