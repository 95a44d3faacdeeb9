#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "db/transaction.hpp"
#include "features/programmes/bundle_index.hpp"
#include "features/programmes/publication.hpp"

/// Rows of results, and the units that stand in them.
namespace programmes::store {

/// With the units that they name, which come into being if they are new.
void insert_rows(db::Transaction& transaction, const std::string& result, const std::vector<IndexedRow>& rows);

/// The row of the same unit at the same level in the latest earlier published result of the same pack.
struct Previous {
  std::string result;
  int year = 0;
  std::string brief;  ///< JSON, see IndexedRow
};

struct Row {
  std::string body;  ///< JSON, see IndexedRow
  std::optional<std::string> unit;
  std::optional<Previous> previous;
  std::string result;  ///< in which it stands
};

/// Which rows of a result; empty text = all.
struct RowFilter {
  std::string level = {}, group = {}, category = {}, region = {}, band = {};
  std::optional<std::int64_t> contest = {};
  std::string search = {};  ///< beginnings of words of the name
};

enum class RowOrder { reading, name, highest, lowest };

struct Slice {
  std::int64_t offset = 0;
  std::int64_t limit = 50;
};

[[nodiscard]] std::int64_t count_rows(db::Transaction& transaction, const Result& result, const RowFilter& filter);

struct RowQuery {
  RowFilter filter;
  RowOrder order = RowOrder::reading;
  Slice slice;
};
[[nodiscard]] std::vector<Row> rows_of(db::Transaction& transaction, const Result& result, const RowQuery& query, base::Instant now);

struct ExplainedRow {
  Row row;
  tally::Text explanation;
};
[[nodiscard]] std::optional<ExplainedRow> find_row(db::Transaction& transaction, const Result& result, std::string_view subject,
                                                   base::Instant now);

/// All published rows of a unit, newest first.
[[nodiscard]] std::vector<Row> rows_of_unit(db::Transaction& transaction, std::string_view unit, base::Instant now);

}  // namespace programmes::store
