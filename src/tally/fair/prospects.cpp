#include "tally/fair/prospects.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "tally/fair/gain.hpp"

namespace tally::fair {
namespace {

constexpr std::size_t kMostSheets = 8;  ///< for one entry: whether it needs more is better decided when these are in
constexpr double kOpen = 0.1;           ///< chances from here to 1 less this

std::size_t can_get(const Readers& readers, std::size_t jurors, std::uint32_t entry) {
  std::size_t count = 0;
  for (std::uint32_t j = 0; j < jurors && count < kMostSheets; ++j) count += readers.may(entry, j) ? 1 : 0;
  return count;
}

}  // namespace

Prospects::Prospects(const Judged& judged, const std::vector<Choice>& choices, const Readers& readers)
    : entries_(judged.ratings.entries().size()) {
  for (const Choice& choice : choices) {
    if (!choice.chances.empty()) look_at(judged, choice, readers);
  }
}

/// Those with the highest chances are chosen, so the chance of the last of them is about the price of a place.
void Prospects::look_at(const Judged& judged, const Choice& choice, const Readers& readers) {
  std::vector<double> sorted = choice.chances;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  places_ += choice.places;
  right_ += std::accumulate(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(choice.places), 0.0);
  const double price = (sorted[choice.places - 1] + sorted[choice.places]) / 2;
  for (std::size_t at = 0; at < choice.among.size(); ++at) entries_[choice.among[at]].chance = choice.chances[at];
  if (judged.drawing.parts.empty()) return;
  outlooks_.push_back(std::make_unique<Outlook>(judged.ratings, judged.fit, judged.drawing, choice));
  for (std::size_t at = 0; at < choice.among.size(); ++at) {
    const double chance = choice.chances[at];
    if (chance <= 0 || chance >= 1) continue;
    Entry& entry = entries_[choice.among[at]];
    entry.outlook = outlooks_.back().get();
    // One at least: who would gain and can get none is worth naming.
    const std::size_t most = std::max<std::size_t>(1, can_get(readers, judged.ratings.jurors().size(), choice.among[at]));
    std::vector<double> gains = entry.outlook->resolved(choice.among[at], most);
    for (double& gain : gains) gain = choice_gain(chance, price, gain);
    entry.steps = concave_steps(gains);
  }
}

std::optional<double> Prospects::next(std::uint32_t entry) const {
  const Entry& own = entries_[entry];
  if (!own.chance) return std::nullopt;
  return own.taken < own.steps.size() ? own.steps[own.taken] : 0;
}

bool Prospects::open(std::uint32_t entry) const {
  const auto& chance = entries_[entry].chance;
  return chance && *chance > kOpen && *chance < 1 - kOpen;
}

}  // namespace tally::fair
