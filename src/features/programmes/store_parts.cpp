#include "features/programmes/store_parts.hpp"

#include <algorithm>

#include "features/programmes/names.hpp"

namespace programmes::store {

std::string live(const std::string& alias, const std::string& moment) {
  return "(" + alias + ".public_from <= " + moment + " AND " + alias + ".withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM results s " +
         "WHERE s.replaces = " + alias + ".id AND s.public_from <= " + moment + "))";
}

Patterns patterns(std::string_view search) {
  const std::vector<std::string> words = words_of(search);
  Patterns all;
  for (std::size_t at = 0; at < all.size(); ++at) all.at(at) = at < words.size() ? "% " + words[at] + "%" : "%";
  return all;
}

}  // namespace programmes::store
