#include "documents/workbook.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace documents {
namespace {

constexpr std::size_t kLongestName = 31;  // of a sheet, in characters
constexpr std::size_t kWidest = 60;       // column, in characters
constexpr std::size_t kNarrowest = 6;

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw base::Error(base::Kind::unavailable, "documents.cannot_write");
}

/// A file that nobody else knows, and that is gone afterwards: the library writes to files only.
class TemporaryFile {
 public:
  TemporaryFile() : path_((std::filesystem::temp_directory_path() / "juara-XXXXXX").string()) {
    const int file = ::mkstemp(path_.data());
    if (file < 0) throw base::Error(base::Kind::unavailable, "documents.cannot_write");
    ::close(file);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The first so many characters.
std::string shortened(const std::string& text, std::size_t most) {
  std::size_t bytes = 0;
  for (std::size_t count = 0; bytes < text.size(); ++bytes) {
    const bool begins = (static_cast<unsigned char>(text[bytes]) & 0xC0U) != 0x80U;
    if (begins && count++ == most) break;
  }
  return text.substr(0, bytes);
}

std::size_t width_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return base::display_width(*text);
  return kNarrowest;
}

class Writing {
 public:
  explicit Writing(const std::string& path) : book_(workbook_new(path.c_str())) {
    if (!book_) check(LXW_ERROR_CREATING_XLSX_FILE);
    head_ = workbook_add_format(book_.get());
    format_set_bold(head_);
    format_set_bottom(head_, LXW_BORDER_THIN);
    format_set_text_wrap(head_);
    text_ = workbook_add_format(book_.get());
    format_set_num_format(text_, "@");  // stays text even after somebody edits the cell
  }

  void set_created(base::Instant created) {
    lxw_doc_properties properties{};
    properties.created = static_cast<time_t>(base::to_millis(created) / 1000);
    check(workbook_set_properties(book_.get(), &properties));
  }

  void add(const Sheet& sheet) {
    lxw_worksheet* made = workbook_add_worksheet(book_.get(), name_of(sheet.name).c_str());
    if (made == nullptr) check(LXW_ERROR_SHEETNAME_ALREADY_USED);
    lxw_row_t line = 0;
    if (!sheet.header.empty()) {
      for (std::size_t at = 0; at < sheet.header.size(); ++at) {
        check(worksheet_write_string(made, 0, static_cast<lxw_col_t>(at), sheet.header[at].c_str(), head_));
      }
      worksheet_freeze_panes(made, 1, 0);
      const auto last = static_cast<lxw_row_t>(sheet.rows.size());
      check(worksheet_autofilter(made, 0, 0, last, static_cast<lxw_col_t>(sheet.header.size() - 1)));
      ++line;
    }
    for (const auto& row : sheet.rows) {
      for (std::size_t at = 0; at < row.size(); ++at) write(made, line, static_cast<lxw_col_t>(at), row[at]);
      ++line;
    }
    set_widths(made, sheet);
  }

  void close() { check(workbook_close(book_.release())); }

 private:
  struct Free {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
  };

  void write(lxw_worksheet* sheet, lxw_row_t line, lxw_col_t column, const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
      check(worksheet_write_string(sheet, line, column, text->c_str(), text_));
    } else if (const auto* number = std::get_if<Number>(&cell)) {
      check(worksheet_write_number(sheet, line, column, number->value, format_of(number->decimals)));
    }
  }

  lxw_format* format_of(int decimals) {
    const auto [found, added] = numbers_.try_emplace(decimals, nullptr);
    if (added) {
      found->second = workbook_add_format(book_.get());
      const std::string pattern = decimals == 0 ? "0" : "0." + std::string(static_cast<std::size_t>(decimals), '0');
      format_set_num_format(found->second, pattern.c_str());
    }
    return found->second;
  }

  static void set_widths(lxw_worksheet* made, const Sheet& sheet) {
    std::vector<std::size_t> widths;
    const auto widen = [&](std::size_t column, std::size_t width) {
      if (column >= widths.size()) widths.resize(column + 1, kNarrowest);
      widths[column] = std::clamp(width, widths[column], kWidest);
    };
    for (std::size_t at = 0; at < sheet.header.size(); ++at) widen(at, base::display_width(sheet.header[at]));
    for (const auto& row : sheet.rows) {
      for (std::size_t at = 0; at < row.size(); ++at) widen(at, width_of(row[at]));
    }
    for (std::size_t at = 0; at < widths.size(); ++at) {
      const auto column = static_cast<lxw_col_t>(at);
      check(worksheet_set_column(made, column, column, static_cast<double>(widths[at]) + 2, nullptr));
    }
  }

  /// Excel refuses `[]:*?/\`, quotes at the ends, more than 31 characters, and a name twice whatever its case.
  std::string name_of(std::string name) {
    for (char& c : name) {
      if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos || static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    name = shortened(name, kLongestName);
    if (base::trimmed(name).empty()) name = "-";
    std::string unique = name;
    for (int number = 2; !names_.insert(folded(unique)).second; ++number) {
      const std::string suffix = " " + std::to_string(number);
      unique = shortened(name, kLongestName - suffix.size()) + suffix;
    }
    return unique;
  }

  static std::string folded(std::string name) {
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return name;
  }

  std::unique_ptr<lxw_workbook, Free> book_;
  lxw_format* head_ = nullptr;
  lxw_format* text_ = nullptr;
  std::map<int, lxw_format*> numbers_;  ///< by decimals
  std::set<std::string> names_;
};

}  // namespace

std::string workbook(const std::vector<Sheet>& sheets, base::Instant created) {
  const TemporaryFile file;
  Writing writing(file.path());
  writing.set_created(created);
  for (const Sheet& sheet : sheets) writing.add(sheet);
  writing.close();
  return base::read_file(file.path());
}

}  // namespace documents
