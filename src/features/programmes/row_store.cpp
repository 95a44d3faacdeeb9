#include "features/programmes/row_store.hpp"

#include <map>

#include "features/programmes/store_parts.hpp"
#include "features/programmes/unit_store.hpp"

namespace programmes::store {
namespace {

using base::to_millis;

/// What is the same in results of other years: the unit, the level, and what of the unit it is.
std::string series_of(const std::string& unit, const IndexedRow& row) { return unit + "\n" + row.level + "\n" + row.unit.own; }

/// The units of rows by subject, and how often each series stands there.
struct Placed {
  std::map<std::string_view, std::string> units;
  std::map<std::string, int> series;
};

Placed place_units(db::Transaction& transaction, const std::vector<IndexedRow>& rows) {
  Placed placed;
  for (const IndexedRow& row : rows) {
    if (row.unit.name.empty()) continue;
    const std::string& unit = placed.units.emplace(row.subject, place_unit(transaction, row.unit)).first->second;
    ++placed.series[series_of(unit, row)];
  }
  return placed;
}

/// The unit above this row's own, where the list of subjects states one.
std::optional<std::string> parent_unit(const Placed& placed, const IndexedRow& row, const std::string& unit) {
  const auto found = placed.units.find(row.parent);
  if (!row.unit.own.empty() || found == placed.units.end() || found->second == unit) return std::nullopt;
  return found->second;
}

/// Rows to be shown, each with what its own result decides of the one before it; the condition follows.
const std::string kPage =
    "WITH page AS (SELECT w.position, w.name_key, w.score, w.body, w.unit, w.series, w.result, own.pack_id, own.year, own.public_from "
    "FROM result_rows w JOIN results own ON own.id = w.result WHERE ";

/// Closes kPage and gives the columns that row_from() reads, see Previous; as of the moment in the parameter.
std::string with_previous(const std::string& moment) {
  return ") SELECT page.body, page.unit, page.result, p.result, pr.year, p.brief FROM page LEFT JOIN result_rows p ON "
         "p.series = page.series AND p.result = (SELECT q.result FROM result_rows q JOIN results r ON r.id = q.result "
         "WHERE q.series = page.series AND r.pack_id = page.pack_id AND r.year < page.year AND " +
         live("r", moment) + " ORDER BY r.year DESC, r.public_from DESC, r.id LIMIT 1) LEFT JOIN results pr ON pr.id = p.result ";
}

const std::string kFilter =
    "w.result = $1 AND ($2 = '' OR w.level = $2) AND ($3 = '' OR w.subject_group = $3) AND ($4 = '' OR w.category = $4) AND "
    "($5 = '' OR w.region = $5) AND ($6 = '' OR w.band = $6) AND ($7 IS NULL OR w.contest = $7) AND (' ' || w.name_key) LIKE $8 AND "
    "(' ' || w.name_key) LIKE $9 AND (' ' || w.name_key) LIKE $10 AND (' ' || w.name_key) LIKE $11";

std::string order_by(RowOrder order, const std::string& table) {
  const std::string position = table + ".position";
  switch (order) {
    case RowOrder::reading:
      return " ORDER BY " + position;
    case RowOrder::name:
      return " ORDER BY " + table + ".name_key, " + position;
    case RowOrder::highest:
      return " ORDER BY " + table + ".score DESC NULLS LAST, " + position;
    case RowOrder::lowest:
      return " ORDER BY " + table + ".score NULLS LAST, " + position;
  }
  return "";
}

Row row_from(const db::Row& stored) {
  Row row{.body = stored.text(0), .unit = stored.optional_text(1), .previous = std::nullopt, .result = stored.text(2)};
  if (!stored.is_null(3)) row.previous = {stored.text(3), static_cast<int>(stored.integer(4)), stored.text(5)};
  return row;
}

std::vector<Row> rows_from(const db::Rows& stored) {
  std::vector<Row> rows;
  for (const db::Row& row : stored) rows.push_back(row_from(row));
  return rows;
}

}  // namespace

void insert_rows(db::Transaction& transaction, const std::string& result, const std::vector<IndexedRow>& rows) {
  const Placed placed = place_units(transaction, rows);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const IndexedRow& row = rows[at];
    std::optional<std::string> unit;
    std::optional<std::string> parent;
    std::optional<std::string> series;
    if (const auto found = placed.units.find(row.subject); found != placed.units.end()) {
      unit = found->second;
      parent = parent_unit(placed, row, *unit);
      if (placed.series.at(series_of(*unit, row)) == 1) series = series_of(*unit, row);
    }
    const auto contest = row.contest ? std::optional(static_cast<std::int64_t>(*row.contest)) : std::nullopt;
    transaction.execute(
        "INSERT INTO result_rows (result, position, subject, name_key, level, contest, subject_group, category, region, band, score, unit, "
        "parent_unit, series, brief, body, explanation_id, explanation_en) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        result, static_cast<std::int64_t>(at), row.subject, row.name_key, row.level, contest, row.group, row.category, row.region, row.band,
        row.score, unit, parent, series, row.brief, row.body, row.explanation.id, row.explanation.en);
  }
}

std::int64_t count_rows(db::Transaction& transaction, const Result& result, const RowFilter& filter) {
  const Patterns words = patterns(filter.search);
  return transaction
      .one("SELECT COUNT(*) FROM result_rows w WHERE " + kFilter, result.id, filter.level, filter.group, filter.category, filter.region,
           filter.band, filter.contest, words[0], words[1], words[2], words[3])
      .integer(0);
}

std::vector<Row> rows_of(db::Transaction& transaction, const Result& result, const RowQuery& query, base::Instant now) {
  const RowFilter& filter = query.filter;
  const Patterns words = patterns(filter.search);
  const std::string sql =
      kPage + kFilter + order_by(query.order, "w") + " LIMIT $13 OFFSET $14" + with_previous("$12") + order_by(query.order, "page");
  return rows_from(transaction.query(sql, result.id, filter.level, filter.group, filter.category, filter.region, filter.band,
                                     filter.contest, words[0], words[1], words[2], words[3], to_millis(now), query.slice.limit,
                                     query.slice.offset));
}

std::optional<ExplainedRow> find_row(db::Transaction& transaction, const Result& result, std::string_view subject, base::Instant now) {
  const auto rows =
      rows_from(transaction.query(kPage + "w.result = $1 AND w.subject = $2" + with_previous("$3"), result.id, subject, to_millis(now)));
  if (rows.empty()) return std::nullopt;
  const db::Row words =
      transaction.one("SELECT explanation_id, explanation_en FROM result_rows WHERE result = $1 AND subject = $2", result.id, subject);
  return ExplainedRow{rows.front(), {words.text(0), words.text(1)}};
}

std::vector<Row> rows_of_unit(db::Transaction& transaction, std::string_view unit, base::Instant now) {
  return rows_from(transaction.query(kPage + "w.unit = $1 AND " + live("own", "$2") + with_previous("$2") +
                                         " ORDER BY page.year DESC, page.public_from DESC, page.result, page.position",
                                     unit, to_millis(now)));
}

}  // namespace programmes::store
