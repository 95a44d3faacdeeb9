#include "features/programmes/score_upload.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "documents/workbook_reader.hpp"
#include "features/results/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"

namespace programmes {
namespace {

/// A table as text, with what people see of it.
struct Handed {
  UploadedTable table;
  std::string text;
};
struct HandedIn {
  Handed scores;
  std::optional<Handed> subjects, items;

  [[nodiscard]] std::vector<UploadedTable> tables() const {
    std::vector<UploadedTable> all{scores.table};
    for (const auto* list : {&subjects, &items}) {
      if (*list) all.push_back((*list)->table);
    }
    return all;
  }
};

packs::LoadedPack shipped(const std::string& name) {
  const auto at = name.find('@');
  std::optional<std::string_view> yaml;
  if (at != std::string::npos) yaml = packs::shipped_pack(name.substr(0, at), name.substr(at + 1));
  if (!yaml) throw base::Error(base::Kind::invalid, "packs.not_shipped", {{"field", "pack"}, {"pack", name}});
  return packs::load_pack_text(*yaml, name);
}

void append_cell(std::string& out, std::string_view cell) {
  out += '"';
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  out += '"';
}

/// One line for each row of the sheet, so that line numbers are those that the spreadsheet shows; rows as wide as the first, or wider.
std::string csv_of(const documents::Page& page) {
  std::string out;
  const auto head = std::ranges::find_if(page.rows, [](const auto& row) { return !row.empty(); });
  const std::size_t width = head == page.rows.end() ? 0 : head->size();
  for (const auto& row : page.rows) {
    for (std::size_t at = 0; at < std::max(width, row.size()) && !row.empty(); ++at) {
      if (at > 0) out += ',';
      append_cell(out, at < row.size() ? row[at] : std::string());
    }
    out += '\n';
  }
  return out;
}

/// What can be told of a table; whatever else is wrong with it, reading it tells.
UploadedTable described(std::string name, const std::string& text) {
  UploadedTable table{.name = std::move(name), .columns = {}};
  try {
    std::istringstream in(text);
    base::csv::Reader reader(table.name, in);
    table.columns = reader.header();
    std::vector<std::string_view> fields;
    while (reader.next(fields)) ++table.rows;
  } catch (const base::Error&) {
    return table;
  }
  return table;
}

Handed handed(std::string name, std::string text) { return {described(std::move(name), text), std::move(text)}; }

HandedIn opened(const std::string& bytes) {
  if (!documents::is_workbook(bytes)) return {.scores = handed("", bytes), .subjects = {}, .items = {}};
  std::vector<documents::Page> pages = documents::read_workbook(bytes);
  HandedIn in{.scores = handed(pages.front().name, csv_of(pages.front())), .subjects = {}, .items = {}};
  for (std::size_t at = 1; at < pages.size(); ++at) {
    const std::string name = base::lowered(pages[at].name);
    if (name == "subjects" || name == "objek") in.subjects = handed(pages[at].name, csv_of(pages[at]));
    if (name == "items" || name == "butir") in.items = handed(pages[at].name, csv_of(pages[at]));
  }
  return in;
}

const std::string* find(const base::Params& params, std::string_view name) {
  const auto found = std::ranges::find(params, name, &base::Params::value_type::first);
  return found == params.end() ? nullptr : &found->second;
}

/// The column in which what is wrong stands; empty if it is no single one.
std::string column_of(const base::Problem& problem, const std::vector<std::string>& columns) {
  const auto has = [&](std::string_view name) { return std::ranges::find(columns, name) != columns.end(); };
  for (const char* name : {"column", "attribute"}) {
    if (const std::string* column = find(problem.params, name)) return *column;
  }
  constexpr std::string_view kUnknown = "tally.unknown_";
  if (problem.code.starts_with(kUnknown)) {
    std::string what = problem.code.substr(kUnknown.size(), problem.code.find("_near") - kUnknown.size());
    if (has(what)) return what;
  }
  if (const std::string* indicator = find(problem.params, "indicator")) {
    if (has(*indicator)) return *indicator;
    if (has("value")) return "value";
  }
  for (const auto& [name, value] : problem.params) {
    if (has(name)) return name;
  }
  return {};
}

/// The same with each problem's column as its field.
base::Error placed(const base::Error& error, const std::vector<UploadedTable>& tables) {
  std::vector<base::Problem> problems = error.problems();
  for (base::Problem& problem : problems) {
    const auto table = std::ranges::find(tables, problem.file, &UploadedTable::name);
    if (table == tables.end() || find(problem.params, "field") != nullptr) continue;
    if (std::string column = column_of(problem, table->columns); !column.empty()) problem.params.emplace_back("field", std::move(column));
  }
  return {error.kind(), std::move(problems), error.total()};
}

ScenarioInput read(packs::LoadedPack loaded, const ScoreUpload& upload, HandedIn in) {
  const std::vector<UploadedTable> seen = in.tables();
  const bool is_csv = in.scores.table.name.empty();
  const auto table = [](Handed& one) { return sheets::text_table(one.table.name, std::move(one.text)); };
  sheets::Tables tables;
  if (in.subjects) tables.subjects = table(*in.subjects);
  if (in.items) tables.items = table(*in.items);
  tables.scores.push_back(table(in.scores));
  tables.decimal = is_csv ? upload.decimal : '.';
  tables.stage = upload.stage;
  ScenarioInput read{std::move(loaded), {}};
  try {
    read.input = sheets::read_input(read.loaded.pack, std::move(tables));
  } catch (const base::Error& error) {
    throw placed(error, seen);
  }
  return read;
}

std::vector<PreviewedRow> first_rows(const results::Tallied& tallied) {
  std::vector<PreviewedRow> rows;
  for (const tally::Row* row : results::reading_order(tallied)) {
    if (rows.size() == Preview::kMostRows) break;
    const tally::Subject& subject = tallied.input.subjects[row->subject];
    rows.push_back({.subject = subject.id,
                    .name = subject.name,
                    .level = tallied.pack.levels[static_cast<std::size_t>(row->level)].named.id,
                    .score = row->score,
                    .band = row->band == nullptr ? std::string() : row->band->named.id,
                    .rank = row->rank});
  }
  return rows;
}

}  // namespace

ScenarioInput read_upload(const ScoreUpload& upload) {
  packs::LoadedPack loaded = shipped(upload.pack);
  return read(std::move(loaded), upload, opened(upload.bytes));
}

Preview preview(const ScoreUpload& upload) {
  packs::LoadedPack loaded = shipped(upload.pack);
  Preview preview;
  try {
    HandedIn in = opened(upload.bytes);
    preview.tables = in.tables();
    const ScenarioInput made = read(std::move(loaded), upload, std::move(in));
    const tally::Result result = tally::tally(made.loaded.pack, made.input);
    preview.subjects = made.input.subjects.size();
    preview.evaluators = made.input.evaluators.size();
    preview.rows = first_rows({made.loaded.pack, made.input, result});
  } catch (const base::Error& error) {
    preview.problems = error.problems();
    preview.total = error.total();
  }
  return preview;
}

}  // namespace programmes
