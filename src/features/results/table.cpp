#include <algorithm>
#include <string>
#include <vector>

#include "base/grid.hpp"
#include "features/results/api.hpp"
#include "features/results/order_words.hpp"

namespace results {
namespace {

using Line = base::Grid::Line;

class Page {
 public:
  Page(const Tallied& tallied, i18n::Language language, std::size_t most, const Extra& extra)
      : tallied_(tallied), words_(tallied, language), most_(most), extra_(extra) {}

  std::string text() {
    out_ = words_.of(tallied_.pack.name) + "  [" + tallied_.pack.id + "@" + tallied_.pack.version + "]\n";
    const auto rows = reading_order(tallied_);
    for (std::size_t begin = 0; begin < rows.size();) {
      std::size_t end = begin;
      while (end < rows.size() && same_contest(*rows[begin], *rows[end])) ++end;
      contest(std::vector(rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.begin() + static_cast<std::ptrdiff_t>(end)));
      begin = end;
    }
    for (const std::string& notice : notices(tallied_, words_.language())) out_ += "! " + notice + "\n";
    return out_;
  }

 private:
  static bool same_contest(const tally::Row& a, const tally::Row& b) {
    return a.level == b.level && a.ranking == b.ranking && a.scope == b.scope;
  }

  void contest(const std::vector<const tally::Row*>& rows) {
    out_ += "\n" + words_.contest(*rows.front()) + "\n";
    const tally::ContestOrder* order = order_of(tallied_, *rows.front());
    if (order != nullptr && order->reason.empty()) {
      const std::string method = method_name(words_, order->ranking->order.method);
      out_ += "  " + words_.text("order.made", {{"method", method}, {"count", std::to_string(order->ballots)}}) + "\n";
    }
    Line head{words_.text("table.rank"),
              words_.text("table.subject"),
              words_.text("table.score"),
              order == nullptr ? "" : figure_name(words_, *order),
              words_.text("table.band"),
              words_.text("table.zone"),
              words_.text(order == nullptr ? "table.tie" : "table.tie_place"),
              words_.text("table.cut"),
              words_.text("table.trust")};
    std::vector<bool> right{true, false, true, true, false, false, false, false, false};
    head.insert(head.end(), extra_.titles.begin(), extra_.titles.end());
    right.resize(head.size(), true);
    base::Grid grid(std::move(head), std::move(right));
    std::size_t placed = 0;
    for (const tally::Row* row : rows) {
      if (!row->complete() || !row->eligible()) continue;
      if (most_ == 0 || placed < most_) grid.add(line(order, *row));
      ++placed;
    }
    if (placed > 0) out_ += grid.text();
    if (most_ > 0 && placed > most_) out_ += "  " + words_.text("table.more_rows", {{"count", std::to_string(placed - most_)}}) + "\n";
    for (const tally::Row* row : rows) unranked(*row);
  }

  /// What the row's place goes by, if its ranking has a method with figures.
  static std::string figure(const tally::ContestOrder* order, const tally::Row& row) {
    const tally::Placed* placed = order == nullptr ? nullptr : placed_of(*order, row);
    return placed != nullptr && placed->figure ? placed->figure->text() : "";
  }

  Line line(const tally::ContestOrder* order, const tally::Row& row) const {
    Line cells{row.rank == 0 ? "" : std::to_string(row.rank),
               tallied_.input.subjects[row.subject].name,
               row.score,
               figure(order, row),
               words_.band(row),
               row.band == nullptr || row.band->zone == row.band->named.id ? "" : words_.zone(*row.band),
               words_.tie(row),
               words_.cuts(row),
               row.trust == tally::Trust::illustrative ? words_.text("trust.illustrative") : ""};
    if (!extra_.titles.empty()) cells.insert(cells.end(), extra_.shown[row.subject].begin(), extra_.shown[row.subject].end());
    return cells;
  }

  void unranked(const tally::Row& row) {
    const std::string& name = tallied_.input.subjects[row.subject].name;
    if (!row.eligible()) {
      const char* code = row.complete() ? "table.ineligible" : "table.ineligible_no_score";
      out_ += "  - " + words_.text(code, {{"subject", name}, {"rules", words_.rules(row.broken)}, {"score", row.score}}) + "\n";
    }
    if (!row.complete()) out_ += "  - " + words_.text("table.incomplete", {{"subject", name}, {"missing", words_.missing(row)}}) + "\n";
  }

  const Tallied& tallied_;
  Wording words_;
  std::size_t most_;
  const Extra& extra_;
  std::string out_;
};

}  // namespace

std::string table(const Tallied& tallied, i18n::Language language, std::size_t most, const Extra& extra) {
  return Page(tallied, language, most, extra).text();
}

}  // namespace results
