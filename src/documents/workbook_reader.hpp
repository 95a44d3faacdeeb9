#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace documents {

/// A sheet of a workbook as texts. `rows[0]` is its row 1; rows and cells that are not there are empty, and each row ends with its last
/// cell.
struct Page {
  std::string name;
  std::vector<std::vector<std::string>> rows;

  bool operator==(const Page&) const = default;
};

/// Whether bytes from outside are a workbook, by what they begin with. Throws Error(invalid, documents.locked) for one behind a password
/// and for one of the old format (XLS), which look alike.
[[nodiscard]] bool is_workbook(std::string_view bytes);

/// The sheets of an XLSX file, in its order. Numbers are the shortest text that means the same (`3.2`), yes and no are `1` and `0`, a
/// formula is the value it had last, a break in a text is a blank. Dates are the numbers they are. Throws Error(invalid):
/// documents.no_workbook, documents.locked; Error(too_large, documents.too_large).
[[nodiscard]] std::vector<Page> read_workbook(std::string_view bytes);

}  // namespace documents
