#include "features/agencies/store.hpp"

#include "base/text.hpp"

namespace agencies::store {
namespace {

constexpr const char* kColumns = "id, code, kind, name, parent_id, region, closed, version, created_at";

Organisation organisation_of(const db::Row& row) {
  return {.id = row.text(0),
          .code = row.optional_text(1),
          .kind = parse_kind(row.text(2)).value(),
          .name = row.text(3),
          .parent = row.optional_text(4),
          .region = row.optional_text(5),
          .closed = row.flag(6),
          .version = row.integer(7),
          .created_at = base::from_millis(row.integer(8))};
}

std::optional<Organisation> organisation_of(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  return organisation_of(*row);
}

std::vector<Organisation> organisations_of(const db::Rows& rows) {
  std::vector<Organisation> organisations;
  organisations.reserve(rows.size());
  for (const db::Row& row : rows) organisations.push_back(organisation_of(row));
  return organisations;
}

/// Also the order of lists.
std::string search_of(const Organisation& organisation) { return base::lowered(organisation.name + ' ' + organisation.code.value_or("")); }

std::string contains(const std::string& words) {
  std::string pattern = "%";
  for (const char c : base::lowered(words)) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + '%';
}

}  // namespace

void insert(Transaction& t, const Organisation& organisation) {
  t.execute(
      "INSERT INTO organisations (id, code, kind, name, search, parent_id, region, closed, version, created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      organisation.id, organisation.code, to_text(organisation.kind), organisation.name, search_of(organisation), organisation.parent,
      organisation.region, organisation.closed, organisation.version, base::to_millis(organisation.created_at));
}

std::optional<Organisation> find(Transaction& t, const std::string& id) {
  return organisation_of(t.maybe_one(std::string("SELECT ") + kColumns + " FROM organisations WHERE id = $1", id));
}

std::optional<Organisation> find_by_code(Transaction& t, const std::string& code) {
  return organisation_of(t.maybe_one(std::string("SELECT ") + kColumns + " FROM organisations WHERE code = $1", code));
}

bool update(Transaction& t, const Organisation& organisation) {
  return t.execute(
             "UPDATE organisations SET code = $1, kind = $2, name = $3, search = $4, parent_id = $5, region = $6, closed = $7, "
             "version = version + 1 WHERE id = $8 AND version = $9",
             organisation.code, to_text(organisation.kind), organisation.name, search_of(organisation), organisation.parent,
             organisation.region, organisation.closed, organisation.id, organisation.version) == 1;
}

std::vector<Organisation> list(Transaction& t, const Filter& filter, const std::string& after, std::size_t limit) {
  std::vector<std::string> texts;
  const auto place = [&](std::string text) {
    texts.push_back(std::move(text));
    return "$" + std::to_string(texts.size());
  };
  std::string sql = std::string("SELECT ") + kColumns + " FROM organisations WHERE 1 = 1";
  if (!filter.closed) sql += " AND closed = 0";
  if (!filter.words.empty()) sql += " AND search LIKE " + place(contains(filter.words)) + " ESCAPE '\\'";
  if (filter.kind) sql += " AND kind = " + place(std::string(to_text(*filter.kind)));
  if (filter.region) {
    sql += " AND (region = " + place(*filter.region);
    sql += " OR (region > " + place(*filter.region + ".") + " AND region < " + place(*filter.region + "/") + "))";  // / follows .
  }
  if (filter.parent) sql += filter.parent->empty() ? " AND parent_id IS NULL" : " AND parent_id = " + place(*filter.parent);
  if (const auto last = find(t, after)) {
    sql += " AND (search, id) > (" + place(search_of(*last));
    sql += ", " + place(last->id) + ")";
  }
  sql += " ORDER BY search, id LIMIT " + std::to_string(limit);
  const std::vector<db::Parameter> values(texts.begin(), texts.end());
  return organisations_of(t.query_all(sql, values));
}

std::vector<Organisation> all(Transaction& t) {
  return organisations_of(t.query(std::string("SELECT ") + kColumns + " FROM organisations ORDER BY id"));
}

std::vector<Organisation> children(Transaction& t, const std::string& id) {
  return organisations_of(t.query(std::string("SELECT ") + kColumns + " FROM organisations WHERE parent_id = $1 ORDER BY id", id));
}

std::vector<std::string> upwards(Transaction& t, const std::string& id) {
  std::vector<std::string> ids;
  const db::Rows rows = t.query(
      "WITH RECURSIVE above (id, parent_id, level) AS ("
      "SELECT id, parent_id, 0 FROM organisations WHERE id = $1 "
      "UNION ALL SELECT o.id, o.parent_id, above.level + 1 FROM organisations o JOIN above ON o.id = above.parent_id "
      "WHERE above.level < $2) SELECT id FROM above ORDER BY level",
      id, static_cast<std::int64_t>(kDeepest));
  for (const db::Row& row : rows) ids.push_back(row.text(0));
  return ids;
}

std::size_t levels_below(Transaction& t, const std::string& id) {
  const db::Row row = t.one(
      "WITH RECURSIVE below (id, level) AS (SELECT id, 0 FROM organisations WHERE id = $1 "
      "UNION ALL SELECT o.id, below.level + 1 FROM organisations o JOIN below ON o.parent_id = below.id WHERE below.level < $2) "
      "SELECT coalesce(max(level), 0) FROM below",
      id, static_cast<std::int64_t>(kDeepest));
  return static_cast<std::size_t>(row.integer(0));
}

}  // namespace agencies::store
