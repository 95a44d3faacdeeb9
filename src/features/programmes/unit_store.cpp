#include "features/programmes/unit_store.hpp"

#include "features/programmes/names.hpp"
#include "features/programmes/store_parts.hpp"

namespace programmes::store {
namespace {

using base::to_millis;

/// A slug that no unit has: of the name, else with the region, else with a number.
std::string free_slug(db::Transaction& transaction, const UnitClue& clue) {
  const auto is_free = [&](const std::string& slug) { return transaction.query("SELECT 1 FROM units WHERE slug = $1", slug).empty(); };
  std::string slug = slug_of(clue.name);
  if (is_free(slug)) return slug;
  slug = slug_of(clue.name + " " + clue.region);
  for (int number = 2; !is_free(slug); ++number) slug = slug_of(clue.name) + "-" + std::to_string(number);
  return slug;
}

/// Units as of the moment $1 and the condition that follows.
const std::string kUnits =
    "SELECT u.slug, u.name, u.region, COUNT(DISTINCT w.result), u.name_key FROM units u JOIN result_rows w ON w.unit = u.slug "
    "JOIN results r ON r.id = w.result WHERE " +
    live("r", "$1") + " ";
const std::string kGrouped = " GROUP BY u.slug, u.name, u.region, u.name_key ";

/// The unit above it in the newest result that states one.
const std::string kParent =
    "SELECT u.slug, u.name FROM result_rows w JOIN results r ON r.id = w.result JOIN units u ON u.slug = w.parent_unit WHERE w.unit = $2 "
    "AND " +
    live("r", "$1") + " ORDER BY r.year DESC, r.public_from DESC, w.result, w.position LIMIT 1";

Unit unit_from(db::Transaction& transaction, const db::Row& row, base::Instant now) {
  Unit unit{.slug = row.text(0),
            .name = row.text(1),
            .region = row.text(2),
            .parent = "",
            .parent_name = "",
            .results = row.integer(3),
            .name_key = row.text(4)};
  for (const db::Row& parent : transaction.query(kParent, to_millis(now), unit.slug)) {
    unit.parent = parent.text(0);
    unit.parent_name = parent.text(1);
  }
  return unit;
}

}  // namespace

std::string place_unit(db::Transaction& transaction, const UnitClue& clue) {
  const std::string region = normalised(clue.region);
  const std::string name = normalised(clue.name);
  const auto code = clue.code.empty() ? std::nullopt : std::optional(clue.code);
  if (code) {
    const auto known = transaction.maybe_one("SELECT slug FROM units WHERE region_key = $1 AND code = $2", region, code);
    if (known) return known->text(0);
  }
  const auto known = transaction.maybe_one("SELECT slug FROM units WHERE region_key = $1 AND name_key = $2", region, name);
  if (known) {
    if (code) transaction.execute("UPDATE units SET code = $2 WHERE slug = $1 AND code IS NULL", known->text(0), code);
    return known->text(0);
  }
  std::string slug = free_slug(transaction, clue);
  transaction.execute("INSERT INTO units (slug, name, name_key, region, region_key, code) VALUES ($1, $2, $3, $4, $5, $6)", slug, clue.name,
                      name, clue.region, region, code);
  return slug;
}

std::vector<Unit> public_units(db::Transaction& transaction, const UnitQuery& query, base::Instant now) {
  const Patterns words = patterns(query.search);
  const auto rows =
      transaction.query(kUnits +
                            "AND ($2 = '' OR u.region_key = $2) AND (' ' || u.name_key) LIKE $3 AND (' ' || u.name_key) LIKE $4 AND "
                            "(' ' || u.name_key) LIKE $5 AND (' ' || u.name_key) LIKE $6 AND (u.name_key, u.slug) > ($7, $8)" +
                            kGrouped + "ORDER BY u.name_key, u.slug LIMIT $9",
                        to_millis(now), normalised(query.region), words[0], words[1], words[2], words[3], query.after.name_key,
                        query.after.slug, query.limit);
  std::vector<Unit> units;
  for (const db::Row& row : rows) units.push_back(unit_from(transaction, row, now));
  return units;
}

std::optional<Unit> public_unit(db::Transaction& transaction, std::string_view slug, base::Instant now) {
  const auto row = transaction.maybe_one(kUnits + "AND u.slug = $2" + kGrouped, to_millis(now), slug);
  return row ? std::optional(unit_from(transaction, *row, now)) : std::nullopt;
}

}  // namespace programmes::store
