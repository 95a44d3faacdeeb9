#include "tally/fair/ratings.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "base/error.hpp"

namespace tally::fair {
namespace {

using Positions = std::unordered_map<std::string_view, std::uint32_t>;

/// Sorts the distinct ids into `ids` and tells where each stands.
template <typename Field>
Positions positions(std::span<const SheetInput> sheets, Field field, std::vector<std::string>& ids) {
  Positions found;
  for (const SheetInput& sheet : sheets) found.emplace(sheet.*field, 0);
  ids.reserve(found.size());
  for (const auto& [id, position] : found) ids.emplace_back(id);
  std::sort(ids.begin(), ids.end());
  for (std::uint32_t i = 0; i < ids.size(); ++i) found.at(ids[i]) = i;
  return found;
}

/// Puts the jurors in order of their sheets, so that no name has a say in any number; a juror's sheets come by entry.
void order_by_sheets(std::span<const SheetInput> sheets, const Positions& entry, Positions& juror, std::vector<std::string>& ids) {
  std::vector<std::vector<std::pair<std::uint32_t, double>>> of_juror(ids.size());
  for (const SheetInput& sheet : sheets) of_juror[juror.at(sheet.juror)].emplace_back(entry.at(sheet.entry), sheet.total);
  for (auto& own : of_juror) std::sort(own.begin(), own.end());
  std::vector<std::uint32_t> order(ids.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return of_juror[a] < of_juror[b]; });
  std::vector<std::string> ordered;
  ordered.reserve(ids.size());
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    juror.at(ids[order[place]]) = place;
    ordered.push_back(ids[order[place]]);
  }
  ids = std::move(ordered);
}

base::Problem problem(const SheetInput& sheet, const char* code) {
  return {sheet.file, sheet.line, code, {{"entry", sheet.entry}, {"juror", sheet.juror}}};
}

bool finite(const SheetInput& sheet) {
  return std::isfinite(sheet.total) && std::all_of(sheet.scores.begin(), sheet.scores.end(), [](double x) { return std::isfinite(x); });
}

void check(std::span<const SheetInput> sheets, std::size_t criteria, base::Problems& problems) {
  for (const SheetInput& sheet : sheets) {
    if (!finite(sheet)) problems.add(problem(sheet, "fair.not_finite"));
    if (sheet.scores.size() != criteria) problems.add(problem(sheet, "fair.missing_criterion"));
  }
}

}  // namespace

Ratings::Ratings(std::vector<std::string> criteria, std::span<const SheetInput> sheets) : criteria_(std::move(criteria)) {
  if (sheets.empty()) throw base::Error(base::Kind::invalid, "fair.no_sheets");
  base::Problems problems;
  check(sheets, criteria_.size(), problems);

  const Positions entry = positions(sheets, &SheetInput::entry, entries_);
  Positions juror = positions(sheets, &SheetInput::juror, jurors_);
  order_by_sheets(sheets, entry, juror, jurors_);
  std::vector<Sheet> given;
  given.reserve(sheets.size());
  for (const SheetInput& sheet : sheets) given.push_back({entry.at(sheet.entry), juror.at(sheet.juror), sheet.total});
  const auto key = [&given](std::size_t i) { return std::pair(given[i].entry, given[i].juror); };
  std::vector<std::size_t> order(sheets.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&key](std::size_t a, std::size_t b) { return key(a) < key(b); });

  begin_.assign(entries_.size() + 1, 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t at = order[i];
    if (i > 0 && key(order[i - 1]) == key(at)) problems.add(problem(sheets[at], "fair.duplicate_sheet"));
    sheets_.push_back(given[at]);
    scores_.insert(scores_.end(), sheets[at].scores.begin(), sheets[at].scores.end());
    ++begin_[given[at].entry + 1];
  }
  problems.throw_if_any();
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
}

Ratings Ratings::without_juror(std::string_view juror) const {
  std::vector<SheetInput> kept;
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    const Sheet& sheet = sheets_[i];
    if (jurors_[sheet.juror] == juror) continue;
    const auto scores = scores_.begin() + static_cast<std::ptrdiff_t>(i * criteria_.size());
    kept.push_back({.entry = entries_[sheet.entry],
                    .juror = jurors_[sheet.juror],
                    .total = sheet.total,
                    .scores = {scores, scores + static_cast<std::ptrdiff_t>(criteria_.size())}});
  }
  return {criteria_, kept};
}

}  // namespace tally::fair
