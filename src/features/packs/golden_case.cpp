#include "features/packs/golden_case.hpp"

#include <algorithm>
#include <sstream>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "features/results/api.hpp"
#include "json/yaml.hpp"
#include "tally/fields.hpp"
#include "tally/tally.hpp"

namespace packs {
namespace {

/// Compares a tally with the tables of expectations.
class Expectation {
 public:
  Expectation(const GoldenCase& golden, const results::Tallied& tallied) : golden_(golden), tallied_(tallied) {}

  std::vector<base::Problem> run() {
    if (!golden_.expect.empty()) compare_rows();
    if (!golden_.expect_nodes.empty()) compare_nodes();
    return std::move(problems_);
  }

 private:
  void differ(const std::string& what, std::string_view expected, std::string_view found) {
    problems_.push_back({golden_.file,
                         0,
                         "packs.case_differs",
                         {{"case", golden_.name}, {"what", what}, {"expected", std::string(expected)}, {"found", std::string(found)}}});
  }

  const tally::Row* row_of(std::string_view subject) {
    const std::uint32_t at = tally::find_subject(tallied_.input.subjects, subject);
    if (at != tally::kNone) return &tallied_.result.rows[at];
    differ(std::string(subject), "subject", "");
    return nullptr;
  }

  bool has_width(const base::csv::Reader& reader, const std::vector<std::string_view>& fields) {
    if (fields.size() == reader.header().size()) return true;
    differ(std::string(fields.front()), std::to_string(reader.header().size()), std::to_string(fields.size()));
    return false;
  }

  void compare_rows() {
    std::istringstream in(golden_.expect);
    base::csv::Reader reader(golden_.file, in);
    const auto& names = results::columns();
    std::vector<std::string_view> fields;
    while (reader.next(fields)) {
      const tally::Row* row = has_width(reader, fields) ? row_of(fields.front()) : nullptr;
      if (row == nullptr) continue;
      const auto cells = results::cells(tallied_, *row);
      for (std::size_t column = 1; column < fields.size(); ++column) {
        const auto at = std::find(names.begin(), names.end(), reader.header()[column]);
        const std::string found = at == names.end() ? "?" : cells[static_cast<std::size_t>(at - names.begin())];
        if (found != base::trimmed(fields[column])) {
          differ(std::string(fields.front()) + "." + reader.header()[column], fields[column], found);
        }
      }
    }
  }

  void compare_nodes() {
    std::istringstream in(golden_.expect_nodes);
    base::csv::Reader reader(golden_.file, in);
    const auto& header = reader.header();
    const bool has_item = header.size() == 4 && header[3] == "item";
    std::vector<std::string_view> fields;
    while (reader.next(fields)) {
      const tally::Row* row = has_width(reader, fields) && fields.size() >= 3 ? row_of(fields[0]) : nullptr;
      if (row == nullptr) continue;
      const std::string_view item = has_item ? fields[3] : std::string_view();
      const std::string found = node_text(*row, fields[1], item);
      const auto expected = base::Rational::parse(fields[2]);
      if (found != (expected ? expected->text() : std::string(fields[2]))) {
        differ(std::string(fields[0]) + "." + std::string(fields[1]) + (item.empty() ? "" : "[" + std::string(item) + "]"), fields[2],
               found);
      }
    }
  }

  std::string node_text(const tally::Row& row, std::string_view key, std::string_view item) const {
    const tally::Outcome* outcome = item.empty() ? row.at(tallied_.pack, key) : item_outcome(row, key, item);
    if (outcome == nullptr) return "";
    if (outcome->kind == tally::Outcome::Kind::not_applicable) return "n/a";
    return outcome->is_number() ? outcome->number.text() : "";
  }

  const tally::Outcome* item_outcome(const tally::Row& row, std::string_view key, std::string_view id) const {
    for (const tally::StageOutcomes& stage : row.stages) {
      for (const tally::ItemOutcomes& item : stage.items) {
        if (item.nodes.empty() || tallied_.input.items[item.item].id != id) continue;
        for (std::size_t at = 0; at < item.nodes.size(); ++at) {
          if (stage.tree->nodes[at + static_cast<std::size_t>(stage.tree->items_begin)].id == key) return &item.nodes[at];
        }
      }
    }
    return nullptr;
  }

  const GoldenCase& golden_;
  const results::Tallied& tallied_;
  std::vector<base::Problem> problems_;
};

}  // namespace

GoldenCase read_case(std::string_view text, const std::string& file) {
  const base::Document document = json::parse_yaml(text, file);
  tally::Reading reading;
  reading.file = file;
  GoldenCase golden;
  golden.file = file;
  {
    tally::Fields fields(document, "", reading);
    golden.name = fields.word("name");
    (void)fields.provenance({});
    if (const base::Document* parameters = fields.optional("parameters")) {
      tally::Fields entries(*parameters, "parameters", reading);
      if (parameters->is_map()) {
        for (const auto& [id, value] : parameters->map()) golden.settings.emplace_back(id, entries.word(id));
      }
    }
    golden.stage = fields.word("stage", false);
    golden.subjects = fields.word("subjects", false);
    golden.items = fields.word("items", false);
    golden.scores = fields.word("scores");
    golden.expect = fields.word("expect", false);
    golden.expect_nodes = fields.word("expect_nodes", false);
    golden.error = fields.word("expect_error", false);
    if (golden.expect.empty() && golden.expect_nodes.empty() && golden.error.empty()) {
      fields.problem("pack.missing_key", {{"key", "expect"}, {"what", golden.name}});
    }
  }
  reading.problems.throw_if_any();
  return golden;
}

sheets::Tables tables_of(const GoldenCase& golden) {
  sheets::Tables tables;
  if (!golden.subjects.empty()) tables.subjects = sheets::text_table(golden.file, golden.subjects);
  if (!golden.items.empty()) tables.items = sheets::text_table(golden.file, golden.items);
  tables.scores.push_back(sheets::text_table(golden.file, golden.scores));
  tables.stage = golden.stage;
  return tables;
}

std::vector<base::Problem> run_case(const GoldenCase& golden, std::string_view pack_text, const std::string& pack_file) {
  try {
    const LoadedPack loaded = load_pack_text(pack_text, pack_file, golden.settings);
    const tally::Input input = sheets::read_input(loaded.pack, tables_of(golden));
    const tally::Result result = tally::tally(loaded.pack, input);
    if (golden.error.empty()) return Expectation(golden, {loaded.pack, input, result}).run();
    return {{golden.file, 0, "packs.case_accepted", {{"case", golden.name}, {"expected", golden.error}}}};
  } catch (const base::Error& error) {
    const bool expected = std::any_of(error.problems().begin(), error.problems().end(), [&](const base::Problem& problem) {
      return problem.code == golden.error || problem.code == golden.error + "_near";
    });
    if (expected) return {};
    std::vector<base::Problem> problems = error.problems();
    if (!golden.error.empty()) {
      problems.push_back(
          {golden.file, 0, "packs.case_other_error", {{"case", golden.name}, {"expected", golden.error}, {"found", error.what()}}});
    }
    return problems;
  }
}

}  // namespace packs
