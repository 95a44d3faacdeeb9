#include "features/programmes/table_files.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <vector>

#include "base/csv.hpp"
#include "base/instant.hpp"
#include "documents/workbook.hpp"

namespace programmes {
namespace {

using base::Document;
using documents::Cell;
using documents::Number;

using Path = std::vector<std::string_view>;

constexpr std::size_t kAsWritten = 9;  // decimals of a score
constexpr std::size_t kEstimate = 2;   // decimals of an estimate
const Path kChances{"fair", "chances"};

/// The member at a path, or null where something on the way is absent or null.
const Document* at(const Document& from, const Path& path) {
  const Document* found = &from;
  for (const std::string_view key : path) {
    found = found->find(key);
    if (found == nullptr || found->is_null()) return nullptr;
  }
  return found;
}

std::string scalar(const Document* value) {
  if (value == nullptr) return "";
  if (value->is_integer()) return std::to_string(value->integer());
  if (value->is_bool()) return value->boolean() ? "true" : "false";
  return value->text();
}

std::string said(const Document* text, i18n::Language language) {
  return text == nullptr ? "" : text->find(language == i18n::Language::id ? "id" : "en")->text();
}

/// A decimal as a number with the decimals it has, but at most so many; what is none (a fraction) stays text.
Cell decimal(const Document* value, std::size_t most_decimals) {
  if (value == nullptr) return {};
  if (value->is_integer()) return Number{static_cast<double>(value->integer()), 0};
  const std::string& text = value->text();
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size()) return text;
  const auto point = text.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : text.size() - point - 1;
  return Number{number, static_cast<int>(std::min(decimals, most_decimals))};
}

std::string joined_cuts(const Document& row, const std::function<std::string(const Document&)>& name) {
  std::string all;
  for (const Document& cut : row.find("cuts")->list()) {
    all.append(all.empty() ? "" : " ").append(name(cut)).append(cut.find("undecided")->boolean() ? "?" : "");
  }
  return all;
}

/// The K of the chances that the fair ranking gives.
std::vector<std::string> tops_of(const Document& table) {
  std::vector<std::string> tops;
  if (const Document* top = at(table, {"result", "fair", "top"})) {
    for (const Document& places : top->list()) tops.push_back(std::to_string(places.integer()));
  }
  return tops;
}

const Document* chance(const Document& row, std::size_t which) {
  const Document* chances = at(row, kChances);
  return chances == nullptr || which >= chances->list().size() ? nullptr : at(chances->list()[which], {"p"});
}

std::vector<std::string> csv_cells(const Document& row) {
  const auto member = [&](const Path& path) { return scalar(at(row, path)); };
  return {member({"subject"}),
          member({"name"}),
          member({"unit"}),
          member({"level"}),
          member({"group"}),
          member({"category"}),
          member({"region"}),
          member({"score"}),
          member({"band", "id"}),
          member({"band", "zone"}),
          member({"rank"}),
          member({"ranked_among"}),
          member({"tie", "rule"}),
          joined_cuts(row, [](const Document& cut) { return cut.find("id")->text(); }),
          member({"complete"}),
          member({"ineligible"}),
          member({"trust"}),
          member({"previous", "year"}),
          member({"previous", "score"}),
          member({"previous", "rank"})};
}

const std::vector<std::string> kCsvNames{"subject",  "name",       "unit",  "level",         "group",          "category",     "region",
                                         "score",    "band",       "zone",  "rank",          "ranked_among",   "tie",          "cuts",
                                         "complete", "ineligible", "trust", "previous_year", "previous_score", "previous_rank"};

/// A column of the workbook: its heading and what stands in it.
struct Column {
  std::string heading;
  std::function<Cell(const Document& row)> cell;
};

class Book {
 public:
  Book(const Document& table, i18n::Language language) : table_(table), result_(*table.find("result")), language_(language) {}

  std::string bytes() {
    const auto columns = columns_of();
    std::vector<documents::Sheet> sheets;
    for (const Document& level : result_.find("levels")->list()) sheets.push_back(sheet_of(level, columns));
    sheets.push_back(about());
    return documents::workbook(sheets, base::parse_instant(result_.find("published_at")->text()).value_or(base::Instant()));
  }

 private:
  std::string words(std::string_view code, const base::Params& params = {}) const { return i18n::text(language_, code, params); }

  static Column text(std::string heading, Path path) {
    return {std::move(heading), [path = std::move(path)](const Document& row) {
              const Document* found = at(row, path);
              return found == nullptr ? Cell() : Cell(scalar(found));
            }};
  }

  static Column number(std::string heading, Path path, std::size_t decimals) {
    return {std::move(heading), [path = std::move(path), decimals](const Document& row) { return decimal(at(row, path), decimals); }};
  }

  Column name(std::string heading, std::string_view key) const {
    return {std::move(heading), [this, key](const Document& row) -> Cell {
              const std::string text = said(at(row, {key, "name"}), language_);
              return text.empty() ? Cell() : Cell(text);
            }};
  }

  /// A group or category by the name that the result has for it.
  Column named(std::string heading, std::string_view key, std::string_view list) const {
    return {std::move(heading), [this, key, list](const Document& row) -> Cell {
              const std::string id = scalar(at(row, {key}));
              for (const Document& one : result_.find(list)->list()) {
                if (one.find("id")->text() == id) return said(one.find("name"), language_);
              }
              return {};
            }};
  }

