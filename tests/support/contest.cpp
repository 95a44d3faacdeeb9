#include "tests/support/contest.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "json/yaml.hpp"
#include "tally/tally.hpp"
#include "tally/value.hpp"

namespace support {
namespace {

using base::Document;
using tally::Outcome;

constexpr const char* kPlain = R"(
juara: pack/1
id: plain
version: "1"
years: [2020, 2030]
issuer: nobody
trust: official
source: law
sources: {law: {title: The law}}
levels: [{id: entry}]
evaluators: {combine: mean, at: indicator, sheets: partial}
trees: [{level: entry, root: {id: total}}]
rounding: {decimals: 2, mode: half_up}
)";

void add_absent(Document& map, const Document::Member& member) {
  if (map.find(member.first) == nullptr) map.map().push_back(member);
}

void complete_node(Document& node) {
  if (node.find("op") == nullptr) {
    add_absent(node, {"value", Document::Map{{"type", "number"}, {"min", "0"}, {"max", "100"}}});
  } else {
    add_absent(node, {"range", Document::List{"0", "100"}});
  }
}

void complete(Document& document, std::string_view key) {
  if (document.is_list()) {
    for (Document& member : document.list()) complete(member, key);
  }
  if (!document.is_map()) return;
  for (auto& [name, value] : document.map()) complete(value, name);
  if (key == "root" || key == "children") complete_node(document);
  const Document* id = document.find("id");
  if (id == nullptr || document.find("en") != nullptr) return;
  const Document text = *id;
  add_absent(document, {"name", Document::Map{{"id", text}, {"en", text}}});
}

std::vector<std::string> words(std::string_view line) {
  std::vector<std::string> all;
  for (const std::string_view word : base::split(line, ' ')) {
    if (!word.empty()) all.emplace_back(word);
  }
  return all;
}

std::pair<std::string, std::string> pair_of(const std::string& word) {
  const auto equals = word.find('=');
  return {word.substr(0, equals), word.substr(equals + 1)};
}

tally::Subject subject_of(const std::string& line) {
  const auto all = words(line);
  tally::Subject subject{.id = all.front(),
                         .name = "Name of " + all.front(),
                         .parent = {},
                         .type = {},
                         .group = {},
                         .category = {},
                         .region = {},
                         .attributes = {}};
  for (std::size_t at = 1; at < all.size(); ++at) {
    const auto [name, value] = pair_of(all[at]);
    if (name == "line") {
      subject.line = static_cast<std::uint32_t>(std::stoul(value));
    } else if (std::string* known = name == "parent"     ? &subject.parent
                                    : name == "type"     ? &subject.type
                                    : name == "group"    ? &subject.group
                                    : name == "category" ? &subject.category
                                    : name == "region"   ? &subject.region
                                                         : nullptr) {
      *known = value;
    } else {
      subject.attributes.emplace_back(name, value);
    }
  }
  return subject;
}

/// `subject[@stage][#item][~evaluator]`.
struct Head {
  std::string subject, stage, item, evaluator;

  explicit Head(std::string text) : subject(std::move(text)) {
    for (auto [sign, part] : {std::pair{'~', &evaluator}, {'#', &item}, {'@', &stage}}) {
      const auto at = subject.find(sign);
      if (at == std::string::npos) continue;
      *part = subject.substr(at + 1);
      subject.resize(at);
    }
  }
};

template <typename All, typename Same, typename New>
std::uint32_t index_or_add(All& all, Same same, New added) {
  const auto found = std::find_if(all.begin(), all.end(), same);
  if (found != all.end()) return static_cast<std::uint32_t>(found - all.begin());
  all.push_back(added());
  return static_cast<std::uint32_t>(all.size() - 1);
}

class InputBuilder {
 public:
  InputBuilder(const tally::Pack& pack, const Given& given) : pack_(pack) {
    input_.files = {"subjects", "items", "sheets"};
    if (!given.stage.empty()) input_.stage = stage(given.stage);
    for (const std::string& line : given.subjects) input_.subjects.push_back(subject_of(line));
    for (const std::string& line : given.items) (void)subject(Head(words(line).front()).subject);
    for (const std::string& line : given.sheets) (void)subject(Head(words(line).front()).subject);
    tally::place_subjects(pack, input_);
    for (const std::string& line : given.items) item(line);
    input_.items_listed = !given.items.empty();
    std::uint32_t number = 0;
    for (const std::string& line : given.sheets) sheet(line, ++number);
    tally::arrange(pack, input_);
  }

  tally::Input take() { return std::move(input_); }

 private:
  std::uint32_t subject(const std::string& id) {
    return index_or_add(
        input_.subjects, [&](const auto& one) { return one.id == id; }, [&] { return subject_of(id); });
  }

  int stage(const std::string& id) const {
    const auto found = std::find_if(pack_.stages.begin(), pack_.stages.end(), [&](const auto& one) { return one.named.id == id; });
    return static_cast<int>(found - pack_.stages.begin());
  }

