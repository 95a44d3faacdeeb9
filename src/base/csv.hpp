#pragma once

#include <cstddef>
#include <istream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base::csv {

/// Reads a table row by row: UTF-8 with or without BOM, CRLF or LF, comma, semicolon or tab (whichever the header line holds first outside of quotes,
/// semicolon before comma if both occur), RFC 4180 quotes. Memory stays within one row.
class Reader {
 public:
  static constexpr std::size_t kMaxRow = 1 << 20;  ///< bytes of one row; a longer one is refused

  /// Reads the header at once. `file` is the name for messages. Throws Error: csv.empty, csv.not_utf8, csv.row_too_long, csv.quote, csv.header_empty_name,
  /// csv.header_repeated, csv.nul.
  Reader(std::string file, std::istream& in);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] char separator() const { return separator_; }

  /// The next row's fields (valid until the next call), or false at the end. Blank lines are skipped. A row whose width differs from the header's is
  /// returned as it is: the caller reports it. Throws Error as above, with the line.
  bool next(std::vector<std::string_view>& fields);
  /// The line at which the current row begins, from 1.
  [[nodiscard]] std::size_t line() const { return row_line_; }

 private:
  bool read_row(std::vector<std::string_view>& fields);
  bool fill();

  std::string file_;
  std::istream& in_;
  std::vector<std::string> header_;
  char separator_ = ',';
  std::string buffer_;
  std::size_t begin_ = 0;  ///< first unread byte of buffer_
  std::size_t end_ = 0;    ///< one past the last byte read
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
  std::string unquoted_;   ///< room for the fields of this row that had quotes
};

/// Appends one row, quoted where needed, ended by LF. A field that a spreadsheet would take for a formula (`=`, `+`, `@`, tab, CR at its start, or `-`
/// unless it is a number) gets a leading apostrophe.
void write_row(std::string& out, std::span<const std::string> fields);

}  // namespace base::csv
