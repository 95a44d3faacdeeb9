#include "features/results/wording.hpp"

#include <algorithm>
#include <set>

namespace results {
namespace {

constexpr std::size_t kMissingShown = 6;

const tally::Named* find(const std::vector<tally::Named>& list, std::string_view id) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const tally::Named& named) { return named.id == id; });
  return at == list.end() ? nullptr : &*at;
}

void append(std::string& text, std::string_view between, std::string_view word) { text.append(text.empty() ? "" : between).append(word); }

}  // namespace

std::string Wording::scope_value(const std::string& attribute, const std::string& value) const {
  const tally::Named* named = nullptr;
  if (attribute == "group") named = find(tallied_.pack.groups, value);
  if (attribute == "category") named = find(tallied_.pack.categories, value);
  return named == nullptr ? value : of(named->name);
}

std::string Wording::contest(const tally::Row& row) const {
  if (row.ranking == nullptr) return of(tallied_.pack.levels[static_cast<std::size_t>(row.level)].named.name);
  return contest(*row.ranking, row.scope);
}

std::string Wording::contest(const tally::Ranking& ranking, const std::vector<std::string>& scope) const {
  std::string heading = of(tallied_.pack.levels[static_cast<std::size_t>(ranking.level)].named.name) + " · " + of(ranking.named.name);
  std::string values;
  for (std::size_t at = 0; at < scope.size(); ++at) {
    if (!scope[at].empty()) append(values, ", ", scope_value(ranking.by[at], scope[at]));
  }
  return values.empty() ? heading : heading + " · " + values;
}

std::string Wording::band(const tally::Row& row) const {
  constexpr std::size_t kGrade = 2;
  if (row.band == nullptr) return "";
  return row.band->named.id.size() <= kGrade ? row.band->named.id : of(row.band->named.name);
}

std::string Wording::tie_key(const std::string& key) const {
  const std::string id = key.substr(key.find('/') == std::string::npos ? 0 : key.find('/') + 1);
  for (const tally::Tree& tree : tallied_.pack.trees) {
    for (const tally::Node& node : tree.nodes) {
      if (node.id == id) return of(node.name);
    }
  }
  return key;
}

std::string Wording::tie(const tally::Row& row) const {
  if (row.tie.empty()) return "";
  if (row.tie == "shared") return text("tie.shared");
  const auto colon = row.tie.find(':');
  return text("tie." + row.tie.substr(0, colon), {{"key", tie_key(row.tie.substr(colon + 1))}});
}

std::string Wording::cuts(const tally::Row& row) const {
  std::string all;
  for (const std::string& entry : row.cuts) {
    const bool undecided = entry.back() == '?';
    for (const tally::Cut& cut : row.ranking->cuts) {
      if (entry == cut.named.id) append(all, ", ", of(cut.named.name));
      if (undecided && entry == cut.named.id + "?") append(all, ", ", text("cut.undecided", {{"cut", of(cut.named.name)}}));
    }
  }
  return all;
}

std::string Wording::rules(const std::vector<std::string>& ids) const {
  std::string all;
  for (const std::string& id : ids) {
    for (const tally::EligibilityRule& rule : tallied_.pack.eligibility) {
      if (rule.named.id == id) append(all, "; ", of(rule.named.name));
    }
  }
  return all;
}

std::string Wording::missing(const tally::Row& row) const {
  std::vector<std::string> nodes;
  std::set<std::string> sheets;  // entries `node~evaluator`: counted, because an evaluator is never named
  for (const std::string& entry : row.missing) {
    const auto tilde = entry.find('~');
    if (tilde != std::string::npos) sheets.insert(entry.substr(tilde));
    const std::string node = entry.substr(0, tilde);
    if (std::find(nodes.begin(), nodes.end(), node) == nodes.end()) nodes.push_back(node);
  }
  std::string all;
  for (std::size_t at = 0; at < std::min(nodes.size(), kMissingShown); ++at) append(all, ", ", nodes[at]);
  if (nodes.size() > kMissingShown) all += text("table.and_more", {{"count", std::to_string(nodes.size() - kMissingShown)}});
  return sheets.empty() ? all : all + " " + text("table.sheets_lacking", {{"count", std::to_string(sheets.size())}});
}

std::string Wording::number(const base::Rational& number) {
  std::string exact = number.text();
  if (exact.find('/') == std::string::npos) return exact;
  return exact + " (≈ " + number.rounded(4, base::Rounding::half_up).fixed(4) + ")";
}

std::string contest_name(const Tallied& tallied, const tally::Row& row, i18n::Language language) {
  return Wording(tallied, language).contest(row);
}

std::string tie_name(const Tallied& tallied, const tally::Row& row, i18n::Language language) { return Wording(tallied, language).tie(row); }

}  // namespace results
