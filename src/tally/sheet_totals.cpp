#include "tally/sheet_totals.hpp"

#include <span>
#include <utility>

#include "base/error.hpp"

namespace tally {
namespace {

std::span<const Value> values_of(const Input& input, std::uint32_t subject, std::size_t& next) {
  const std::size_t begin = next;
  while (next < input.values.size() && input.values[next].subject == subject) ++next;
  return std::span(input.values).subspan(begin, next - begin);
}

std::pair<std::uint32_t, std::uint32_t> items_of(const Input& input, std::uint32_t subject, std::uint32_t& next) {
  const std::uint32_t begin = next;
  while (next < input.items.size() && input.items[next].subject == subject) ++next;
  return {begin, next};
}

}  // namespace

std::vector<RatedSheet> sheet_totals(const Pack& pack, const Input& input) {
  const auto levels = levels_of(pack, input);
  std::vector<RatedSheet> all;
  std::size_t next_value = 0;
  std::uint32_t next_item = 0;
  for (std::uint32_t subject = 0; subject < input.subjects.size(); ++subject) {
    const auto values = values_of(input, subject, next_value);
    const auto [first_item, last_item] = items_of(input, subject, next_item);
    const auto stages = scored_stages(pack, levels[subject], input.stage);
    const Tree* tree = tree_for(pack, input.subjects[subject], levels[subject], stages.front());
    if (values.empty() || tree == nullptr) continue;
    if (stages.size() > 1) throw base::Error(base::Kind::invalid, "fair.one_stage");
    const EvaluationScope scope{pack,   input,      *tree,     "",
                                values, first_item, last_item, [](const Rollup&, std::vector<std::string>&) { return Outcome::missing(); }};
    for (SheetTotal& sheet : evaluate_sheets(scope)) all.push_back({subject, std::move(sheet)});
  }
  return all;
}

}  // namespace tally
