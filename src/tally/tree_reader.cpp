#include "tally/tree_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tally {
namespace {

constexpr int kMaxDepth = 12;

const std::vector<std::string_view> kValueTypes{"number", "level", "count", "checklist", "yes_no", "ratio", "survey", "measured"};
const std::vector<std::string_view> kOps{"",       "weighted_mean", "weighted_sum", "mean",  "sum",          "min",      "max",
                                         "median", "trimmed_mean",  "scale",        "ratio", "capped_count", "condition"};

bool is_one_of(Op op, std::initializer_list<Op> ops) { return std::find(ops.begin(), ops.end(), op) != ops.end(); }

std::vector<Text> read_texts(Fields& fields, std::string_view key, bool needed) {
  std::vector<Text> texts;
  fields.list(key, needed, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, fields.what() + "." + name, fields.reading());
    texts.push_back({entry.word("id"), entry.word("en")});
  });
  return texts;
}

void read_levels(Fields& fields, ValueRule& rule) {
  fields.list("levels", true, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, fields.what() + "." + name, fields.reading());
    rule.levels.push_back({entry.needed_number("value"), entry.text("text")});
  });
  for (std::size_t i = 0; i < rule.levels.size(); ++i) {
    const bool rises = i == 0 || rule.levels[i].value == rule.levels[i - 1].value + base::Rational(1);
    if (!rises || !rule.levels[i].value.is_integer()) fields.problem("pack.levels_not_rising", {{"what", fields.what()}});
  }
  if (rule.levels.empty()) return;
  rule.min = rule.levels.front().value;
  rule.max = rule.levels.back().value;
}

void read_bounds(Fields& fields, ValueRule& rule) {
  rule.min = fields.needed_number("min");
  rule.max = fields.needed_number("max");
  if (*rule.max < rule.min) fields.problem("pack.empty_range", {{"what", fields.what()}});
}

ValueRule read_value(const base::Document& document, const std::string& what, Reading& reading) {
  Fields fields(document, what, reading);
  ValueRule rule;
  rule.type = static_cast<ValueType>(fields.choice("type", kValueTypes));
  switch (rule.type) {
    case ValueType::number:
    case ValueType::measured:
    case ValueType::survey:
      read_bounds(fields, rule);
      if (rule.type == ValueType::measured) rule.unit = fields.word("unit");
      if (rule.type == ValueType::survey) rule.labels = read_texts(fields, "labels", false);
      break;
    case ValueType::level:
      read_levels(fields, rule);
      break;
    case ValueType::checklist:
      rule.labels = read_texts(fields, "options", true);
      rule.max = static_cast<std::int64_t>(rule.labels.size());
      break;
    case ValueType::yes_no:
      rule.max = 1;
      break;
    case ValueType::ratio:
      rule.factor = fields.needed_number("factor");
      // Bundles write a ratio as a decimal where they can, else as a/b: that is only unambiguous if the factor is a decimal itself.
      if (rule.factor <= base::Rational(0) || rule.factor.text().find('/') != std::string::npos) {
        fields.problem("pack.ratio_factor", {{"what", fields.what()}});
      }
      [[fallthrough]];
    case ValueType::count:
      rule.max = fields.number("max");
      break;
  }
  (void)fields.provenance({});
  return rule;
}

Indicator read_indicator(Fields& fields) {
  Indicator indicator;
  if (const base::Document* value = fields.required("value")) {
    indicator.value = read_value(*value, fields.what() + ".value", fields.reading());
  }
  indicator.drop_if_not_applicable = fields.flag("not_applicable", "drop", "", false);
  indicator.zero_if_missing = fields.flag("missing", "zero", "", false);
  indicator.min_words = fields.whole("min_words", 0, 100000, 0);
  indicator.max_words = fields.whole("max_words", 0, 100000, 0);
  indicator.evidence = fields.word("evidence", false);
  if (!indicator.evidence.empty() && indicator.evidence != "required" && indicator.evidence != "optional") {
    fields.problem("pack.unknown_word",
                   {{"found", indicator.evidence}, {"key", "evidence"}, {"what", fields.what()}, {"choices", "required, optional"}});
  }
  indicator.guidance = fields.text("guidance", false);
  return indicator;
}

void read_range(Fields& fields, Rollup& rollup) {
  const auto bounds = fields.words("range");
  const auto low = bounds.size() == 2 ? base::Rational::parse(bounds[0]) : std::nullopt;
  const auto high = bounds.size() == 2 ? base::Rational::parse(bounds[1]) : std::nullopt;
  if (!low || !high || *high < *low) {
    fields.problem("pack.bad_range", {{"what", fields.what()}});
    return;
  }
  rollup.low = *low;
  rollup.high = *high;
}