  std::vector<Column> columns_of() const {
    std::vector<Column> all{number(words("table.rank"), {"rank"}, 0),
                            text(words("table.subject"), {"name"}),
                            number(words("table.score"), {"score"}, kAsWritten),
                            name(words("table.band"), "band"),
                            zone(),
                            {words("table.cut"), [this](const Document& row) { return Cell(cuts(row)); }},
                            name(words("table.tie"), "tie"),
                            named(words("attribute.group"), "group", "groups"),
                            named(words("attribute.category"), "category", "categories"),
                            text(words("attribute.region"), {"region"}),
                            trust(),
                            number(words("file.previous_year"), {"previous", "year"}, 0),
                            number(words("file.previous_score"), {"previous", "score"}, kAsWritten),
                            number(words("file.previous_rank"), {"previous", "rank"}, 0)};
    if (at(result_, {"fair"}) != nullptr) add_fair(all);
    return all;
  }

  void add_fair(std::vector<Column>& all) const {
    all.push_back(number(words("fair.corrected"), {"fair", "corrected"}, kEstimate));
    all.push_back(number(words("fair.se"), {"fair", "se"}, kEstimate));
    const auto tops = tops_of(table_);
    for (std::size_t which = 0; which < tops.size(); ++which) {
      all.push_back({"P(Top " + tops[which] + ")", [which](const Document& row) { return decimal(chance(row, which), kEstimate); }});
    }
    all.push_back(number(words("fair.rank_low"), {"fair", "rank_low"}, 0));
    all.push_back(number(words("fair.rank_high"), {"fair", "rank_high"}, 0));
  }

  Column zone() const {
    return {words("table.zone"), [this](const Document& row) { return Cell(said(at(row, {"band", "zone_name"}), language_)); }};
  }

  Column trust() const {
    return {words("table.trust"), [this](const Document& row) { return Cell(words("trust." + row.find("trust")->text())); }};
  }

  std::string cuts(const Document& row) const {
    std::string all;
    for (const Document& cut : row.find("cuts")->list()) {
      const std::string name = said(cut.find("name"), language_);
      all.append(all.empty() ? "" : ", ").append(cut.find("undecided")->boolean() ? words("cut.undecided", {{"cut", name}}) : name);
    }
    return all;
  }

  documents::Sheet sheet_of(const Document& level, const std::vector<Column>& columns) const {
    documents::Sheet sheet{said(level.find("name"), language_), {}, {}};
    for (const Column& column : columns) sheet.header.push_back(column.heading);
    for (const Document& row : table_.find("rows")->list()) {
      if (row.find("level")->text() != level.find("id")->text()) continue;
      std::vector<Cell>& cells = sheet.rows.emplace_back();
      for (const Column& column : columns) cells.push_back(column.cell(row));
    }
    return sheet;
  }

  documents::Sheet about() const {
    documents::Sheet sheet{words("file.about"), {}, {}};
    const auto line = [&](std::string_view code, const std::string& value) {
      if (!value.empty()) sheet.rows.push_back({words(code), value});
    };
    const auto member = [&](const Path& path) { return scalar(at(result_, path)); };
    line("file.programme", said(at(result_, {"programme", "title"}), language_));
    line("file.result", said(result_.find("caption"), language_));
    line("file.year", scalar(result_.find("year")));
    line("file.state", words("state." + result_.find("state")->text()));
    line("file.published_at", result_.find("published_at")->text());
    line("file.pack",
         said(at(result_, {"pack", "name"}), language_) + " [" + member({"pack", "id"}) + "@" + member({"pack", "version"}) + "]");
    line("file.trust", words("trust." + member({"pack", "trust"})));
    line("file.address", "/hasil/" + member({"id"}));
    line("file.sha256", member({"bundle", "sha256"}));
    line("file.signed_by", member({"bundle", "signed_by"}));
    line("file.replaced_by", member({"replaced_by", "id"}));
    for (const Document& notice : result_.find("notices")->list()) line("file.notice", said(&notice, language_));
    return sheet;
  }

  const Document& table_;
  const Document& result_;
  i18n::Language language_;
};

}  // namespace

std::string table_csv(const Document& table) {
  const auto tops = tops_of(table);
  const bool fair = at(table, {"result", "fair"}) != nullptr;
  std::vector<std::string> line = kCsvNames;
  if (fair) {
    line.insert(line.end(), {"corrected", "se"});
    for (const std::string& top : tops) line.push_back("p_top" + top);
    line.insert(line.end(), {"rank_low", "rank_high", "fair_zone"});
  }
  std::string out;
  base::csv::write_row(out, line);
  for (const Document& row : table.find("rows")->list()) {
    line = csv_cells(row);
    if (fair) {
      for (const char* key : {"corrected", "se"}) line.push_back(scalar(at(row, {"fair", key})));
      for (std::size_t which = 0; which < tops.size(); ++which) line.push_back(scalar(chance(row, which)));
      for (const char* key : {"rank_low", "rank_high", "zone"}) line.push_back(scalar(at(row, {"fair", key})));
    }
    base::csv::write_row(out, line);
  }
  return out;
}

std::string table_xlsx(const Document& table, i18n::Language language) { return Book(table, language).bytes(); }

}  // namespace programmes
