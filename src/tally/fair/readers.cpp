#include "tally/fair/readers.hpp"

#include <algorithm>
#include <deque>
#include <numeric>

namespace tally::fair {
namespace {

constexpr double kAlike = 1e-9;  ///< of the larger cost: rounding, not a difference

/// The least share that gives the budget room, cut to each juror's cap.
std::vector<std::size_t> shares(std::size_t jurors, const Readers::Limits& limits) {
  std::vector<std::size_t> caps(jurors, limits.budget);
  for (std::size_t j = 0; j < limits.caps.size(); ++j) caps[j] = std::min(caps[j], limits.caps[j].value_or(limits.budget));
  const auto cut = [&](std::size_t share) {
    std::vector<std::size_t> result = caps;
    for (std::size_t& cap : result) cap = std::min(cap, share);
    return result;
  };
  std::size_t low = 0;
  std::size_t high = limits.budget;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const std::vector<std::size_t> made = cut(middle);
    if (std::accumulate(made.begin(), made.end(), std::size_t{0}) >= limits.budget) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return cut(high);
}

}  // namespace

Readers::Readers(const Ratings& ratings, const Limits& limits)
    : ratings_(ratings),
      limits_(limits),
      share_(shares(ratings.jurors().size(), limits)),
      load_(share_.size()),
      room_(std::accumulate(share_.begin(), share_.end(), std::size_t{0})),
      of_entry_(ratings.entries().size()),
      of_juror_(share_.size()) {}

bool Readers::may(std::uint32_t entry, std::uint32_t juror) const {
  const auto by_juror = [](const Sheet& sheet, std::uint32_t j) { return sheet.juror < j; };
  const auto panel = ratings_.panel(entry);
  const auto at = std::lower_bound(panel.begin(), panel.end(), juror, by_juror);
  if (at != panel.end() && at->juror == juror) return false;
  const auto& asked = of_entry_[entry];
  if (std::find(asked.begin(), asked.end(), juror) != asked.end()) return false;
  return !std::binary_search(limits_.conflicts.begin(), limits_.conflicts.end(), std::pair(entry, juror));
}

std::vector<std::uint32_t> Readers::panel(std::uint32_t entry) const {
  std::vector<std::uint32_t> jurors = of_entry_[entry];
  for (const Sheet& sheet : ratings_.panel(entry)) jurors.push_back(sheet.juror);
  return jurors;
}

std::size_t Readers::add(const Asked& asked) {
  asked_.push_back(asked);
  of_entry_[asked.entry].push_back(asked.juror);
  of_juror_[asked.juror].push_back(asked_.size() - 1);
  ++load_[asked.juror];
  --room_;
  return asked_.size() - 1;
}

std::size_t Readers::ask(std::uint32_t entry, std::uint32_t juror) { return add({entry, juror, true}); }

std::optional<std::size_t> Readers::ask_best(std::uint32_t entry, std::span<const double> costs) {
  std::optional<std::uint32_t> juror = best(entry, costs);
  if (!juror && make_room(entry)) juror = best(entry, costs);
  if (!juror) return std::nullopt;
  return add({entry, *juror, false});
}

bool Readers::preferred(std::uint32_t a, std::uint32_t b, std::span<const double> costs) const {
  if (!costs.empty() && std::abs(costs[a] - costs[b]) > kAlike * std::max(costs[a], costs[b])) return costs[a] < costs[b];
  return load_[a] != load_[b] ? load_[a] < load_[b] : ratings_.jurors()[a] < ratings_.jurors()[b];
}

std::optional<std::uint32_t> Readers::best(std::uint32_t entry, std::span<const double> costs) const {
  std::optional<std::uint32_t> found;
  for (std::uint32_t j = 0; j < share_.size(); ++j) {
    if (has_room(j) && may(entry, j) && (!found || preferred(j, *found, costs))) found = j;
  }
  return found;
}

/// Searches the shortest row of jurors, each of whom can take a sheet over from the one before, from one who may read the entry to one with
/// room (augmenting path): so as many sheets find a reader as can.
bool Readers::make_room(std::uint32_t entry) {
  constexpr std::size_t kStart = SIZE_MAX;
  std::vector<std::optional<std::size_t>> through(share_.size());  // the sheet that he would take over
  std::deque<std::uint32_t> queue;
  for (std::uint32_t j = 0; j < share_.size(); ++j) {
    if (!may(entry, j)) continue;
    through[j] = kStart;
    queue.push_back(j);
  }
  for (; !queue.empty() && room_ > 0; queue.pop_front()) {
    for (const std::size_t sheet : of_juror_[queue.front()]) {
      if (asked_[sheet].for_good) continue;
      for (std::uint32_t j = 0; j < share_.size(); ++j) {
        if (through[j] || !may(asked_[sheet].entry, j)) continue;
        through[j] = sheet;
        queue.push_back(j);
        if (!has_room(j)) continue;
        for (std::uint32_t to = j; *through[to] != kStart;) {
          const std::uint32_t from = asked_[*through[to]].juror;
          move(*through[to], to);
          to = from;
        }
        return true;
      }
    }
  }
  return false;
}

void Readers::move(std::size_t sheet, std::uint32_t juror) {
  Asked& asked = asked_[sheet];
  std::erase(of_juror_[asked.juror], sheet);
  of_juror_[juror].push_back(sheet);
  std::replace(of_entry_[asked.entry].begin(), of_entry_[asked.entry].end(), asked.juror, juror);
  --load_[asked.juror];
  ++load_[juror];
  asked.juror = juror;
}

Unread Readers::why_not(std::uint32_t entry) const {
  for (std::uint32_t j = 0; j < share_.size(); ++j) {
    if (may(entry, j)) return Unread::no_room;
  }
  return Unread::nobody_left;
}

}  // namespace tally::fair
