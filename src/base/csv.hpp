#pragma once

#include <cstddef>
#include <istream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace base::csv {

/// Reads a table row by row: UTF-8 with or without BOM, CRLF or LF, comma, semicolon or tab (whichever the header line holds first outside
/// of quotes, semicolon before comma if both occur), RFC 4180 quotes. Memory stays within one row.
class Reader {
 public:
  static constexpr std::size_t kMaxRow = 1 << 20;  ///< bytes of one row; a longer one is refused

  /// Reads the header at once. `file` is the name for messages. Throws Error: csv.empty, csv.not_utf8, csv.row_too_long, csv.quote,
  /// csv.header_empty_name, csv.header_repeated, csv.nul, csv.unreadable. Names come without blanks at their ends.
  Reader(std::string file, std::istream& in);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] char separator() const { return separator_; }

  /// The next row's fields (valid until the next call), or false at the end. Blank lines are skipped. A row whose width differs from the
  /// header's is returned as it is: the caller reports it. Throws Error as above, with the line.
  bool next(std::vector<std::string_view>& fields);
  /// The line at which the current row begins, from 1.
  [[nodiscard]] std::size_t line() const { return row_line_; }

 private:
  static constexpr char kUnknown = '\0';  ///< the separator before the header is read

  void take_header();
  bool take_row(std::span<char>& row);
  std::size_t line_size(std::size_t from);
  std::size_t quoted_row_size(std::size_t size);
  [[nodiscard]] bool ends_field(char c) const;
  void split(std::span<char> row, std::vector<std::string_view>& fields) const;
  std::string_view unquote(std::span<char> row, std::size_t& at) const;
  bool fill();
  void check_size(std::size_t size) const;
  [[noreturn]] void fail(std::string code, Params params = {}) const;

  std::string file_;
  std::istream& in_;
  std::vector<std::string> header_;
  char separator_ = kUnknown;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< first unread byte of buffer_
  std::size_t end_ = 0;    ///< one past the last byte read
  std::size_t line_ = 1;   ///< where the next row begins
  std::size_t row_line_ = 1;
};

/// Appends one row, quoted where needed, ended by LF. A field that a spreadsheet would take for a formula (`=`, `+`, `@`, tab, CR at its
/// start, or `-` unless it is a number) gets a leading apostrophe.
void write_row(std::string& out, std::span<const std::string> fields);

}  // namespace base::csv
