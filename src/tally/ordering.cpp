#include "tally/ordering.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "tally/aggregate/kemeny.hpp"
#include "tally/ballots.hpp"
#include "tally/figures.hpp"

namespace tally {
namespace {

using base::Rational;

/// A lot from 1 to 999999, or 0 for anything else.
int lot_of(std::string_view text) {
  constexpr std::size_t kMostDigits = 6;
  int lot = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), lot);
  const bool good = error == std::errc() && end == text.data() + text.size() && text.size() <= kMostDigits && text.front() != '0';
  return good && lot > 0 ? lot : 0;
}

/// Says why there is no order.
void refuse(ContestOrder& order, std::string reason, std::vector<std::uint32_t> about) {
  order.reason = std::move(reason);
  order.about = std::move(about);
}

/// Whether some of the entrants are of the kind; then the reason is about them.
template <typename IsOne>
bool refuse_those(const Entrants& entrants, std::string reason, ContestOrder& order, IsOne is_one) {
  std::vector<std::uint32_t> about;
  for (std::size_t at = 0; at < entrants.subjects.size(); ++at) {
    if (is_one(at)) about.push_back(entrants.subjects[at]);
  }
  if (about.empty()) return false;
  refuse(order, std::move(reason), std::move(about));
  return true;
}

void place(const Entrants& entrants, const aggregate::Places& places, ContestOrder& order) {
  for (std::size_t at = 0; at < places.size(); ++at) order.placed.push_back({.subject = entrants.subjects[at], .place = places[at]});
}

}  // namespace

void Ordering::check_size(const Entrants& entrants, base::Problems& problems) {
  const Method method = entrants.ranking.order.method;
  if (method == Method::corrected) return;
  const std::size_t most = method == Method::kemeny ? aggregate::kMaxKemeny : aggregate::kMaxEntrants;
  if (entrants.subjects.size() <= most) return;
  std::string contest = entrants.ranking.named.id;
  for (const std::string& value : entrants.scope) contest += " / " + value;
  problems.add({{},
                0,
                "tally.too_many_for_method",
                {{"contest", contest},
                 {"method", word(method)},
                 {"count", std::to_string(entrants.subjects.size())},
                 {"most", std::to_string(most)}}});
}

ContestOrder Ordering::order(const Entrants& entrants) {
  ContestOrder order;
  order.ranking = &entrants.ranking;
  order.scope = entrants.scope;
  const Sheets sheets = sheets_of_all(entrants);
  std::set<std::uint32_t> evaluators;
  for (const auto& of_entrant : sheets) {
    for (const SheetTotal& sheet : of_entrant) evaluators.insert(sheet.evaluator);
  }
  order.ballots = evaluators.size();
  const auto incomplete = [&](std::size_t at) {
    return std::any_of(sheets[at].begin(), sheets[at].end(), [](const SheetTotal& sheet) { return !sheet.total.is_number(); });
  };
  if (entrants.subjects.size() == 1) {
    place(entrants, {1}, order);
  } else if (refuse_those(entrants, "incomplete_sheet", order, incomplete)) {
    return order;
  } else if (entrants.ranking.order.method == Method::corrected) {
    order_corrected(entrants, sheets, order);
  } else {
    order_ballots(entrants, sheets, order);
  }
  return order;
}

int Ordering::stage_of(const Ranking& ranking) const {
  const auto stages = scored_stages(pack_, ranking.level, input_.stage);
  return stages.size() == 1 ? stages.front() : ranking.order.stage;
}

Ordering::Sheets Ordering::sheets_of_all(const Entrants& entrants) const {
  const int stage = stage_of(entrants.ranking);
  Sheets sheets;
  for (const std::uint32_t subject : entrants.subjects) {
    sheets.push_back(sheets_of(pack_, input_, {subject, entrants.ranking.level, stage}));
  }
  return sheets;
}

const std::optional<CorrectedScores>& Ordering::corrected(const Ranking& ranking) {
  const auto found = corrected_.find(&ranking);
  if (found != corrected_.end()) return found->second;
  return corrected_[&ranking] = corrected_scores(pack_, input_, ranking.level, stage_of(ranking));
}

