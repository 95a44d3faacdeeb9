#include "features/agencies/import.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "base/csv.hpp"
#include "base/text.hpp"

namespace agencies {
namespace {

struct ColumnName {
  std::string_view name;
  std::string_view indonesian;
  std::string ImportRow::*member;
  bool required;
};
constexpr std::array<ColumnName, 5> kColumns{{{"code", "kode", &ImportRow::code, true},
                                              {"kind", "jenis", &ImportRow::kind, true},
                                              {"name", "nama", &ImportRow::name, true},
                                              {"parent", "induk", &ImportRow::parent, false},
                                              {"region", "wilayah", &ImportRow::region, false}}};

struct Place {
  std::size_t column;
  std::string ImportRow::*member;
};

std::vector<Place> places_of(const std::vector<std::string>& header) {
  std::vector<Place> places;
  base::Problems problems;
  for (const ColumnName& wanted : kColumns) {
    const auto found = std::ranges::find_if(
        header, [&](const std::string& name) { return base::lowered(name) == wanted.name || base::lowered(name) == wanted.indonesian; });
    if (found != header.end()) {
      places.push_back({static_cast<std::size_t>(found - header.begin()), wanted.member});
    } else if (wanted.required) {
      problems.add({.file = {}, .line = 1, .code = "agencies.missing_column", .params = {{"field", std::string(wanted.name)}}});
    }
  }
  problems.throw_if_any();
  return places;
}

/// The tree as it would be, looked up by code.
class Planner {
 public:
  Planner(const std::vector<ImportRow>& rows, const std::vector<Organisation>& present) : rows_(rows) {
    for (const Organisation& organisation : present) {
      by_id_.emplace(organisation.id, &organisation);
      if (organisation.code) present_.emplace(*organisation.code, &organisation);
    }
  }

  Plan plan() {
    read_all();
    for (const ImportRow& row : rows_) check_place(row);
    check_those_below();
    problems_.throw_if_any();
    for (const ImportRow& row : rows_) add_step(row.code);
    return std::move(plan_);
  }

 private:
  struct Wanted {
    const ImportRow* row = nullptr;
    Kind kind = Kind::unit;
  };

