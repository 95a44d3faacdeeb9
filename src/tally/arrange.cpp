#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include "base/error.hpp"
#include "tally/input.hpp"

namespace tally {
namespace {

void sort_items(Input& input) {
  std::vector<std::uint32_t> order(input.items.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Item& left = input.items[a];
    const Item& right = input.items[b];
    return left.subject != right.subject ? left.subject < right.subject : left.id < right.id;
  });
  if (std::is_sorted(order.begin(), order.end())) return;
  std::vector<Item> sorted;
  std::vector<std::uint32_t> moved(order.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) {
    sorted.push_back(std::move(input.items[order[at]]));
    moved[order[at]] = at;
  }
  input.items = std::move(sorted);
  for (Value& value : input.values) {
    if (value.item != kNone) value.item = moved[value.item];
  }
}

void sort_evaluators(Input& input) {
  std::vector<std::string> sorted = input.evaluators;
  std::sort(sorted.begin(), sorted.end());
  if (sorted == input.evaluators) return;
  std::vector<std::uint32_t> moved;
  for (const std::string& id : input.evaluators) {
    moved.push_back(static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), id) - sorted.begin()));
  }
  input.evaluators = std::move(sorted);
  for (Value& value : input.values) {
    if (value.evaluator != kNone) value.evaluator = moved[value.evaluator];
  }
}

/// What the values of one subject are sorted by. kNone counts as the smallest.
struct SortKey {
  std::uint64_t item_and_evaluator = 0;
  std::uint32_t at = 0;
  std::uint16_t node = 0;
  std::uint8_t stage = 0;

  /// `stage_ranks`: by stage + 1, the place of its id among all (the unnamed stage first).
  static SortKey of(const Value& value, const std::vector<std::uint8_t>& stage_ranks, std::uint32_t at) {
    return {(std::uint64_t{value.item + 1U} << 32U) | (value.evaluator + 1U), at, value.node,
            stage_ranks[static_cast<std::size_t>(value.stage + 1)]};
  }
  friend bool operator<(const SortKey& a, const SortKey& b) {
    return std::tie(a.stage, a.item_and_evaluator, a.node, a.at) < std::tie(b.stage, b.item_and_evaluator, b.node, b.at);
  }
};

std::vector<std::uint8_t> ranks_of(const std::vector<Stage>& stages) {
  std::vector<std::uint8_t> ranks{0};
  for (const Stage& stage : stages) {
    ranks.push_back(static_cast<std::uint8_t>(
        1 + std::count_if(stages.begin(), stages.end(), [&](const Stage& other) { return other.named.id < stage.named.id; })));
  }
  return ranks;
}