void Ordering::order_corrected(const Entrants& entrants, const Sheets& sheets, ContestOrder& order) {
  if (refuse_those(entrants, "no_sheet", order, [&](std::size_t at) { return sheets[at].empty(); })) return;
  const auto& corrected = this->corrected(entrants.ranking);
  if (!corrected) return refuse(order, "not_solved", {});
  std::vector<double> numbers;
  std::set<std::uint32_t> components;
  for (const std::uint32_t subject : entrants.subjects) {
    const CorrectedScore& score = corrected->scores.at(subject);
    numbers.push_back(score.number);
    components.insert(score.component);
  }
  place(entrants, aggregate::Places(numbers.size(), 1), order);
  if (!place_by(numbers, entrants.ranking.ascending, order)) return;
  order.fit = corrected->outcome;
  const bool raw = order.fit == "unidentified" || order.fit == "nothing_shared";
  order.note = raw ? "raw" : components.size() > 1 ? "apart" : "";
}

/// Figures and places from doubles; false with a reason if they are too large.
bool Ordering::place_by(std::span<const double> numbers, bool lower_first, ContestOrder& order) const {
  std::vector<std::optional<Rational>> published(numbers.size());
  const auto contest = published_.find({order.ranking->named.id, order.scope});
  for (std::size_t at = 0; contest != published_.end() && at < numbers.size(); ++at) {
    const auto stated = contest->second.find(input_.subjects[order.placed[at].subject].id);
    if (stated != contest->second.end()) published[at] = stated->second;
  }
  const auto figures = figures_of(numbers, published);
  if (!figures) {
    order.placed.clear();
    refuse(order, "not_solved", {});
    return false;
  }
  const auto places = aggregate::places_of(numbers.size(), [&](std::size_t a, std::size_t b) {
    return lower_first ? (*figures)[a] < (*figures)[b] : (*figures)[b] < (*figures)[a];
  });
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    order.placed[at].figure = (*figures)[at];
    order.placed[at].place = places[at];
  }
  return true;
}

void Ordering::order_ballots(const Entrants& entrants, const Sheets& sheets, ContestOrder& order) const {
  if (order.ballots == 0) return refuse(order, "no_ballots", {});
  const OrderRule& rule = entrants.ranking.order;
  std::vector<std::string> names;
  std::vector<aggregate::Score> scores;
  std::vector<int> lots;
  for (std::size_t at = 0; at < entrants.subjects.size(); ++at) {
    const Subject& subject = input_.subjects[entrants.subjects[at]];
    names.push_back(subject.id);
    if (!rule.lots.empty()) lots.push_back(lot_of(subject.attribute(rule.lots)));
    for (const SheetTotal& sheet : sheets[at]) scores.push_back({input_.evaluators[sheet.evaluator], at, sheet.total.number});
  }
  if (!lots.empty() && refuse_those(entrants, "no_lot", order, [&](std::size_t at) { return lots[at] == 0; })) return;
  const auto better = entrants.ranking.ascending ? aggregate::Better::lower : aggregate::Better::higher;
  const BallotOutcome outcome = count_ballots(rule, aggregate::profile_of(std::move(names), scores, better), lots);
  if (!outcome.reason.empty()) {
    std::vector<std::uint32_t> about;
    for (const std::size_t at : outcome.about) about.push_back(entrants.subjects[at]);
    return refuse(order, outcome.reason, std::move(about));
  }
  place(entrants, outcome.strengths.empty() ? outcome.places : aggregate::Places(outcome.strengths.size(), 1), order);
  if (!outcome.strengths.empty() && !place_by(outcome.strengths, false, order)) return;
  for (std::size_t at = 0; at < outcome.exact.size(); ++at) order.placed[at].figure = outcome.exact[at];
  for (std::size_t at = 0; at < outcome.rounds.size(); ++at) order.placed[at].round = outcome.rounds[at];
  if (outcome.layers) order.note = "layers";
}

}  // namespace tally