void read_over_subjects(Fields& fields, const Pack& pack, int own_level, Rollup& rollup) {
  const std::string level = fields.word("level");
  rollup.level = index_of(pack.levels, level);
  rollup.best = fields.whole("best", 1, 1000000, 0);
  rollup.use_rounded = fields.flag("use", "rounded", "exact", false);
  rollup.skip_incomplete = fields.flag("incomplete", "skip", "block", false);
  if (rollup.level < 0) {
    fields.problem("pack.unknown_level", {{"level", level}});
  } else if (rollup.level >= own_level) {
    fields.problem("pack.level_circular", {{"level", level}});
  }
}

void read_item_condition(Fields& fields, ItemCondition& condition) {
  const base::Document* document = fields.required("when_items");
  if (document == nullptr) return;
  Fields entry(*document, fields.what() + ".when_items", fields.reading());
  condition.attribute = entry.word("attribute");
  condition.among = entry.words("among");
  condition.at_least = entry.whole("at_least", 1, 1000000, 1);
  (void)entry.provenance({});
}

Rollup read_rollup(Fields& fields, Op op, const Pack& pack, int own_level) {
  Rollup rollup;
  rollup.over = static_cast<Over>(fields.choice("over", {"", "items", "subjects"}, 0));
  read_range(fields, rollup);
  rollup.round = fields.rounding("round");
  if (is_one_of(op, {Op::weighted_mean, Op::weighted_sum})) {
    rollup.weights_sum = fields.number("weights_sum");
    if (op == Op::weighted_mean && !rollup.weights_sum) rollup.weights_sum = 100;
  }
  if (is_one_of(op, {Op::scale, Op::ratio, Op::capped_count})) {
    rollup.factor = op == Op::ratio ? fields.number("factor").value_or(1) : fields.needed_number("factor");
  }
  if (op == Op::scale) rollup.offset = fields.number("offset").value_or(0);
  if (op == Op::capped_count) rollup.cap = fields.needed_number("cap");
  if (op == Op::trimmed_mean) {
    rollup.drop_low = fields.whole("drop_low", 0, 1000, 0);
    rollup.drop_high = fields.whole("drop_high", 0, 1000, 0);
  }
  if (op == Op::condition) {
    read_item_condition(fields, rollup.when_items);
    rollup.otherwise = fields.needed_number("otherwise");
  }
  if (op == Op::mean && rollup.over != Over::children) rollup.at_least = fields.number("at_least").value_or(0);
  if (rollup.over == Over::subjects) read_over_subjects(fields, pack, own_level, rollup);
  return rollup;
}

/// Reads one tree node by node; positions are given in preorder.
class TreeReading {
 public:
  TreeReading(Pack& pack, Tree& tree) : pack_(pack), tree_(tree) {}

  void node(const base::Document& document, const std::string& what, Reading& reading, int parent, int depth) {
    Fields fields(document, what, reading);
    if (!document.is_map()) return;
    if (depth > kMaxDepth) {
      fields.problem("pack.too_deep", {{"most", std::to_string(kMaxDepth)}});
      return skip(fields, document);
    }
    const int at = add(fields, parent);
    // An unknown op was reported; what stands beside it cannot be judged.
    if (document.find("op") != nullptr && tree_.nodes[position(at)].op == Op::indicator) return skip(fields, document);
    const base::Document* children = document.find("children");
    if (tree_.nodes[position(at)].op == Op::indicator) {
      tree_.nodes[position(at)].indicator = read_indicator(fields);
      return;
    }
    const Op op = tree_.nodes[position(at)].op;
    tree_.nodes[position(at)].rollup = read_rollup(fields, op, pack_, tree_.level);
    check_shape(fields, tree_.nodes[position(at)], children);
    if (children == nullptr) return;
    fields.list("children", false, [&](const base::Document& child, const std::string& name) {
      node(child, fields.what() + "." + name, fields.reading(), at, depth + 1);
    });
  }

 private:
  /// Leaves the mapping be, without a word about its keys.
  static void skip(Fields& fields, const base::Document& document) {
    for (const auto& member : document.map()) (void)fields.optional(member.first);
  }

  static std::size_t position(int at) { return static_cast<std::size_t>(at); }

  int add(Fields& fields, int parent) {
    Node node;
    node.id = fields.id();
    node.name = fields.text("name");
    node.line = fields.line();
    node.parent = parent;
    node.provenance = fields.provenance(parent < 0 ? pack_.provenance : tree_.nodes[position(parent)].provenance);
    node.weight = fields.number("weight");
    const base::Document* op = fields.optional("op");
    node.op = op == nullptr ? Op::indicator : static_cast<Op>(fields.choice("op", kOps));
    const int at = static_cast<int>(tree_.nodes.size());
    check_id(fields, node, parent);
    if (parent >= 0) {
      Node& above = tree_.nodes[position(parent)];
      above.children.push_back(at);
      node.inside_items = above.inside_items || above.rollup.over == Over::items;
      const bool weighted = is_one_of(above.op, {Op::weighted_mean, Op::weighted_sum});
      if (weighted && !node.weight) fields.problem("pack.missing_key", {{"key", "weight"}, {"what", fields.what()}});
      if (!weighted && node.weight) fields.problem("pack.weight_unused", {{"what", fields.what()}});
      if (node.weight && *node.weight < base::Rational(0)) fields.problem("pack.weight_negative", {{"what", fields.what()}});
    }
    tree_.nodes.push_back(std::move(node));
    return at;
  }

