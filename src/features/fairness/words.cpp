#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "features/fairness/alternatives.hpp"
#include "features/fairness/api.hpp"
#include "features/fairness/numbers.hpp"

namespace fairness {
namespace {

std::string two(double number) { return fmt::format("{:.2f}", number); }

std::string interval(const FairEntry& entry) {
  if (entry.rank_low == 0) return "";
  return std::to_string(entry.rank_low) + "–" + std::to_string(entry.rank_high);
}

std::string said_zone(const FairEntry& entry, i18n::Language language) {
  return entry.zone ? i18n::text(language, "fair.zone_" + zone_word(entry.zone)) : "";
}

const FairEntry* find(const FairRanking& fair, std::uint32_t subject) {
  const auto at = std::find_if(fair.entries.begin(), fair.entries.end(), [&](const FairEntry& entry) { return entry.subject == subject; });
  return at == fair.entries.end() ? nullptr : &*at;
}

void say(std::string& out, i18n::Language language, std::string_view code, const base::Params& params = {}) {
  out += "  " + i18n::text(language, code, params) + "\n";
}

/// The official score that an entry must reach to be above the cut, and how far this one is from it.
void say_distance(std::string& out, const results::Tallied& tallied, const tally::Row& row, std::size_t top, i18n::Language language) {
  if (row.ranking != nullptr && row.ranking->order.method != tally::Method::score) return;  // no score is the limit then
  const tally::Row* last = nullptr;
  for (const tally::Row& other : tallied.result.rows) {
    const bool same =
        other.ranking == row.ranking && other.scope == row.scope && other.rank > 0 && static_cast<std::size_t>(other.rank) <= top;
    if (same && (last == nullptr || other.rank > last->rank)) last = &other;
  }
  if (last == nullptr || row.rank == 0) return;
  const base::Rational distance = row.official - last->official;
  say(out, language, "fair.distance", {{"top", std::to_string(top)}, {"score", last->score}, {"distance", distance.text()}});
}

void say_alternatives(std::string& out, const std::vector<Alternative>& all, i18n::Language language) {
  if (!all.empty()) say(out, language, "fair.alternatives");
  for (const Alternative& each : all) {
    const std::string method = i18n::text(language, each.method);
    const char* code = each.rank ? "fair.alternative" : "fair.alternative_none";
    out += "  ";
    say(out, language, code, {{"method", method}, {"rank", std::to_string(each.rank.value_or(0))}, {"among", std::to_string(each.among)}});
  }
}

}  // namespace

results::Extra columns(const FairRanking& fair, const tally::Input& input, i18n::Language language) {
  results::Extra extra;
  extra.names = {"corrected", "se"};
  extra.titles = {i18n::text(language, "fair.corrected"), i18n::text(language, "fair.se")};
  for (const std::size_t top : fair.top) {
    extra.names.push_back("p_top" + std::to_string(top));
    extra.titles.push_back("P(Top " + std::to_string(top) + ")");
  }
  extra.names.insert(extra.names.end(), {"rank_low", "rank_high", "fair_zone"});
  extra.titles.insert(extra.titles.end(),
                      {i18n::text(language, "fair.rank_low"), i18n::text(language, "fair.rank_high"), i18n::text(language, "fair.zone")});
  extra.cells.assign(input.subjects.size(), std::vector<std::string>(extra.names.size()));
  extra.shown = extra.cells;
  for (const FairEntry& entry : fair.entries) {
    std::vector<std::string> cells{six(entry.corrected), six(entry.se)};
    std::vector<std::string> shown{two(entry.corrected), entry.se ? "± " + two(*entry.se) : ""};
    for (const auto& chance : entry.top) {
      cells.push_back(six(chance));
      shown.push_back(chance ? percent(*chance) : "");
    }
    const std::string low = entry.rank_low == 0 ? "" : std::to_string(entry.rank_low);
    const std::string high = entry.rank_high == 0 ? "" : std::to_string(entry.rank_high);
    cells.insert(cells.end(), {low, high, zone_word(entry.zone)});
    shown.insert(shown.end(), {low, high, said_zone(entry, language)});
    extra.cells[entry.subject] = std::move(cells);
    extra.shown[entry.subject] = std::move(shown);
  }
  return extra;
}

std::vector<std::string> notices(const FairRanking& fair, i18n::Language language) {
  std::vector<std::string> all{i18n::text(language, "fair.advice")};
  all.push_back(i18n::text(language, "fair.case_" + fair.outcome));
  if (fair.components > 1) all.push_back(i18n::text(language, "fair.components", {{"count", std::to_string(fair.components)}}));
  const auto borderline = std::count_if(fair.entries.begin(), fair.entries.end(),
                                        [](const FairEntry& entry) { return entry.zone == tally::FairZone::borderline; });
  if (borderline > 0) {
    all.push_back(
        i18n::text(language, "fair.borderline", {{"count", std::to_string(borderline)}, {"top", std::to_string(fair.top.front())}}));
  }
  return all;
}

struct Explainer::Contests {
  std::map<std::pair<const tally::Ranking*, std::vector<std::string>>, OtherOrders> orders;
};

Explainer::Explainer(const FairRanking& fair, const results::Tallied& tallied)
    : fair_(fair), tallied_(tallied), contests_(std::make_unique<Contests>()) {}
Explainer::~Explainer() = default;

std::string Explainer::explain(const tally::Row& row, i18n::Language language) {
  const FairEntry* entry = find(fair_, row.subject);
  std::string out = "\n";
  if (entry == nullptr) {
    say(out, language, "fair.not_rated");
    return out;
  }
  const double panel = entry->raw - entry->corrected;
  const char* why = panel < 0 ? "fair.panel_strict" : panel > 0 ? "fair.panel_generous" : "fair.panel_even";
  say(out, language, "fair.raw", {{"raw", two(entry->raw)}, {"sheets", std::to_string(entry->sheets)}});
  say(out, language, "fair.said_corrected", {{"corrected", two(entry->corrected)}, {"se", entry->se ? "± " + two(*entry->se) : ""}});
  say(out, language, why, {{"points", two(panel < 0 ? -panel : panel)}});
  for (std::size_t k = 0; k < entry->top.size(); ++k) {
    if (entry->top[k]) say(out, language, "fair.chance", {{"top", std::to_string(fair_.top[k])}, {"chance", percent(*entry->top[k])}});
  }
  if (entry->rank_low > 0) say(out, language, "fair.interval", {{"interval", interval(*entry)}});
  if (!fair_.top.empty()) say_distance(out, tallied_, row, fair_.top.front(), language);
  auto [orders, is_new] = contests_->orders.try_emplace({row.ranking, row.scope});
  if (is_new) orders->second = other_orders(fair_, tallied_, row);
  say_alternatives(out, orders->second.of(row), language);
  return out;
}

std::string explain(const FairRanking& fair, const results::Tallied& tallied, std::string_view subject, i18n::Language language) {
  const std::uint32_t at = tally::find_subject(tallied.input.subjects, subject);
  if (at == tally::kNone) throw base::Error(base::Kind::not_found, "tally.unknown_subject", {{"subject", std::string(subject)}});
  std::string out = Explainer(fair, tallied).explain(tallied.result.rows[at], language);
  if (find(fair, at) == nullptr) return out;
  for (const std::string& notice : notices(fair, language)) out += "! " + notice + "\n";
  return out;
}

}  // namespace fairness