  void item(const std::string& line) {
    const auto all = words(line);
    const Head head(all.front());
    tally::Item item{.subject = subject(head.subject),
                     .line = static_cast<std::uint32_t>(input_.items.size() + 1),
                     .id = head.item,
                     .name = head.item,
                     .attributes = {}};
    for (std::size_t at = 1; at < all.size(); ++at) item.attributes.push_back(pair_of(all[at]));
    input_.items.push_back(std::move(item));
  }

  void sheet(const std::string& line, std::uint32_t number) {
    const auto all = words(line);
    const Head head(all.front());
    tally::Value value;
    value.line = number;
    value.file = 2;
    value.subject = subject(head.subject);
    if (!head.stage.empty()) value.stage = static_cast<std::int8_t>(stage(head.stage));
    if (!head.item.empty()) {
      value.item = index_or_add(
          input_.items, [&](const auto& one) { return one.subject == value.subject && one.id == head.item; },
          [&] { return tally::Item{.subject = value.subject, .line = number, .id = head.item, .name = head.item, .attributes = {}}; });
    }
    if (!head.evaluator.empty()) {
      value.evaluator = index_or_add(
          input_.evaluators, [&](const auto& one) { return one == head.evaluator; }, [&] { return head.evaluator; });
    }
    for (std::size_t at = 1; at < all.size(); ++at) cell(value, pair_of(all[at]));
  }

  void cell(tally::Value value, const std::pair<std::string, std::string>& cell) {
    const auto name = std::find(pack_.node_ids.begin(), pack_.node_ids.end(), cell.first);
    value.node = static_cast<std::uint16_t>(name - pack_.node_ids.begin());
    const auto reading = tally::read_value(node(value), cell.second, value.evaluator != tally::kNone);
    if (reading.code != nullptr) throw base::Error(base::Kind::invalid, reading.code);
    value.number = reading.number;
    value.not_applicable = reading.not_applicable;
    input_.values.push_back(std::move(value));
  }

  const tally::Node& node(const tally::Value& value) const {
    const tally::Node* any = nullptr;
    const int level = tally::levels_of(pack_, input_)[value.subject];
    for (const tally::Tree& tree : pack_.trees) {
      const int at = tree.position[value.node];
      if (at >= 0 && (any == nullptr || (tree.level == level && input_.subjects[value.subject].matches(tree.when)))) {
        any = &tree.nodes[static_cast<std::size_t>(at)];
      }
    }
    return *any;
  }

  const tally::Pack& pack_;
  tally::Input input_;
};

std::string text_of(const Outcome* outcome) {
  if (outcome == nullptr || outcome->kind == Outcome::Kind::unseen) return "";
  if (outcome->kind == Outcome::Kind::missing) return "missing";
  return outcome->is_number() ? outcome->number.text() : "n/a";
}

}  // namespace

Document pack_document(std::string_view yaml) {
  Document document = json::parse_yaml(yaml, "pack.yaml");
  const Document plain = json::parse_yaml(kPlain, "plain.yaml");
  if (document.is_map()) {
    for (const auto& member : plain.map()) add_absent(document, member);
  }
  complete(document, "");
  return document;
}

tally::Pack pack(std::string_view yaml, const tally::Settings& settings) {
  return tally::read_pack(pack_document(yaml), "pack.yaml", settings);
}

std::string tree(std::string_view root) { return "trees: [{level: entry, root: " + std::string(root) + "}]\n"; }

tally::Input input(const tally::Pack& pack, const Given& given) { return InputBuilder(pack, given).take(); }

Contest::Contest(std::string_view yaml, const Given& given, const tally::Settings& settings)
    : pack(support::pack(yaml, settings)), input(support::input(pack, given)), result(tally::tally(pack, input)) {}

const tally::Row& Contest::row(std::string_view subject) const { return result.rows.at(tally::find_subject(input.subjects, subject)); }

std::string Contest::node(std::string_view subject, std::string_view key) const {
  const tally::Row& row = this->row(subject);
  const auto colon = key.find(':');
  if (colon == std::string_view::npos) return text_of(row.at(pack, key));
  const tally::StageOutcomes& stage = row.stages.front();
  for (const tally::ItemOutcomes& item : stage.items) {
    if (item.nodes.empty() || input.items[item.item].id != key.substr(0, colon)) continue;
    for (std::size_t at = 0; at < item.nodes.size(); ++at) {
      if (stage.tree->nodes[at + static_cast<std::size_t>(stage.tree->items_begin)].id == key.substr(colon + 1)) {
        return text_of(&item.nodes[at]);
      }
    }
  }
  return "";
}

Cells Contest::scores() const {
  Cells cells;
  for (const tally::Row& row : result.rows) cells.emplace_back(input.subjects[row.subject].id, row.score);
  return cells;
}

Cells Contest::ranks() const {
  Cells cells;
  for (const tally::Row& row : result.rows) {
    const std::string place = row.rank == 0 ? "" : std::to_string(row.rank) + "/" + std::to_string(row.ranked_among);
    cells.emplace_back(input.subjects[row.subject].id, place + (row.tie.empty() ? "" : " " + row.tie));
  }
  return cells;
}

Cells Contest::bands() const {
  Cells cells;
  for (const tally::Row& row : result.rows) {
    cells.emplace_back(input.subjects[row.subject].id, row.band == nullptr ? "" : row.band->named.id);
  }
  return cells;
}

}  // namespace support