  void check_id(Fields& fields, const Node& node, int parent) {
    for (int above = parent; above >= 0; above = tree_.nodes[position(above)].parent) {
      if (tree_.nodes[position(above)].id == node.id) return fields.problem("pack.node_circular", {{"id", node.id}});
    }
    const bool repeated = std::any_of(tree_.nodes.begin(), tree_.nodes.end(), [&](const Node& other) { return other.id == node.id; });
    if (repeated && !node.id.empty()) fields.problem("pack.node_repeated", {{"id", node.id}});
    if (parent < 0 && node.id != "total") fields.problem("pack.root_not_total", {{"id", node.id}});
  }

  void check_shape(Fields& fields, const Node& node, const base::Document* children) const {
    const Rollup& rollup = node.rollup;
    const std::size_t count = children != nullptr && children->is_list() ? children->list().size() : 0;
    const bool plain = is_one_of(node.op, {Op::mean, Op::sum, Op::min, Op::max, Op::median});
    const auto need = [&](bool holds, const char* rule) {
      if (!holds) fields.problem(rule, {{"what", fields.what()}});
    };
    switch (rollup.over) {
      case Over::items:
        need(!node.inside_items, "pack.shape_no_items_in_items");
        if (node.op == Op::capped_count) return need(count == 0, "pack.shape_no_children");
        need(plain, "pack.shape_plain_op_over_items");
        need(count == 1, "pack.shape_one_child");
        break;
      case Over::subjects:
        need(plain, "pack.shape_plain_op_over_subjects");
        need(count == 0, "pack.shape_no_children");
        need(node.parent < 0 && tree_.stage == kNoStage, "pack.shape_subjects_at_root");
        break;
      case Over::children:
        need(node.op != Op::capped_count, "pack.shape_capped_count_over_items");
        need(count > 0, "pack.shape_some_children");
        if (is_one_of(node.op, {Op::scale, Op::condition})) need(count == 1, "pack.shape_one_child");
        if (node.op == Op::ratio) need(count == 2, "pack.shape_two_children");
    }
  }

  Pack& pack_;
  Tree& tree_;
};

void index_names(Tree& tree, Pack& pack) {
  for (Node& node : tree.nodes) {
    const auto at = std::find(pack.node_ids.begin(), pack.node_ids.end(), node.id);
    node.name_index = static_cast<int>(at - pack.node_ids.begin());
    if (at == pack.node_ids.end()) pack.node_ids.push_back(node.id);
  }
}

void read_tree(Fields& fields, Pack& pack) {
  Tree tree;
  const std::string level = fields.word("level");
  tree.level = index_of(pack.levels, level);
  if (tree.level < 0) {
    fields.problem("pack.unknown_level", {{"level", level}});
    tree.level = 0;
  }
  if (const std::string stage = fields.word("stage", false); !stage.empty()) {
    tree.stage = index_of(pack.stages, stage);
    if (tree.stage < 0) fields.problem("pack.unknown_stage", {{"stage", stage}});
  }
  tree.when = fields.when();
  if (const base::Document* root = fields.required("root")) {
    TreeReading(pack, tree).node(*root, fields.what() + ".root", fields.reading(), -1, 1);
  }
  index_names(tree, pack);
  pack.trees.push_back(std::move(tree));
}

/// Node names of all trees are numbered through the pack; each tree needs its way back from a number to its position.
void index_positions(Pack& pack) {
  for (Tree& tree : pack.trees) {
    tree.position.assign(pack.node_ids.size(), -1);
    for (std::size_t at = 0; at < tree.nodes.size(); ++at) {
      tree.position[static_cast<std::size_t>(tree.nodes[at].name_index)] = static_cast<int>(at);
      if (!tree.nodes[at].inside_items) continue;
      if (tree.items_end == 0) tree.items_begin = static_cast<int>(at);
      tree.items_end = static_cast<int>(at) + 1;
    }
  }
}

}  // namespace

void read_trees(Fields& fields, Pack& pack) {
  fields.list("trees", true, [&](const base::Document& member, const std::string& name) {
    Fields tree(member, name, fields.reading());
    read_tree(tree, pack);
  });
  index_positions(pack);
}

}  // namespace tally
