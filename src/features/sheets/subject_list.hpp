#pragma once

#include "base/csv.hpp"
#include "base/error.hpp"
#include "features/sheets/api.hpp"

namespace sheets {

/// Where known columns stand in a header; -1 = absent.
class Columns {
 public:
  explicit Columns(const std::vector<std::string>& header) : header_(header) {}
  [[nodiscard]] int find(std::string_view name) const;
  /// Throws tally.missing_column if it is absent.
  [[nodiscard]] int required(std::string_view name, const base::csv::Reader& reader) const;

 private:
  const std::vector<std::string>& header_;
};

/// The trimmed field at a column, or nothing if the column is absent.
[[nodiscard]] std::string_view field(const std::vector<std::string_view>& fields, int column);

/// Reports a row whose width differs from the header's; true if it is right.
[[nodiscard]] bool has_width(const base::csv::Reader& reader, const std::vector<std::string_view>& fields, base::Problems& problems);

/// `id,name[,parent][,type][,group][,category][,region][,<extra>...]` into input.subjects.
void read_subjects(Table& table, tally::Input& input, base::Problems& problems);

/// `item,subject,name[,<extra>...]` into input.items. Subjects must be placed if they are `listed`; otherwise those named here come into
/// being.
void read_items(Table& table, const tally::Pack& pack, bool listed, tally::Input& input, base::Problems& problems);

}  // namespace sheets
