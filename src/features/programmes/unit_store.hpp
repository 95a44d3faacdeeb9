#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "db/transaction.hpp"
#include "features/programmes/bundle_index.hpp"

/// Units: whoever stands in results, over the years.
namespace programmes::store {

/// The slug of the unit of this region and code, else of this region and name; it comes into being if there is none.
std::string place_unit(db::Transaction& transaction, const UnitClue& clue);

struct Unit {
  std::string slug, name, region;
  std::string parent, parent_name;  ///< empty: none
  std::int64_t results = 0;         ///< published ones in which it stands
  std::string name_key;             ///< by which units are listed
};

/// The place of a unit in the list.
struct UnitMark {
  std::string name_key, slug;
};
struct UnitQuery {
  std::string search;  ///< beginnings of words of the name
  std::string region;
  UnitMark after = {};
  std::int64_t limit = 50;
};
/// Those that stand in something published, by name.
[[nodiscard]] std::vector<Unit> public_units(db::Transaction& transaction, const UnitQuery& query, base::Instant now);
[[nodiscard]] std::optional<Unit> public_unit(db::Transaction& transaction, std::string_view slug, base::Instant now);

}  // namespace programmes::store
