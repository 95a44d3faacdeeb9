#include "tally/sheet_totals.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "base/error.hpp"

namespace tally {
namespace {

/// Those of one subject, in a list that is sorted by subject.
template <typename Element>
std::span<const Element> of_subject(const std::vector<Element>& all, std::uint32_t subject) {
  const auto before = [](const Element& element, std::uint32_t wanted) { return element.subject < wanted; };
  const auto begin = std::lower_bound(all.begin(), all.end(), subject, before);
  return {begin, std::lower_bound(begin, all.end(), subject + 1, before)};
}

std::span<const Value> at_stage(std::span<const Value> values, int stage) {
  const auto begin = std::find_if(values.begin(), values.end(), [&](const Value& value) { return value.stage == stage; });
  return {begin, std::find_if(begin, values.end(), [&](const Value& value) { return value.stage != stage; })};
}

}  // namespace

std::vector<SheetTotal> sheets_of(const Pack& pack, const Input& input, const SheetPlace& place) {
  const Tree* tree = tree_for(pack, input.subjects[place.subject], place.level, place.stage);
  const auto values = at_stage(of_subject(input.values, place.subject), place.stage);
  if (tree == nullptr || values.empty()) return {};
  const auto items = of_subject(input.items, place.subject);
  const auto first = static_cast<std::uint32_t>(items.data() - input.items.data());
  const auto no_roll_up = [](const Rollup&, std::vector<std::string>&) { return Outcome::missing(); };
  return evaluate_sheets({pack, input, *tree, "", values, first, first + static_cast<std::uint32_t>(items.size()), no_roll_up});
}

std::vector<RatedSheet> sheet_totals(const Pack& pack, const Input& input) {
  const auto levels = levels_of(pack, input);
  std::vector<RatedSheet> all;
  for (std::uint32_t subject = 0; subject < input.subjects.size(); ++subject) {
    if (of_subject(input.values, subject).empty()) continue;
    const auto stages = scored_stages(pack, levels[subject], input.stage);
    if (stages.size() > 1) throw base::Error(base::Kind::invalid, "fair.one_stage");
    for (SheetTotal& sheet : sheets_of(pack, input, {subject, levels[subject], stages.front()})) all.push_back({subject, std::move(sheet)});
  }
  return all;
}

}  // namespace tally
