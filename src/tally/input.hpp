#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/rational.hpp"
#include "tally/pack.hpp"

namespace tally {

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// The value of a named attribute, or the empty text.
[[nodiscard]] std::string_view attribute_of(const Attributes& attributes, std::string_view name);

/// What is scored: an entry, a unit, a government. Empty text = not stated.
struct Subject {
  std::string id, name, parent, type, group, category, region;
  Attributes attributes;  ///< extra columns
  std::uint32_t line = 0;

  /// An attribute as packs name them: type, group, category, region or an extra column.
  [[nodiscard]] std::string_view attribute(std::string_view wanted) const;
  [[nodiscard]] bool matches(const When& when) const;
};

/// A repeated element inside a subject: one innovation of a government, one product of a unit.
struct Item {
  std::uint32_t subject = 0;  ///< index in Input::subjects
  std::uint32_t line = 0;
  std::string id, name;
  Attributes attributes;
};

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// One value of one evaluator for one node. Kept small: a national index has three quarters of a million of them.
struct Value {
  base::Rational number;
  std::uint32_t subject = 0;        ///< index in Input::subjects
  std::uint32_t item = kNone;       ///< index in Input::items
  std::uint32_t evaluator = kNone;  ///< index in Input::evaluators
  std::uint32_t line = 0;
  std::uint16_t node = 0;        ///< index in Pack::node_ids
  std::int8_t stage = kNoStage;  ///< index in Pack::stages
  bool not_applicable = false;
  std::uint16_t file = 0;  ///< index in Input::files, for messages
};

/// Everything a tally is computed from, besides the pack. After prepare(): subjects, items and values in the order of
/// docs/developer/bundle-format.md.
struct Input {
  std::vector<Subject> subjects;
  std::vector<Item> items;
  bool items_listed = false;  ///< items come from a list, not from the sheets
  std::vector<std::string> evaluators;
  std::vector<Value> values;
  std::vector<std::string> files;  ///< names for messages: of the list of subjects, the list of items, then the score files
  int stage = kNoStage;            ///< the stage asked for
};

/// Sorts the subjects by id (items and values follow), gives those without a group the pack's first one, and checks ids, parents (known, no
/// circle), groups, categories and types. Throws Error: tally.repeated_subject, tally.unknown_parent, tally.subject_cycle,
/// tally.subject_too_deep, tally.unknown_group, tally.unknown_category, tally.unknown_type, tally.bad_date.
void place_subjects(const Pack& pack, Input& input);

/// Sorts items, evaluators and values (by subject, stage, item, evaluator), settles the stage of values that state none, keeps only the
/// stage asked for, and checks what can only be seen in the whole. Subjects must be placed. Throws Error: tally.repeated_item,
/// tally.stage_needed, tally.unexpected_stage, tally.not_in_tree, tally.item_needed, tally.item_unexpected, tally.duplicate,
/// tally.given_twice, tally.attribute_needed.
void arrange(const Pack& pack, Input& input);

/// Index of the level of each subject (pack-format.md, "levels"). Subjects must be sorted and their parents known; -1 for a type that no
/// level takes.
[[nodiscard]] std::vector<int> levels_of(const Pack& pack, const Input& input);

/// The index of the subject with this id in subjects sorted by id, or kNone.
[[nodiscard]] std::uint32_t find_subject(const std::vector<Subject>& subjects, std::string_view id);

/// The stages scored at a level for which something is to be computed: the one asked for, or all; kNoStage alone if the level's trees have
/// no stage.
[[nodiscard]] std::vector<int> scored_stages(const Pack& pack, int level, int asked);

/// The first tree that matches the subject at this stage, or null.
[[nodiscard]] const Tree* tree_for(const Pack& pack, const Subject& subject, int level, int stage);

}  // namespace tally
