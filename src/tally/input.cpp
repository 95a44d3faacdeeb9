#include "tally/input.hpp"

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "tally/pack_reader.hpp"

namespace tally {
namespace {

/// The order that sorts `elements`; new position -> old position.
template <typename Elements, typename Less>
std::vector<std::uint32_t> sorting(const Elements& elements, Less less) {
  std::vector<std::uint32_t> order(elements.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return less(elements[a], elements[b]); });
  return order;
}

void sort_subjects(Input& input) {
  const auto less = [](const Subject& a, const Subject& b) { return a.id < b.id; };
  if (std::is_sorted(input.subjects.begin(), input.subjects.end(), less)) return;
  const auto order = sorting(input.subjects, less);
  std::vector<Subject> sorted;
  std::vector<std::uint32_t> moved(order.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) {
    sorted.push_back(std::move(input.subjects[order[at]]));
    moved[order[at]] = at;
  }
  input.subjects = std::move(sorted);
  for (Item& item : input.items) item.subject = moved[item.subject];
  for (Value& value : input.values) value.subject = moved[value.subject];
}

/// Reports subjects in `subjects.csv` or wherever they came from: always by line.
class SubjectCheck {
 public:
  SubjectCheck(const Pack& pack, const Input& input) : pack_(pack), input_(input), file_(input.files.empty() ? "" : input.files.front()) {}

  void run() {
    const auto& subjects = input_.subjects;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const Subject& subject = subjects[i];
      if (i > 0 && subjects[i - 1].id == subject.id) problem(subject, "tally.repeated_subject");
      if (!subject.parent.empty() && find_subject(subjects, subject.parent) == kNone) {
        problem(subject, "tally.unknown_parent", {{"parent", subject.parent}});
      }
      check_named(subject, pack_.groups, subject.group, "tally.unknown_group");
      check_named(subject, pack_.categories, subject.category, "tally.unknown_category");
      check_dates(subject);
    }
    problems_.throw_if_any();
    check_circles();
    problems_.throw_if_any();
    const auto levels = levels_of(pack_, input_);
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      if (levels[i] < 0) problem(subjects[i], "tally.unknown_type", {{"type", subjects[i].type}, {"choices", all_types()}});
    }
    problems_.throw_if_any();
  }

 private:
  void problem(const Subject& subject, const char* code, base::Params params = {}) {
    params.insert(params.begin(), {"subject", subject.id});
    problems_.add({file_, subject.line, code, std::move(params)});
  }

  void check_named(const Subject& subject, const std::vector<Named>& known, const std::string& value, const char* code) {
    if (known.empty() || value.empty()) return;
    std::string all;
    for (const Named& named : known) {
      if (named.id == value) return;
      all.append(all.empty() ? "" : ", ").append(named.id);
    }
    problem(subject, code, {{"found", value}, {"choices", all}});
  }

  std::string all_types() const {
    std::string all;
    for (const Level& level : pack_.levels) {
      for (const std::string& type : level.types) all.append(all.empty() ? "" : ", ").append(type);
    }
    return all;
  }

  /// Attributes that an eligibility rule reads as dates.
  void check_dates(const Subject& subject) {
    for (const EligibilityRule& rule : pack_.eligibility) {
      if (rule.kind != EligibilityRule::Kind::min_age && rule.kind != EligibilityRule::Kind::between) continue;
      const std::string_view value = subject.attribute(rule.attribute);
      if (!value.empty() && !is_date(value)) {
        problem(subject, "tally.bad_date", {{"attribute", rule.attribute}, {"found", std::string(value)}});
      }
    }
  }

  /// No subject may stand below itself, nor deeper than any office is: whoever walks up from subject to subject relies on it.
  void check_circles() {
    constexpr int kDeepest = 32;
    const Subject* too_deep = nullptr;
    for (const Subject& subject : input_.subjects) {
      int steps = 0;
      const Subject* up = &subject;
      for (; !up->parent.empty() && steps < kDeepest; ++steps) {
        up = &input_.subjects[find_subject(input_.subjects, up->parent)];
        if (up == &subject) break;
      }
      if (up == &subject && !subject.parent.empty()) problem(subject, "tally.subject_cycle");
      if (steps == kDeepest && too_deep == nullptr) too_deep = &subject;
    }
    if (too_deep != nullptr && problems_.empty()) problem(*too_deep, "tally.subject_too_deep", {{"most", std::to_string(kDeepest)}});
  }

  const Pack& pack_;
  const Input& input_;
  std::string file_;
  base::Problems problems_;
};

}  // namespace

std::string_view attribute_of(const Attributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

std::string_view Subject::attribute(std::string_view wanted) const {
  if (wanted == "type") return type;
  if (wanted == "group") return group;
  if (wanted == "category") return category;
  if (wanted == "region") return region;
  return attribute_of(attributes, wanted);
}

bool Subject::matches(const When& when) const {
  return std::all_of(when.begin(), when.end(), [&](const auto& condition) {
    return std::find(condition.second.begin(), condition.second.end(), attribute(condition.first)) != condition.second.end();
  });
}

std::uint32_t find_subject(const std::vector<Subject>& subjects, std::string_view id) {
  const auto at = std::lower_bound(subjects.begin(), subjects.end(), id,
                                   [](const Subject& subject, std::string_view wanted) { return subject.id < wanted; });
  return at != subjects.end() && at->id == id ? static_cast<std::uint32_t>(at - subjects.begin()) : kNone;
}

std::vector<int> levels_of(const Pack& pack, const Input& input) {
  std::vector<int> height(input.subjects.size(), 0);
  for (const Subject& subject : input.subjects) {
    int above = 1;
    for (std::uint32_t up = find_subject(input.subjects, subject.parent); up != kNone && height[up] < above; ++above) {
      height[up] = above;
      up = find_subject(input.subjects, input.subjects[up].parent);
    }
  }
  const auto by_type = [&](const std::string& type) {
    int open = -1;
    for (std::size_t at = 0; at < pack.levels.size(); ++at) {
      const Level& level = pack.levels[at];
      if (level.named.id == type || std::find(level.types.begin(), level.types.end(), type) != level.types.end()) {
        return static_cast<int>(at);
      }
      if (level.types.empty()) open = static_cast<int>(at);
    }
    return open;
  };
  std::vector<int> levels;
  for (std::size_t at = 0; at < input.subjects.size(); ++at) {
    const std::string& type = input.subjects[at].type;
    levels.push_back(type.empty() ? std::min(height[at], static_cast<int>(pack.levels.size()) - 1) : by_type(type));
  }
  return levels;
}

std::vector<int> scored_stages(const Pack& pack, int level, int asked) {
  std::vector<int> stages;
  for (int stage = 0; stage < static_cast<int>(pack.stages.size()); ++stage) {
    const bool scored =
        std::any_of(pack.trees.begin(), pack.trees.end(), [&](const Tree& tree) { return tree.level == level && tree.stage == stage; });
    if (scored && (asked == kNoStage || asked == stage)) stages.push_back(stage);
  }
  if (stages.empty()) stages.push_back(kNoStage);
  return stages;
}

const Tree* tree_for(const Pack& pack, const Subject& subject, int level, int stage) {
  for (const Tree& tree : pack.trees) {
    if (tree.level == level && tree.stage == stage && subject.matches(tree.when)) return &tree;
  }
  return nullptr;
}

void place_subjects(const Pack& pack, Input& input) {
  sort_subjects(input);
  for (Subject& subject : input.subjects) {
    if (subject.group.empty() && !pack.groups.empty()) subject.group = pack.groups.front().id;
  }
  SubjectCheck(pack, input).run();
}

}  // namespace tally
