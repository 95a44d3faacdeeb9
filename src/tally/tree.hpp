#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/rational.hpp"
#include "tally/provenance.hpp"

namespace tally {

enum class ValueType : std::uint8_t { number, level, count, checklist, yes_no, ratio, survey, measured };

/// What an indicator accepts (pack-format.md, "Indicator").
struct ValueRule {
  struct Level {
    base::Rational value;
    Text text;
  };
  ValueType type = ValueType::number;
  base::Rational min;
  std::optional<base::Rational> max;
  base::Rational factor = 1;  ///< of a ratio
  std::vector<Level> levels;  ///< of a level
  std::vector<Text> labels;   ///< options of a checklist, labels of a survey
  std::string unit;           ///< of a measured value
};

struct Indicator {
  ValueRule value;
  bool drop_if_not_applicable = false;
  bool zero_if_missing = false;
  int min_words = 0;  ///< 0 = no limit
  int max_words = 0;
  std::string evidence;  ///< "", "required" or "optional"
  Text guidance;
};

enum class Op : std::uint8_t {
  indicator,
  weighted_mean,
  weighted_sum,
  mean,
  sum,
  min,
  max,
  median,
  trimmed_mean,
  scale,
  ratio,
  capped_count,
  condition
};
enum class Over : std::uint8_t { children, items, subjects };

/// The items show at least `at_least` different values of the attribute among those listed.
struct ItemCondition {
  std::string attribute;
  std::vector<std::string> among;
  int at_least = 1;
};

/// How an inner node is computed; which members count depends on `op` and `over` (pack-format.md, "Inner node").
struct Rollup {
  Over over = Over::children;
  base::Rational low, high;  ///< the scale of the node: bounds of a value given at it
  std::optional<RoundingRule> round;
  std::optional<base::Rational> weights_sum;
  base::Rational factor = 1;
  base::Rational offset;
  base::Rational cap;
  base::Rational at_least;  ///< 0 = no least divisor
  int drop_low = 0;
  int drop_high = 0;
  int best = 0;   ///< 0 = all
  int level = 0;  ///< index of the level rolled up
  bool use_rounded = false;
  bool skip_incomplete = false;
  ItemCondition when_items;
  base::Rational otherwise;
};

/// A node of a tree; trees are kept flat, in preorder, so that a node is a position.
struct Node {
  std::string id;
  Text name;
  Provenance provenance;
  std::optional<base::Rational> weight;  ///< its meaning is the parent's op
  Op op = Op::indicator;
  Indicator indicator;  ///< if op is Op::indicator
  Rollup rollup;        ///< otherwise
  int parent = -1;
  std::vector<int> children;
  bool inside_items = false;  ///< under an `over: items` node
  int name_index = 0;         ///< of `id` in Pack::node_ids
  std::size_t line = 0;
};

inline constexpr int kNoStage = -1;

struct Tree {
  int level = 0;
  int stage = kNoStage;
  When when;
  std::vector<Node> nodes;    ///< nodes[0] is the root, `total`
  std::vector<int> position;  ///< name_index -> position in nodes, or -1
  int items_begin = 0;        ///< positions [items_begin, items_end) span all nodes inside items
  int items_end = 0;
};

}  // namespace tally
