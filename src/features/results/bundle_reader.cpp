#include "features/results/bundle_reader.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "tally/value.hpp"

namespace results {
namespace {

using base::Document;

tally::Attributes attributes_of(const Document& record) {
  tally::Attributes attributes;
  for (const auto& [key, value] : record.find("attributes")->map()) attributes.emplace_back(key, value.text());
  return attributes;
}

const std::string& text_of(const Document& record, std::string_view key) { return record.find(key)->text(); }

[[noreturn]] void refuse(const std::string& path, const char* code, base::Params params) {
  params.insert(params.begin(), {"path", path});
  throw base::Error(base::Kind::invalid, code, std::move(params));
}

int stage_of(const tally::Pack& pack, const std::string& id, const std::string& path) {
  if (id.empty()) return tally::kNoStage;
  for (std::size_t at = 0; at < pack.stages.size(); ++at) {
    if (pack.stages[at].named.id == id) return static_cast<int>(at);
  }
  refuse(path, "bundle.unknown_reference", {{"found", id}});
}

void read_subjects(const Document& list, tally::Input& input) {
  for (const Document& record : list.list()) {
    tally::Subject subject;
    subject.id = text_of(record, "id");
    subject.name = text_of(record, "name");
    subject.parent = text_of(record, "parent");
    subject.type = text_of(record, "type");
    subject.group = text_of(record, "group");
    subject.category = text_of(record, "category");
    subject.region = text_of(record, "region");
    subject.attributes = attributes_of(record);
    input.subjects.push_back(std::move(subject));
  }
}

void read_items(const Document& list, tally::Input& input) {
  for (std::size_t at = 0; at < list.list().size(); ++at) {
    const Document& record = list.list()[at];
    const std::uint32_t subject = tally::find_subject(input.subjects, text_of(record, "subject"));
    if (subject == tally::kNone) {
      refuse("items[" + std::to_string(at) + "]", "bundle.unknown_reference", {{"found", text_of(record, "subject")}});
    }
    input.items.push_back({subject, 0, text_of(record, "id"), text_of(record, "name"), attributes_of(record)});
  }
  input.items_listed = true;
}

/// Turns sheets into values; remembers the last subject and item, since sheets come in their order.
class SheetReading {
 public:
  SheetReading(const tally::Pack& pack, tally::Input& input) : pack_(pack), input_(input), levels_(tally::levels_of(pack, input)) {
    for (std::size_t at = 0; at < pack.node_ids.size(); ++at) nodes_.emplace(pack.node_ids[at], static_cast<std::uint16_t>(at));
    for (std::size_t at = 0; at < input.items.size(); ++at) {
      items_.emplace(std::pair(input.items[at].subject, std::string_view{input.items[at].id}), static_cast<std::uint32_t>(at));
    }
  }

  void sheet(const Document& record, const std::string& path) {
    tally::Value value;
    value.subject = tally::find_subject(input_.subjects, text_of(record, "subject"));
    if (value.subject == tally::kNone) refuse(path, "bundle.unknown_reference", {{"found", text_of(record, "subject")}});
    value.stage = static_cast<std::int8_t>(stage_of(pack_, text_of(record, "stage"), path));
    value.evaluator = evaluator(text_of(record, "evaluator"));
    if (const std::string& item = text_of(record, "item"); !item.empty()) {
      const auto found = items_.find(std::pair(value.subject, std::string_view{item}));
      if (found == items_.end()) refuse(path, "bundle.unknown_reference", {{"found", item}});
      value.item = found->second;
    }
    const int level = levels_[value.subject];
    const int stage = value.stage != tally::kNoStage ? value.stage : tally::scored_stages(pack_, level, input_.stage).front();
    const tally::Tree* tree = tally::tree_for(pack_, input_.subjects[value.subject], level, stage);
    for (const auto& [id, text] : record.find("values")->map()) {
      const auto node = nodes_.find(id);
      const int at = tree == nullptr || node == nodes_.end() ? -1 : tree->position[node->second];
      if (at < 0) refuse(path, "bundle.unknown_reference", {{"found", id}});
      const auto reading = tally::read_value(tree->nodes[static_cast<std::size_t>(at)], text.text(), value.evaluator != tally::kNone);
      if (reading.code != nullptr) refuse(path + ".values." + id, "bundle.bad_value", {{"found", text.text()}});
      value.node = node->second;
      value.number = reading.number;
      value.not_applicable = reading.not_applicable;
      input_.values.push_back(value);
    }
  }

 private:
  std::uint32_t evaluator(const std::string& id) {
    if (id.empty()) return tally::kNone;
    const auto [found, added] = evaluators_.emplace(id, static_cast<std::uint32_t>(input_.evaluators.size()));
    if (added) input_.evaluators.push_back(id);
    return found->second;
  }

  const tally::Pack& pack_;
  tally::Input& input_;
  std::vector<int> levels_;
  std::map<std::string, std::uint16_t, std::less<>> nodes_;
  std::map<std::pair<std::uint32_t, std::string_view>, std::uint32_t> items_;
  std::map<std::string, std::uint32_t, std::less<>> evaluators_;
};

}  // namespace

tally::Settings settings_of(const Document& parts) {
  tally::Settings settings;
  for (const auto& [id, value] : parts.find("parameters")->map()) settings.emplace_back(id, value.text());
  return settings;
}

tally::Input input_of(const Document& parts, const tally::Pack& pack) {
  tally::Input input;
  input.stage = stage_of(pack, parts.find("request")->find("stage")->text(), "request");
  read_subjects(*parts.find("subjects"), input);
  tally::place_subjects(pack, input);
  read_items(*parts.find("items"), input);
  SheetReading reading(pack, input);
  const Document::List& sheets = parts.find("sheets")->list();
  for (std::size_t at = 0; at < sheets.size(); ++at) reading.sheet(sheets[at], "sheets[" + std::to_string(at) + "]");
  tally::arrange(pack, input);
  return input;
}

}  // namespace results
