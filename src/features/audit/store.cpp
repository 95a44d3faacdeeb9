#include "features/audit/store.hpp"

#include <string>

namespace audit::store {
namespace {

/// The part of a query after WHERE, and the values it names. The filter must outlive it.
class Conditions {
 public:
  explicit Conditions(const Filter& filter) {
    if (filter.actor) is_actor(*filter.actor);
    if (filter.subject_type) add("l.subject_type =", *filter.subject_type);
    if (filter.subject_id) add("l.subject_id =", *filter.subject_id);
    if (filter.action) of_action(*filter.action);
    if (filter.from) add("l.at >=", base::to_millis(*filter.from));
    if (filter.until) add("l.at <", base::to_millis(*filter.until));
    if (filter.above) add("l.number >", *filter.above);
  }

  void add(std::string_view comparison, const db::Parameter& value) { begin().append(comparison).append(" ").append(name(value)); }

  [[nodiscard]] const std::string& sql() const { return sql_; }
  [[nodiscard]] const std::vector<db::Parameter>& values() const { return values_; }

 private:
  std::string& begin() { return sql_ += sql_.empty() ? " WHERE " : " AND "; }
  std::string name(const db::Parameter& value) {
    values_.push_back(value);
    return "$" + std::to_string(values_.size());
  }
  void is_actor(const std::string& account) {
    const std::string place = name(account);
    begin() += "(l.actor = " + place + " OR l.on_behalf_of = " + place + ")";
  }
  void of_action(const std::string& action) {
    if (!action.ends_with('.')) return add("l.action =", action);
    add("l.action >=", action);
    after_area_ = action.substr(0, action.size() - 1) + '/';  // the character after the point
    add("l.action <", after_area_);
  }

  std::string sql_;
  std::vector<db::Parameter> values_;
  std::string after_area_;
};

constexpr const char* kColumns =
    "l.number, l.at, l.actor, l.on_behalf_of, l.request_id, l.action, l.subject_type, l.subject_id, l.before, l.after, l.hash";

Line line_of(const db::Row& row) {
  return {.number = row.integer(0),
          .at = base::from_millis(row.integer(1)),
          .author = {.account = row.text(2), .on_behalf_of = row.optional_text(3), .request_id = row.text(4)},
          .action = row.text(5),
          .subject = {.type = row.text(6), .id = row.text(7)},
          .before = row.optional_text(8),
          .after = row.optional_text(9),
          .hash = row.text(10)};
}

}  // namespace

Head take_number(db::Transaction& transaction) {
  const db::Row row = transaction.one(
      "INSERT INTO audit_head (one, number, hash) VALUES (1, 1, '') ON CONFLICT (one) DO UPDATE SET number = audit_head.number + 1 "
      "RETURNING number, hash");
  return {.number = row.integer(0) - 1, .hash = row.text(1)};
}

void append(db::Transaction& transaction, const Line& line) {
  transaction.execute(
      "INSERT INTO audit_lines (number, at, actor, on_behalf_of, request_id, action, subject_type, subject_id, before, after, hash) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      line.number, base::to_millis(line.at), line.author.account, line.author.on_behalf_of, line.author.request_id, line.action,
      line.subject.type, line.subject.id, line.before, line.after, line.hash);
  transaction.execute("UPDATE audit_head SET hash = $1", line.hash);
}

Head head(db::Transaction& transaction) {
  const auto row = transaction.maybe_one("SELECT number, hash FROM audit_head");
  if (!row) return {};
  return {.number = row->integer(0), .hash = row->text(1)};
}

void for_each(db::Transaction& transaction, const Filter& filter, std::optional<std::size_t> limit, const Visit& visit) {
  const Conditions conditions(filter);
  const std::string sql = std::string("SELECT ") + kColumns +
                          ", coalesce(p.hash, '') FROM audit_lines l LEFT JOIN audit_lines p ON p.number = l.number - 1" +
                          conditions.sql() + " ORDER BY l.number" + (limit ? " LIMIT " + std::to_string(*limit) : "");
  transaction.for_each_of(sql, conditions.values(), [&](const db::Row& row) { visit(line_of(row), row.text(11)); });
}

std::vector<Line> newest(db::Transaction& transaction, const Filter& filter, std::int64_t below, std::size_t limit) {
  Conditions conditions(filter);
  conditions.add("l.number <", below);
  const std::string sql = std::string("SELECT ") + kColumns + " FROM audit_lines l" + conditions.sql() + " ORDER BY l.number DESC LIMIT " +
                          std::to_string(limit);
  std::vector<Line> lines;
  for (const db::Row& row : transaction.query_all(sql, conditions.values())) lines.push_back(line_of(row));
  return lines;
}

}  // namespace audit::store
