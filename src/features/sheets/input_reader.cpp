#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "base/error.hpp"
#include "features/sheets/api.hpp"
#include "features/sheets/score_file.hpp"
#include "features/sheets/subject_list.hpp"

namespace sheets {

Table open_table(const std::string& path) {
  auto in = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!in->is_open() || in->peek() == std::ifstream::traits_type::eof()) {
    const bool empty = in->is_open() && in->eof();
    throw base::Error(empty ? base::Kind::invalid : base::Kind::not_found,
                      base::Problem{path, 0, empty ? "csv.empty" : "files.cannot_open", {{"path", path}}});
  }
  return {path, std::move(in)};
}

Table text_table(std::string name, std::string text) { return {std::move(name), std::make_unique<std::istringstream>(std::move(text))}; }

namespace {

/// Arranges the values; whatever is wrong with them is thrown together with what reading them found.
void arrange(const tally::Pack& pack, tally::Input& input, base::Problems& problems) {
  try {
    tally::arrange(pack, input);
  } catch (const base::Error& error) {
    problems.add(error);
  }
  problems.throw_if_any();
}

}  // namespace

tally::Input read_input(const tally::Pack& pack, Tables tables) {
  tally::Input input;
  input.files = {tables.subjects ? tables.subjects->name : "", tables.items ? tables.items->name : ""};
  if (!tables.stage.empty()) {
    for (std::size_t at = 0; at < pack.stages.size(); ++at) {
      if (pack.stages[at].named.id == tables.stage) input.stage = static_cast<int>(at);
    }
    const bool scored = input.stage != tally::kNoStage && std::any_of(pack.trees.begin(), pack.trees.end(),
                                                                      [&](const tally::Tree& tree) { return tree.stage == input.stage; });
    if (!scored) throw base::Error(base::Kind::invalid, "tally.stage_not_scored", {{"stage", tables.stage}});
  }
  base::Problems problems;
  if (tables.subjects) {
    read_subjects(*tables.subjects, input, problems);
    problems.throw_if_any();
    tally::place_subjects(pack, input);
  }
  if (tables.items) read_items(*tables.items, pack, tables.subjects.has_value(), input, problems);
  problems.throw_if_any();
  ScoreReading reading(pack, input, tables.subjects.has_value(), tables.decimal);
  for (Table& table : tables.scores) reading.read(table, problems);
  if (!tables.subjects) tally::place_subjects(pack, input);
  arrange(pack, input, problems);
  return input;
}

}  // namespace sheets
