#include "features/sheets/score_file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "features/sheets/subject_list.hpp"
#include "tally/value.hpp"

namespace sheets {
namespace {

/// What a value has to be, in digits, for messages.
base::Params bounds_of(const tally::Node& node) {
  if (node.op != tally::Op::indicator) return {{"low", node.rollup.low.text()}, {"high", node.rollup.high.text()}};
  const tally::ValueRule& rule = node.indicator.value;
  return {{"low", rule.min.text()}, {"high", rule.max ? rule.max->text() : "∞"}};
}

}  // namespace

ScoreReading::ScoreReading(const tally::Pack& pack, tally::Input& input, bool subjects_listed, char decimal)
    : pack_(pack), input_(input), subjects_listed_(subjects_listed), decimal_(decimal), levels_(tally::levels_of(pack, input)) {
  for (std::uint32_t at = 0; at < pack.node_ids.size(); ++at) node_names_.emplace(pack.node_ids[at], at);
  for (std::uint32_t at = 0; at < input.subjects.size(); ++at) subjects_.emplace(input.subjects[at].id, at);
  items_.resize(input.subjects.size());
  for (std::uint32_t at = 0; at < input.items.size(); ++at) items_[input.items[at].subject].emplace(input.items[at].id, at);
}

void ScoreReading::read(Table& table, base::Problems& problems) {
  problems_ = &problems;
  current_ = {};
  last_item_.clear();
  current_.file = static_cast<std::uint16_t>(input_.files.size());
  input_.files.push_back(table.name);
  base::csv::Reader reader(table.name, *table.in);
  const Shape shape = shape_of(reader);
  std::vector<std::string_view> fields;
  while (reader.next(fields)) {
    if (has_width(reader, fields, problems)) row(reader, shape, fields);
  }
}

ScoreReading::Shape ScoreReading::shape_of(const base::csv::Reader& reader) const {
  const Columns columns(reader.header());
  Shape shape;
  shape.subject = columns.required("subject", reader);
  shape.evaluator = columns.find("evaluator");
  shape.item = columns.find("item");
  shape.stage = columns.find("stage");
  shape.indicator = columns.find("indicator");
  const bool is_long = shape.indicator >= 0;
  if (is_long) shape.value = columns.required("value", reader);
  base::Problems unknown;
  for (int column = 0; column < static_cast<int>(reader.header().size()); ++column) {
    if (column == shape.subject || column == shape.evaluator || column == shape.item || column == shape.stage) continue;
    if (column == shape.indicator || column == shape.value) continue;
    const std::string& name = reader.header()[static_cast<std::size_t>(column)];
    const auto found = node_names_.find(name);
    if (is_long || found == node_names_.end()) {
      unknown.add({reader.file(), 1, "tally.unknown_column", {{"column", name}, {"pack", pack_.id + "@" + pack_.version}}});
    } else {
      shape.nodes.emplace_back(column, static_cast<std::uint16_t>(found->second));
    }
  }
  unknown.throw_if_any();
  if (!is_long && shape.nodes.empty()) {
    throw base::Error(base::Kind::invalid,
                      base::Problem{reader.file(), 1, "tally.no_indicator_column", {{"pack", pack_.id + "@" + pack_.version}}});
  }
  return shape;
}

void ScoreReading::row(const base::csv::Reader& reader, const Shape& shape, const std::vector<std::string_view>& fields) {
  if (!place(reader, shape, fields)) return;
  if (shape.indicator < 0) {
    for (const auto& [column, name] : shape.nodes) {
      if (const std::string_view text = field(fields, column); !text.empty()) value(reader, name, text);
    }
    return;
  }
  const std::string_view indicator = field(fields, shape.indicator);
  const std::uint32_t name = node_name(indicator);
  if (name == tally::kNone) {
    std::vector<std::string_view> known(pack_.node_ids.begin(), pack_.node_ids.end());
    const std::string near(base::nearest(indicator, known));
    return problem(reader, near.empty() ? "tally.unknown_indicator" : "tally.unknown_indicator_near",
                   {{"indicator", std::string(indicator)}, {"pack", pack_.id + "@" + pack_.version}, {"near", near}});
  }
  value(reader, static_cast<std::uint16_t>(name), field(fields, shape.value));
}

/// Rows mostly come in the order of the pack, so the node after the last one is asked first.
std::uint32_t ScoreReading::node_name(std::string_view id) const {
  const std::uint32_t next = std::uint32_t{current_.node} + 1U;
  if (next < pack_.node_ids.size() && pack_.node_ids[next] == id) return next;
  const auto found = node_names_.find(id);
  return found == node_names_.end() ? tally::kNone : found->second;
}

/// Settles for whom, by whom, for what item and at which stage the row speaks.
bool ScoreReading::place(const base::csv::Reader& reader, const Shape& shape, const std::vector<std::string_view>& fields) {
  const std::string_view subject_id = field(fields, shape.subject);
  current_.line = static_cast<std::uint32_t>(reader.line());
  const std::uint32_t before = current_.subject;
  current_.subject = subject(subject_id);
  if (current_.subject == tally::kNone) {
    if (subject_id.empty()) {
      problem(reader, "tally.empty_id", {{"column", "subject"}});
    } else {
      problem(reader, "tally.unknown_subject", {{"subject", std::string(subject_id)}});
    }
    return false;
  }
  const std::string_view item_id = field(fields, shape.item);
  if (item_id != last_item_ || current_.subject != before) {
    last_item_ = item_id;
    current_.item = item(item_id);
  }
  if (current_.item == tally::kNone && !item_id.empty()) {
    problem(reader, "tally.unknown_item", {{"item", std::string(item_id)}, {"subject", std::string(subject_id)}});
    return false;
  }
  current_.evaluator = evaluator(field(fields, shape.evaluator));
  current_.stage = tally::kNoStage;
  if (const std::string_view stage = field(fields, shape.stage); !stage.empty()) {
    const auto found =
        std::find_if(pack_.stages.begin(), pack_.stages.end(), [&](const tally::Stage& one) { return one.named.id == stage; });
    if (found == pack_.stages.end()) {
      problem(reader, "tally.unknown_stage", {{"stage", std::string(stage)}});
      return false;
    }
    current_.stage = static_cast<std::int8_t>(found - pack_.stages.begin());
  }
  return true;
}

std::uint32_t ScoreReading::subject(std::string_view id) {
  if (current_.subject < input_.subjects.size() && input_.subjects[current_.subject].id == id) return current_.subject;
  if (const auto found = subjects_.find(id); found != subjects_.end()) return found->second;
  if (subjects_listed_ || id.empty()) return tally::kNone;
  const auto at = static_cast<std::uint32_t>(input_.subjects.size());
  tally::Subject added;
  added.id = id;
  added.name = id;
  if (!pack_.groups.empty()) added.group = pack_.groups.front().id;
  added.line = current_.line;
  input_.subjects.push_back(std::move(added));
  subjects_.emplace(id, at);
  items_.emplace_back();
  levels_.push_back(0);  // nobody names it as parent, so it stands lowest
  return at;
}

std::uint32_t ScoreReading::item(std::string_view id) {
  if (id.empty()) return tally::kNone;
  Index& known = items_[current_.subject];
  if (const auto found = known.find(id); found != known.end()) return found->second;
  if (input_.items_listed) return tally::kNone;
  const auto at = static_cast<std::uint32_t>(input_.items.size());
  input_.items.push_back({current_.subject, current_.line, std::string(id), std::string(id), {}});
  known.emplace(id, at);
  return at;
}

std::uint32_t ScoreReading::evaluator(std::string_view id) {
  if (id.empty()) return tally::kNone;
  if (current_.evaluator < input_.evaluators.size() && input_.evaluators[current_.evaluator] == id) return current_.evaluator;
  const auto [found, added] = evaluators_.emplace(id, static_cast<std::uint32_t>(input_.evaluators.size()));
  if (added) input_.evaluators.emplace_back(id);
  return found->second;
}

/// The node of this name in the tree that scores the current subject at the current stage, or null.
const tally::Node* ScoreReading::node(std::uint16_t name) {
  if (current_.subject != tree_subject_ || current_.stage != tree_stage_) {
    tree_subject_ = current_.subject;
    tree_stage_ = current_.stage;
    const int level = levels_[current_.subject];
    // A value without a stage belongs to the only one, or is the total of several: their scale is one.
    const int stage = current_.stage != tally::kNoStage ? current_.stage : tally::scored_stages(pack_, level, input_.stage).front();
    tree_ = tally::tree_for(pack_, input_.subjects[current_.subject], level, stage);
  }
  const int at = tree_ == nullptr ? -1 : tree_->position[name];
  return at < 0 ? nullptr : &tree_->nodes[static_cast<std::size_t>(at)];
}

void ScoreReading::value(const base::csv::Reader& reader, std::uint16_t name, std::string_view text) {
  const tally::Node* target = node(name);
  if (target == nullptr) {
    return problem(reader, "tally.not_in_tree", {{"subject", input_.subjects[current_.subject].id}, {"indicator", pack_.node_ids[name]}});
  }
  if (decimal_ == ',') {  // a point would be a thousands separator: refused as no number
    number_ = text;
    std::replace_if(
        number_.begin(), number_.end(), [](char c) { return c == '.' || c == ','; }, ' ');
    if (const auto comma = text.find(','); comma != std::string_view::npos) number_[comma] = '.';
  }
  const auto reading = tally::read_value(*target, decimal_ == ',' ? std::string_view{number_} : text, current_.evaluator != tally::kNone);
  if (reading.code != nullptr) return value_fault(reader, *target, text, reading.code);
  current_.node = name;
  current_.number = reading.number;
  current_.not_applicable = reading.not_applicable;
  input_.values.push_back(current_);
}

void ScoreReading::value_fault(const base::csv::Reader& reader, const tally::Node& node, std::string_view text, const char* code) {
  base::Params params{{"indicator", node.id}, {"found", std::string(text.substr(0, 40))}};
  for (auto& bound : bounds_of(node)) params.push_back(std::move(bound));
  problem(reader, code, std::move(params));
}

void ScoreReading::problem(const base::csv::Reader& reader, std::string code, base::Params params) {
  problems_->add({reader.file(), reader.line(), std::move(code), std::move(params)});
}

}  // namespace sheets
