#include "features/sheets/subject_list.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace sheets {

int Columns::find(std::string_view name) const {
  const auto at = std::find(header_.begin(), header_.end(), name);
  return at == header_.end() ? -1 : static_cast<int>(at - header_.begin());
}

int Columns::required(std::string_view name, const base::csv::Reader& reader) const {
  const int column = find(name);
  if (column < 0) {
    throw base::Error(base::Kind::invalid, base::Problem{reader.file(), 1, "tally.missing_column", {{"column", std::string(name)}}});
  }
  return column;
}

std::string_view field(const std::vector<std::string_view>& fields, int column) {
  return column < 0 ? std::string_view() : base::trimmed(fields[static_cast<std::size_t>(column)]);
}

bool has_width(const base::csv::Reader& reader, const std::vector<std::string_view>& fields, base::Problems& problems) {
  if (fields.size() == reader.header().size()) return true;
  problems.add({reader.file(),
                reader.line(),
                "tally.row_width",
                {{"found", std::to_string(fields.size())}, {"expected", std::to_string(reader.header().size())}}});
  return false;
}

namespace {

/// Every column that is not in `known` is an attribute.
tally::Attributes extra_columns(const base::csv::Reader& reader, const std::vector<std::string_view>& fields,
                                std::initializer_list<std::string_view> known) {
  tally::Attributes attributes;
  for (std::size_t column = 0; column < fields.size(); ++column) {
    const std::string& name = reader.header()[column];
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    attributes.emplace_back(name, base::trimmed(fields[column]));
  }
  return attributes;
}

}  // namespace

void read_subjects(Table& table, tally::Input& input, base::Problems& problems) {
  base::csv::Reader reader(table.name, *table.in);
  const Columns columns(reader.header());
  const int id = columns.required("id", reader);
  const int name = columns.find("name");
  const int parent = columns.find("parent");
  const int type = columns.find("type");
  const int group = columns.find("group");
  const int category = columns.find("category");
  const int region = columns.find("region");
  std::vector<std::string_view> fields;
  while (reader.next(fields)) {
    if (!has_width(reader, fields, problems)) continue;
    tally::Subject subject;
    subject.id = field(fields, id);
    if (subject.id.empty()) {
      problems.add({reader.file(), reader.line(), "tally.empty_id", {{"column", "id"}}});
      continue;
    }
    subject.name = field(fields, name);
    if (subject.name.empty()) subject.name = subject.id;
    subject.parent = field(fields, parent);
    subject.type = field(fields, type);
    subject.group = field(fields, group);
    subject.category = field(fields, category);
    subject.region = field(fields, region);
    subject.line = static_cast<std::uint32_t>(reader.line());
    subject.attributes = extra_columns(reader, fields, {"id", "name", "parent", "type", "group", "category", "region"});
    input.subjects.push_back(std::move(subject));
  }
}

namespace {

/// Subjects that only the list of items names.
void add_subjects(const tally::Pack& pack, const std::vector<std::string>& owners, tally::Input& input) {
  for (const std::string& id : std::set<std::string>(owners.begin(), owners.end())) {
    tally::Subject subject;
    subject.id = id;
    subject.name = id;
    input.subjects.push_back(std::move(subject));
  }
  tally::place_subjects(pack, input);
}

}  // namespace

void read_items(Table& table, const tally::Pack& pack, bool listed, tally::Input& input, base::Problems& problems) {
  base::csv::Reader reader(table.name, *table.in);
  const Columns columns(reader.header());
  const int id = columns.required("item", reader);
  const int subject = columns.required("subject", reader);
  const int name = columns.find("name");
  std::vector<std::string> owners;
  std::vector<std::string_view> fields;
  while (reader.next(fields)) {
    if (!has_width(reader, fields, problems)) continue;
    tally::Item item;
    item.id = field(fields, id);
    item.line = static_cast<std::uint32_t>(reader.line());
    item.name = field(fields, name);
    if (item.name.empty()) item.name = item.id;
    item.attributes = extra_columns(reader, fields, {"item", "subject", "name"});
    if (item.id.empty()) problems.add({reader.file(), reader.line(), "tally.empty_id", {{"column", "item"}}});
    input.items.push_back(std::move(item));
    owners.emplace_back(field(fields, subject));
    if (owners.back().empty()) problems.add({reader.file(), reader.line(), "tally.empty_id", {{"column", "subject"}}});
  }
  problems.throw_if_any();
  std::vector<tally::Item> items = std::move(input.items);
  input.items.clear();
  if (!listed) add_subjects(pack, owners, input);
  for (std::size_t at = 0; at < items.size(); ++at) {
    items[at].subject = tally::find_subject(input.subjects, owners[at]);
    if (items[at].subject == tally::kNone) {
      problems.add({reader.file(), items[at].line, "tally.unknown_subject", {{"subject", owners[at]}}});
    }
  }
  input.items = std::move(items);
  input.items_listed = true;
}

}  // namespace sheets
