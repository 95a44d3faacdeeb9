#include <algorithm>
#include <tuple>

#include "base/csv.hpp"
#include "features/results/api.hpp"
#include "features/results/order_part.hpp"
#include "features/results/row_writer.hpp"
#include "json/writer.hpp"
#include "tally/trust.hpp"

namespace results {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : between).append(word);
  return text;
}

std::string place(int number) { return number == 0 ? "" : std::to_string(number); }

}  // namespace

const std::vector<std::string>& columns() {
  static const std::vector<std::string> names{"subject", "name", "level",        "group", "category", "score",    "band",
                                              "zone",    "rank", "ranked_among", "tie",   "cut",      "complete", "trust"};
  return names;
}

std::vector<std::string> cells(const Tallied& tallied, const tally::Row& row) {
  const tally::Subject& subject = tallied.input.subjects[row.subject];
  return {subject.id,
          subject.name,
          tallied.pack.levels[static_cast<std::size_t>(row.level)].named.id,
          subject.group,
          subject.category,
          row.score,
          row.band == nullptr ? "" : row.band->named.id,
          row.band == nullptr ? "" : row.band->zone,
          place(row.rank),
          place(row.ranked_among),
          row.tie,
          joined(row.cuts, " "),
          row.complete() ? "true" : "false",
          tally::word(row.trust)};
}

std::vector<const tally::Row*> reading_order(const Tallied& tallied) {
  std::vector<const tally::Row*> rows;
  for (const tally::Row& row : tallied.result.rows) rows.push_back(&row);
  using Key = std::tuple<int, const tally::Ranking*, const std::vector<std::string>&, bool, int>;
  const auto key = [](const tally::Row* row) { return Key(row->level, row->ranking, row->scope, row->rank == 0, row->rank); };
  std::stable_sort(rows.begin(), rows.end(), [&](const tally::Row* a, const tally::Row* b) { return key(a) < key(b); });
  return rows;
}

std::string csv(const Tallied& tallied, const Extra& extra) {
  std::string out;
  std::vector<std::string> line = columns();
  line.insert(line.end(), extra.names.begin(), extra.names.end());
  base::csv::write_row(out, line);
  for (const tally::Row* row : reading_order(tallied)) {
    line = cells(tallied, *row);
    if (!extra.names.empty()) line.insert(line.end(), extra.cells[row->subject].begin(), extra.cells[row->subject].end());
    base::csv::write_row(out, line);
  }
  return out;
}

std::string json(const Tallied& tallied, i18n::Language language) {
  std::string out;
  json::Writer writer(out);
  writer.open_object().key("notices").open_list();
  for (const std::string& notice : notices(tallied, language)) writer.text(notice);
  writer.close_list();
  if (has_methods(tallied.pack)) writer.key("orders").raw(orders_part(tallied));
  writer.member("pack", tallied.pack.id + "@" + tallied.pack.version).key("rows").open_list();
  for (const tally::Row* row : reading_order(tallied)) write_row(writer, tallied, *row, true);
  writer.close_list().close_object();
  out += '\n';
  return out;
}

}  // namespace results