  static std::optional<std::string> unless_empty(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

  void fault(const ImportRow& row, const char* code, const char* field, base::Params params = {}) {
    params.insert(params.begin(), {"field", field});
    problems_.add({.file = {}, .line = row.line, .code = code, .params = std::move(params)});
  }

  /// Each row by itself.
  void read_all() {
    for (const ImportRow& row : rows_) {
      if (!is_code(row.code)) fault(row, row.code.empty() ? "fields.missing" : "agencies.bad_code", "code");
      if (!row.parent.empty() && !is_code(row.parent)) fault(row, "agencies.bad_code", "parent");
      if (row.name.empty()) {
        fault(row, "fields.missing", "name");
      } else if (base::characters(row.name) > kLongestName) {
        fault(row, "fields.too_long", "name", {{"most", std::to_string(kLongestName)}});
      } else if (!base::is_plain_line(row.name)) {
        fault(row, "fields.control", "name");
      }
      const auto kind = parse_kind(row.kind);
      if (!kind) fault(row, row.kind.empty() ? "fields.missing" : "agencies.bad_kind", "kind", {{"found", row.kind}});
      const auto [place, is_first] = wanted_.emplace(row.code, Wanted{&row, kind.value_or(Kind::unit)});
      if (!is_first) fault(row, "agencies.code_twice", "code", {{"found", row.code}, {"line", std::to_string(place->second.row->line)}});
    }
  }

  std::optional<Above> above_of(const std::string& code) const {
    if (const auto wanted = wanted_.find(code); wanted != wanted_.end()) {
      return Above{wanted->second.kind, unless_empty(wanted->second.row->region)};
    }
    const auto present = present_.find(code);
    if (present == present_.end()) return std::nullopt;
    return Above{present->second->kind, present->second->region};
  }

  /// The code of the one above; empty at the top, or where what is there has none.
  std::string parent_of(const std::string& code) const {
    if (const auto wanted = wanted_.find(code); wanted != wanted_.end()) return wanted->second.row->parent;
    const auto present = present_.find(code);
    if (present == present_.end() || !present->second->parent) return {};
    return by_id_.at(*present->second->parent)->code.value_or("");
  }

  /// Why nobody could walk up from here: nothing if one comes to the top soon.
  const char* fault_of_way(const std::string& code) const {
    std::set<std::string> seen;
    for (std::string at = code; !at.empty(); at = parent_of(at)) {
      if (!seen.insert(at).second) return "agencies.circle";
      if (seen.size() > kDeepest) return "agencies.too_deep";
    }
    return nullptr;
  }

  void check_place(const ImportRow& row) {
    const auto above = row.parent.empty() ? std::nullopt : above_of(row.parent);
    if (!row.parent.empty() && !above) return fault(row, "agencies.no_parent", "parent", {{"found", row.parent}});
    if (const char* way = fault_of_way(row.code)) return fault(row, way, "parent", {{"most", std::to_string(kDeepest)}});
    const auto kind = parse_kind(row.kind);
    if (!kind) return;
    if (auto found = fault_of(*kind, unless_empty(row.region), above)) {
      found->line = row.line;
      problems_.add(std::move(*found));
    }
  }

  /// What has no row of its own must still fit below what is changed.
  void check_those_below() {
    for (const auto& [id, organisation] : by_id_) {
      if (!organisation->parent || (organisation->code && wanted_.contains(*organisation->code))) continue;
      const std::string above = by_id_.at(*organisation->parent)->code.value_or("");
      const auto wanted = wanted_.find(above);
      if (wanted == wanted_.end()) continue;
      if (fault_of(organisation->kind, organisation->region, above_of(above))) {
        fault(*wanted->second.row, "agencies.breaks_below", "region", {{"name", organisation->name}});
      }
    }
  }

  void add_step(const std::string& code) {
    const auto wanted = wanted_.find(code);
    if (wanted == wanted_.end() || !done_.insert(code).second) return;
    const ImportRow& row = *wanted->second.row;
    add_step(row.parent);
    Plan::Step step{.organisation = {}, .parent_code = row.parent, .is_new = !present_.contains(code)};
    if (!step.is_new) step.organisation = *present_.at(code);
    step.organisation.code = row.code;
    step.organisation.kind = wanted->second.kind;
    step.organisation.name = row.name;
    step.organisation.region = unless_empty(row.region);
    const auto parent = present_.find(row.parent);
    step.organisation.parent = parent == present_.end() ? std::nullopt : std::optional(parent->second->id);
    const bool is_moved = !row.parent.empty() && parent == present_.end();  // below one that is new
    if (!step.is_new && !is_moved && step.organisation == *present_.at(code)) {
      ++plan_.unchanged;
    } else {
      plan_.steps.push_back(std::move(step));
    }
  }

  const std::vector<ImportRow>& rows_;
  std::unordered_map<std::string, const Organisation*> by_id_, present_;  ///< the latter by code
  std::unordered_map<std::string, Wanted> wanted_;
  std::set<std::string> done_;
  base::Problems problems_;
  Plan plan_;
};

}  // namespace

std::vector<ImportRow> read_rows(std::istream& in) {
  base::csv::Reader reader("", in);
  const std::vector<Place> places = places_of(reader.header());
  std::vector<ImportRow> rows;
  base::Problems widths;
  for (std::vector<std::string_view> fields; reader.next(fields);) {
    if (rows.size() == kMostRows) throw base::Error(base::Kind::invalid, "agencies.too_many_rows", {{"most", std::to_string(kMostRows)}});
    if (fields.size() != reader.header().size()) {
      widths.add({.file = {},
                  .line = reader.line(),
                  .code = "agencies.row_width",
                  .params = {{"found", std::to_string(fields.size())}, {"wanted", std::to_string(reader.header().size())}}});
    }
    ImportRow row{.line = reader.line()};
    for (const Place& place : places) {
      if (place.column < fields.size()) row.*place.member = std::string(base::trimmed(fields[place.column]));
    }
    rows.push_back(std::move(row));
  }
  widths.throw_if_any();
  return rows;
}

Plan plan_import(const std::vector<ImportRow>& rows, const std::vector<Organisation>& present) { return Planner(rows, present).plan(); }

}  // namespace agencies
