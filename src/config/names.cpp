#include "config/names.hpp"

#include <algorithm>

namespace config {

std::string flag_of(std::string_view setting) {
  std::string flag = "--" + std::string(setting);
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

std::string variable_of(std::string_view setting) {
  std::string variable = "JUARA_";
  for (const char letter : setting) variable += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  return variable;
}

}  // namespace config
