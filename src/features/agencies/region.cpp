#include <algorithm>
#include <sstream>

#include "base/csv.hpp"
#include "embedded/regions.hpp"
#include "features/agencies/api.hpp"

namespace agencies {
namespace {

std::vector<Region> read() {
  std::vector<Region> regions;
  const base::EmbeddedFile& file = embedded::regions().front();
  std::istringstream in{std::string(file.content)};
  base::csv::Reader reader(std::string(file.path), in);
  for (std::vector<std::string_view> fields; reader.next(fields);) {
    regions.push_back({.code = std::string(fields.at(0)), .name = std::string(fields.at(1))});
  }
  std::ranges::sort(regions, {}, &Region::code);
  return regions;
}

}  // namespace

const std::vector<Region>& regions() {
  static const std::vector<Region> all = read();
  return all;
}

const Region* find_region(std::string_view code) {
  const auto found = std::ranges::lower_bound(regions(), code, {}, &Region::code);
  return found != regions().end() && found->code == code ? &*found : nullptr;
}

bool lies_in(std::string_view code, std::string_view region) {
  return code.starts_with(region) && (code.size() == region.size() || code[region.size()] == '.');
}

}  // namespace agencies
