#include "base/csv.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <set>

#include "base/text.hpp"

namespace base::csv {
namespace {

constexpr std::size_t kBlock = std::size_t{256} << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// What one pass over a row tells: nearly every row needs nothing more than a split.
struct Traits {
  bool quote;
  bool beyond_ascii;
  bool nul;
};

Traits traits_of(std::string_view row) {
  // Bytes, not bools, and no early exit: the compiler makes vector instructions of this loop.
  std::uint8_t quotes = 0;
  std::uint8_t bits = 0;
  std::uint8_t nuls = 0;
  for (const char c : row) {
    quotes |= static_cast<std::uint8_t>(c == '"');
    bits |= static_cast<std::uint8_t>(c);
    nuls |= static_cast<std::uint8_t>(c == '\0');
  }
  return {.quote = quotes != 0, .beyond_ascii = bits >= 0x80, .nul = nuls != 0};
}

bool is_separator(char c) { return c == ',' || c == ';' || c == '\t'; }

char separator_of(std::string_view header) {
  char first = '\0';
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    if (quoted || !is_separator(c)) continue;
    if (first == '\0') first = c;
    // Where the comma is the decimal mark, spreadsheets separate by semicolons, and a comma may well stand in a name.
    if (first == ',' && c == ';') return ';';
  }
  return first == '\0' ? ',' : first;
}

bool looks_like_formula(std::string_view field) {
  if (field.empty()) return false;
  if (field.front() == '-') return field.find_first_not_of("0123456789./", 1) != std::string_view::npos;
  return std::string_view("=+@\t\r").find(field.front()) != std::string_view::npos;
}

}  // namespace

Reader::Reader(std::string file, std::istream& in) : file_(std::move(file)), in_(in) {
  fill();
  if (std::string_view(buffer_.data(), end_).starts_with(kByteOrderMark)) begin_ = kByteOrderMark.size();
  take_header();
}

void Reader::take_header() {
  std::span<char> row;
  if (!take_row(row)) fail("csv.empty");
  separator_ = separator_of({row.data(), row.size()});
  std::vector<std::string_view> fields;
  split(row, fields);
  std::set<std::string_view> seen;
  for (const std::string_view field : fields) {
    const std::string_view name = trimmed(field);
    const std::string column = std::to_string(header_.size() + 1);
    if (name.empty()) fail("csv.header_empty_name", {{"column", column}});
    if (!seen.insert(name).second) fail("csv.header_repeated", {{"name", std::string(name)}, {"column", column}});
    header_.emplace_back(name);
  }
}

bool Reader::next(std::vector<std::string_view>& fields) {
  std::span<char> row;
  if (!take_row(row)) return false;
  split(row, fields);
  return true;
}

/// The next row that is not blank, checked, without its line end and not yet split.
bool Reader::take_row(std::span<char>& row) {
  for (;;) {
    row_line_ = line_;
    std::size_t size = line_size(0);
    if (begin_ + size == end_ && size == 0) return false;
    Traits traits = traits_of({buffer_.data() + begin_, size});
    if (traits.quote) {
      size = quoted_row_size(size);
      traits = traits_of({buffer_.data() + begin_, size});
    }
    row = {buffer_.data() + begin_, size};
    begin_ = std::min(begin_ + size + 1, end_);
    line_ += traits.quote ? 1 + static_cast<std::size_t>(std::ranges::count(row, '\n')) : 1;
    if (!row.empty() && row.back() == '\r') row = row.first(row.size() - 1);
    if (row.empty()) continue;
    check_size(row.size());
    if (traits.nul) fail("csv.nul");
    if (traits.beyond_ascii && !is_utf8({row.data(), row.size()})) fail("csv.not_utf8");
    return true;
  }
}

