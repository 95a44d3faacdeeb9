#include "tally/ranking.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <map>
#include <tuple>

#include "base/error.hpp"
#include "tally/ordering.hpp"

namespace tally {
namespace {

using base::Rational;

/// Orders the rows of one scope by score (or the place a method gave them) and tie rules; every comparison can stop after the first so many
/// rules.
class Order {
 public:
  Order(const Pack& pack, const Input& input, const Ranking& ranking) : pack_(pack), input_(input), ranking_(ranking) {}

  /// Less = placed before.
  std::weak_ordering by_score(const Row& a, const Row& b) const {
    if (ranking_.order.method != Method::score) return a.place <=> b.place;
    const Rational& left = ranking_.on_exact ? a.total.number : a.official;
    const Rational& right = ranking_.on_exact ? b.total.number : b.official;
    return ranking_.ascending ? left <=> right : right <=> left;
  }

  std::weak_ordering compare(const Row& a, const Row& b, std::size_t rules) const {
    if (const auto order = by_score(a, b); order != 0) return order;
    for (std::size_t r = 0; r < rules; ++r) {
      if (const auto order = by_rule(ranking_.ties[r], a, b); order != 0) return order;
    }
    return std::weak_ordering::equivalent;
  }
  std::weak_ordering compare(const Row& a, const Row& b) const { return compare(a, b, ranking_.ties.size()); }

 private:
  /// What is there comes before what is absent.
  static std::weak_ordering presence(bool a, bool b) { return static_cast<int>(b) <=> static_cast<int>(a); }

  std::weak_ordering by_rule(const TieRule& rule, const Row& a, const Row& b) const {
    if (rule.kind == TieRule::Kind::higher || rule.kind == TieRule::Kind::lower) {
      const Outcome* left = a.at(pack_, rule.key);
      const Outcome* right = b.at(pack_, rule.key);
      const bool has_left = left != nullptr && left->is_number();
      const bool has_right = right != nullptr && right->is_number();
      if (!has_left || !has_right) return presence(has_left, has_right);
      return rule.kind == TieRule::Kind::higher ? right->number <=> left->number : left->number <=> right->number;
    }
    const std::string_view left = input_.subjects[a.subject].attribute(rule.key);
    const std::string_view right = input_.subjects[b.subject].attribute(rule.key);
    if (left.empty() || right.empty()) return presence(!left.empty(), !right.empty());
    return rule.kind == TieRule::Kind::earlier ? left <=> right : right <=> left;
  }

  const Pack& pack_;
  const Input& input_;
  const Ranking& ranking_;
};

/// The rows that compete with one another, best first.
class Contest {
 public:
  Contest(const Pack& pack, const Input& input, const Ranking& ranking, std::vector<Row*> rows)
      : input_(input), ranking_(ranking), order_(pack, input, ranking), rows_(std::move(rows)) {
    std::stable_sort(rows_.begin(), rows_.end(), [&](const Row* a, const Row* b) { return order_.compare(*a, *b) < 0; });
  }

  void run() {
    for (std::size_t begin = 0; begin < rows_.size();) {
      std::size_t end = begin + 1;
      while (end < rows_.size() && order_.compare(*rows_[begin], *rows_[end]) == 0) ++end;
      for (std::size_t at = begin; at < end; ++at) place(at, static_cast<int>(begin) + 1, static_cast<int>(end - begin));
      begin = end;
    }
  }

 private:
  void place(std::size_t at, int rank, int sharing) {
    Row& row = *rows_[at];
    row.rank = rank;
    row.ranked_among = static_cast<int>(rows_.size());
    row.tie = sharing > 1 ? "shared" : tie_of(at);
    for (const Cut& cut : ranking_.cuts) {
      if (!input_.subjects[row.subject].matches(cut.when) || !reaches(row, cut)) continue;
      if (cut.places == 0 || rank + sharing - 1 <= cut.places) {
        row.cuts.push_back(cut.named.id);
      } else if (rank <= cut.places) {
        row.cuts.push_back(cut.named.id + "?");
      }
    }
  }

  bool reaches(const Row& row, const Cut& cut) const {
    if (!cut.min_score) return true;
    return ranking_.ascending ? row.official <= *cut.min_score : row.official >= *cut.min_score;
  }

  /// Sorted rows that agree up to a rule stand side by side, so neighbours are enough to ask.
  std::string tie_of(std::size_t at) const {
    const auto agrees = [&](std::size_t rules) {
      const bool before = at > 0 && order_.compare(*rows_[at - 1], *rows_[at], rules) == 0;
      const bool after = at + 1 < rows_.size() && order_.compare(*rows_[at], *rows_[at + 1], rules) == 0;
      return before || after;
    };
    if (!agrees(0)) return "";
    for (std::size_t rules = 1; rules < ranking_.ties.size(); ++rules) {
      if (!agrees(rules)) return ranking_.ties[rules - 1].text();
    }
    return ranking_.ties.back().text();
  }

  const Input& input_;
  const Ranking& ranking_;
  Order order_;
  std::vector<Row*> rows_;
};

const Ranking* ranking_for(const Pack& pack, const Subject& subject, int level) {
  for (const Ranking& ranking : pack.rankings) {
    if (ranking.level == level && subject.matches(ranking.when)) return &ranking;
  }
  return nullptr;
}

/// The rows that compete, by id of their subjects.
using Contests = std::map<std::pair<const Ranking*, std::vector<std::string>>, std::vector<Row*>>;

/// Gives the rows of contests with a method their places by it.
void order_by_methods(Ordering ordering, const Contests& contests, Result& result) {
  std::vector<Entrants> all;
  base::Problems problems;
  for (const auto& [key, rows] : contests) {
    if (key.first->order.method == Method::score) continue;
    Entrants& entrants = all.emplace_back(Entrants{*key.first, key.second, {}});
    for (const Row* row : rows) entrants.subjects.push_back(row->subject);
    Ordering::check_size(entrants, problems);
  }
  problems.throw_if_any();
  for (const Entrants& entrants : all) {
    const ContestOrder& order = result.orders.emplace_back(ordering.order(entrants));
    for (const Placed& placed : order.placed) result.rows[placed.subject].place = placed.place;
  }
}

}  // namespace

std::string TieRule::text() const {
  static constexpr auto kWords = std::to_array<const char*>({"higher:", "lower:", "earlier:", "later:"});
  return kWords[static_cast<std::size_t>(kind)] + key;
}

void rank_rows(const Pack& pack, const Input& input, int level, const PublishedFigures& published, Result& result) {
  Contests contests;
  for (Row& row : result.rows) {
    if (row.level != level) continue;
    const Subject& subject = input.subjects[row.subject];
    row.ranking = ranking_for(pack, subject, row.level);
    if (row.ranking == nullptr) continue;
    for (const std::string& attribute : row.ranking->by) row.scope.emplace_back(subject.attribute(attribute));
    if (row.complete() && row.eligible()) contests[{row.ranking, row.scope}].push_back(&row);
  }
  order_by_methods(Ordering(pack, input, published), contests, result);
  for (auto& [key, rows] : contests) {
    const bool has_order = key.first->order.method == Method::score || rows.front()->place > 0;
    if (has_order) Contest(pack, input, *key.first, std::move(rows)).run();
  }
}

}  // namespace tally