/// Values come grouped by item or by sheet, seldom by subject: each goes to its subject's stretch first, and a stretch is sorted only if it
/// has to be.
std::vector<SortKey> sorted_keys(const Pack& pack, const Input& input) {
  const auto stage_ranks = ranks_of(pack.stages);
  std::vector<std::uint32_t> begin(input.subjects.size() + 1, 0);
  for (const Value& value : input.values) ++begin[value.subject + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<SortKey> keys(input.values.size());
  std::vector<std::uint32_t> next = begin;
  for (std::uint32_t at = 0; at < input.values.size(); ++at) {
    const Value& value = input.values[at];
    keys[next[value.subject]++] = SortKey::of(value, stage_ranks, at);
  }
  for (std::size_t subject = 0; subject + 1 < begin.size(); ++subject) {
    const auto first = keys.begin() + begin[subject];
    const auto last = keys.begin() + begin[subject + 1];
    if (!std::is_sorted(first, last)) std::sort(first, last);
  }
  return keys;
}

void sort_values(const Pack& pack, Input& input) {
  std::vector<Value> sorted;
  sorted.reserve(input.values.size());
  for (const SortKey& key : sorted_keys(pack, input)) sorted.push_back(std::move(input.values[key.at]));
  input.values = std::move(sorted);
}

/// Checks the values against the trees of their subjects, subject by subject.
class ValueCheck {
 public:
  ValueCheck(const Pack& pack, Input& input) : pack_(pack), input_(input), levels_(levels_of(pack, input)) {}

  void settle_stages() {
    for (Value& value : input_.values) {
      const int level = levels_[value.subject];
      const auto& stages = stages_at(level);
      const bool single = stages.size() == 1;
      if (value.stage == kNoStage) {
        const bool combined_total = !single && pack_.node_ids[value.node] == "total";
        if (single) value.stage = static_cast<std::int8_t>(stages.front());
        if (!single && !combined_total) problem(value, "tally.stage_needed");
      } else if (input_.stage == kNoStage && std::find(stages.begin(), stages.end(), value.stage) == stages.end()) {
        problem(value, "tally.unexpected_stage", {{"stage", stage_name(value)}});
      }
    }
    std::erase_if(input_.values, [&](const Value& value) {
      const auto& stages = stages_at(levels_[value.subject]);
      return input_.stage != kNoStage && std::find(stages.begin(), stages.end(), value.stage) == stages.end();
    });
    problems_.throw_if_any();
  }

  void check_rows() {
    const Value* before = nullptr;
    for (const Value& value : input_.values) {
      check_place(value);
      const bool same_cell =
          before != nullptr && before->subject == value.subject && before->stage == value.stage && before->item == value.item;
      if (same_cell && before->evaluator == value.evaluator && before->node == value.node) {
        problem(value, "tally.duplicate", {{"indicator", pack_.node_ids[value.node]}, {"first", std::to_string(before->line)}});
      }
      before = &value;
    }
  }

  /// A value at a node and at one below it, in the same subject and stage, is one too many.
  void check_given_twice() {
    for (std::size_t begin = 0; begin < input_.values.size();) {
      std::size_t end = begin;
      const Value& first = input_.values[begin];
      while (end < input_.values.size() && input_.values[end].subject == first.subject && input_.values[end].stage == first.stage) ++end;
      check_subject(begin, end);
      begin = end;
    }
  }

  void throw_if_any() const { problems_.throw_if_any(); }

 private:
  const std::vector<int>& stages_at(int level) {
    if (stages_.empty()) stages_.resize(pack_.levels.size());
    auto& stages = stages_[static_cast<std::size_t>(level)];
    if (stages.empty()) stages = scored_stages(pack_, level, input_.stage);
    return stages;
  }

  std::string stage_name(const Value& value) const { return pack_.stages[static_cast<std::size_t>(value.stage)].named.id; }

  const Tree* tree_of(const Value& value) {
    if (value.subject != tree_subject_ || value.stage != tree_stage_) {
      tree_subject_ = value.subject;
      tree_stage_ = value.stage;
      tree_ = tree_for(pack_, input_.subjects[value.subject], levels_[value.subject], value.stage);
    }
    return tree_;
  }

  bool is_combined_total(const Value& value) {
    return value.stage == kNoStage && value.item == kNone && stages_at(levels_[value.subject]).size() > 1;
  }

  void check_place(const Value& value) {
    if (is_combined_total(value)) return;
    const Tree* tree = tree_of(value);
    const int at = tree == nullptr ? -1 : tree->position[value.node];
    if (at < 0) return problem(value, "tally.not_in_tree", {{"indicator", pack_.node_ids[value.node]}});
    const bool inside = tree->nodes[static_cast<std::size_t>(at)].inside_items;
    if (inside && value.item == kNone) problem(value, "tally.item_needed", {{"indicator", pack_.node_ids[value.node]}});
    if (!inside && value.item != kNone) problem(value, "tally.item_unexpected", {{"indicator", pack_.node_ids[value.node]}});
  }

  /// Whether the value stands where its tree has it, with an item or without; what does not was reported by check_rows.
  static bool is_well_placed(const Tree& tree, const Value& value) {
    const int at = tree.position[value.node];
    return at >= 0 && tree.nodes[static_cast<std::size_t>(at)].inside_items == (value.item != kNone);
  }

  /// Where a value of this subject and stage was given at an inner node: (position, item) and the value.
  using Given = std::vector<std::pair<std::pair<int, std::uint32_t>, const Value*>>;

  void check_subject(std::size_t begin, std::size_t end) {
    const Value& first = input_.values[begin];
    if (is_combined_total(first)) {
      if (end < input_.values.size() && input_.values[end].subject == first.subject) twice(input_.values[end], first);
      return;
    }
    const Tree* found = tree_of(first);
    if (found == nullptr) return;  // reported by check_rows
    const Tree& tree = *found;
    Given given;
    for (std::size_t i = begin; i < end; ++i) {
      const Value& value = input_.values[i];
      const int at = tree.position[value.node];
      if (is_well_placed(tree, value) && tree.nodes[static_cast<std::size_t>(at)].op != Op::indicator) {
        given.push_back({{at, value.item}, &value});
      }
    }
    if (given.empty()) return;
    std::sort(given.begin(), given.end());
    for (std::size_t i = begin; i < end; ++i) check_above(tree, input_.values[i], given);
  }

  void check_above(const Tree& tree, const Value& value, const Given& given) {
    if (!is_well_placed(tree, value)) return;
    const auto at = static_cast<std::size_t>(tree.position[value.node]);
    for (int up = tree.nodes[at].parent; up >= 0; up = tree.nodes[static_cast<std::size_t>(up)].parent) {
      const std::pair key{up, tree.nodes[static_cast<std::size_t>(up)].inside_items ? value.item : kNone};
      const auto other =
          std::lower_bound(given.begin(), given.end(), key, [](const auto& entry, const auto& wanted) { return entry.first < wanted; });
      if (other != given.end() && other->first == key) return twice(value, *other->second);
    }
  }

  void twice(const Value& below, const Value& above) {
    problem(below, "tally.given_twice",
            {{"indicator", pack_.node_ids[below.node]}, {"above", pack_.node_ids[above.node]}, {"first", std::to_string(above.line)}});
  }

  void problem(const Value& value, const char* code, base::Params params = {}) {
    params.insert(params.begin(), {"subject", input_.subjects[value.subject].id});
    problems_.add({value.file < input_.files.size() ? input_.files[value.file] : "", value.line, code, std::move(params)});
  }

  const Pack& pack_;
  Input& input_;
  std::vector<int> levels_;
  std::vector<std::vector<int>> stages_;
  base::Problems problems_;
  const Tree* tree_ = nullptr;
  std::uint32_t tree_subject_ = kNone;
  std::int8_t tree_stage_ = kNoStage;
};

void check_items(const Pack& pack, const Input& input) {
  base::Problems problems;
  for (std::size_t i = 1; i < input.items.size(); ++i) {
    const Item& item = input.items[i];
    if (item.subject == input.items[i - 1].subject && item.id == input.items[i - 1].id) {
      problems.add({input.files.size() > 1 ? input.files[1] : "",
                    item.line,
                    "tally.repeated_item",
                    {{"item", item.id}, {"subject", input.subjects[item.subject].id}}});
    }
  }
  for (const Tree& tree : pack.trees) {
    for (const Node& node : tree.nodes) {
      if (node.op != Op::condition || input.items.empty()) continue;
      const std::string& needed = node.rollup.when_items.attribute;
      const bool there = std::any_of(input.items.begin(), input.items.end(), [&](const Item& item) {
        return std::any_of(item.attributes.begin(), item.attributes.end(), [&](const auto& entry) { return entry.first == needed; });
      });
      if (!there) {
        problems.add(
            {input.files.size() > 1 ? input.files[1] : "", 0, "tally.attribute_needed", {{"attribute", needed}, {"node", node.id}}});
      }
    }
  }
  problems.throw_if_any();
}

}  // namespace

void arrange(const Pack& pack, Input& input) {
  sort_items(input);
  check_items(pack, input);
  sort_evaluators(input);
  ValueCheck check(pack, input);
  check.settle_stages();
  sort_values(pack, input);
  check.check_rows();
  check.check_given_twice();
  check.throw_if_any();
}

}  // namespace tally