/// Bytes from begin_ up to the first line feed at `from` or later, or up to the end of the input; reads on until it is found.
std::size_t Reader::line_size(std::size_t from) {
  for (;;) {
    const char* start = buffer_.data() + begin_;
    const std::size_t available = end_ - begin_;
    if (const void* found = std::memchr(start + from, '\n', available - from)) {
      return static_cast<std::size_t>(static_cast<const char*>(found) - start);
    }
    // Refused before more of it is read, so that a huge line costs no memory; one byte more, for it may be a CR.
    if (available > 0) check_size(available - 1);
    if (!fill()) return available;
    from = available;
  }
}

/// The size of a row whose first line has quotes: it goes on as long as one of them is open.
std::size_t Reader::quoted_row_size(std::size_t size) {
  bool quoted = false;
  for (std::size_t at = 0;; size = line_size(size + 1)) {
    for (; at < size; ++at) {
      const char* here = buffer_.data() + begin_ + at;
      if (*here != '"') continue;
      // A quote within a bare field would swallow the rows that follow: better refused where it stands.
      if (!quoted && at > 0 && here[-1] != '"' && !ends_field(here[-1])) fail("csv.quote");
      quoted = !quoted;
    }
    if (!quoted) return size;
    if (begin_ + size == end_) fail("csv.quote");
  }
}

bool Reader::ends_field(char c) const { return separator_ == kUnknown ? is_separator(c) : c == separator_; }

void Reader::split(std::span<char> row, std::vector<std::string_view>& fields) const {
  fields.clear();
  const std::string_view text(row.data(), row.size());
  for (std::size_t at = 0;; ++at) {
    if (at < text.size() && text[at] == '"') {
      fields.push_back(unquote(row, at));
    } else {
      const std::size_t end = std::min(text.find(separator_, at), text.size());
      fields.push_back(text.substr(at, end - at));
      at = end;
    }
    if (at == text.size()) return;
  }
}

/// The quoted field at `at`, its doubled quotes closed up in place; leaves `at` behind the closing quote.
std::string_view Reader::unquote(std::span<char> row, std::size_t& at) const {
  const char* const end = row.data() + row.size();
  char* const begin = row.data() + at + 1;
  char* to = begin;
  for (char* from = begin;;) {
    char* const quote = std::find(from, row.data() + row.size(), '"');
    to = std::move(from, quote, to);
    from = std::min(quote + 1, row.data() + row.size());
    if (from != end && *from == '"') {
      *to++ = *from++;
      continue;
    }
    at = static_cast<std::size_t>(from - row.data());
    if (from != end && *from != separator_) fail("csv.quote");
    return {begin, to};
  }
}

bool Reader::fill() {
  buffer_.erase(0, begin_);
  end_ -= begin_;
  begin_ = 0;
  buffer_.resize(end_ + kBlock);
  in_.read(buffer_.data() + end_, kBlock);
  // Half a file must not pass for a whole one.
  if (in_.bad()) fail("csv.unreadable");
  end_ += static_cast<std::size_t>(in_.gcount());
  return in_.gcount() != 0;
}

void Reader::check_size(std::size_t size) const {
  if (size > kMaxRow) fail("csv.row_too_long");
}

void Reader::fail(std::string code, Params params) const {
  throw Error(Kind::invalid, Problem{.file = file_, .line = row_line_, .code = std::move(code), .params = std::move(params)});
}

void write_row(std::string& out, std::span<const std::string> fields) {
  bool first = true;
  for (const std::string& field : fields) {
    if (!first) out += ',';
    first = false;
    const std::string_view guard = looks_like_formula(field) ? "'" : "";
    // A lone empty field is quoted too, or its row would read as a blank line.
    const bool quoted = field.find_first_of(",;\t\"\r\n") != std::string::npos || (field.empty() && fields.size() == 1);
    if (!quoted) {
      out.append(guard).append(field);
      continue;
    }
    out.append("\"").append(guard);
    for (const char c : field) out.append(c == '"' ? 2 : 1, c);
    out += '"';
  }
  out += '\n';
}

}  // namespace base::csv
