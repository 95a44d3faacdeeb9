#include "db/dialect.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace db {
namespace {

/// BIGINT becomes INT rather than INTEGER, because an INTEGER PRIMARY KEY would number its rows by itself.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTypes = {
    {{"BIGINT", "INT"}, {"SMALLINT", "INT"}, {"DOUBLE", "REAL"}, {"PRECISION", ""}, {"BYTEA", "BLOB"}}};

bool is_word(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$'; }

/// The end of what begins at the front and is taken over as it is: a comment, a string, a quoted name; 0 if it is none of these.
std::size_t opaque_size(std::string_view sql) {
  const auto up_to = [&](std::string_view end, std::size_t from) {
    const std::size_t at = sql.find(end, from);
    return at == std::string_view::npos ? sql.size() : at + end.size();
  };
  if (sql.starts_with("--")) return up_to("\n", 2);
  if (sql.starts_with("/*")) return up_to("*/", 2);
  if (sql.front() == '\'') return up_to("'", 1);  // a doubled quote ends one string and begins the next
  if (sql.front() == '"') return up_to("\"", 1);
  return 0;
}

class Translator {
 public:
  std::string translate(std::string_view sql) {
    while (!sql.empty()) sql.remove_prefix(take(sql));
    end_statement();
    return std::move(out_);
  }

 private:
  std::size_t take(std::string_view sql) {
    if (const std::size_t size = opaque_size(sql)) {
      out_ += sql.substr(0, size);
      if (!sql.starts_with("--") && !sql.starts_with("/*")) end_of_code_ = out_.size();
      return size;
    }
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(sql, is_word) - sql.begin());
    if (end > 0) {
      take_word(sql.substr(0, end));
      return end;
    }
    if (sql.front() == ';') end_statement();
    out_ += sql.front();
    if (sql.front() > ' ' && sql.front() != ';') end_of_code_ = out_.size();
    return 1;
  }

  void take_word(std::string_view word) {
    if (words_++ == 0) creates_ = word == "CREATE";
    if (words_ == 2 && word != "TABLE") creates_ = false;
    const auto* type = std::ranges::find(kTypes, word, [](const auto& pair) { return pair.first; });
    out_ += type == kTypes.end() ? word : type->second;
    end_of_code_ = out_.size();
  }

  void end_statement() {
    // Before a comment that may stand at the end.
    if (creates_ && words_ > 1) out_.insert(end_of_code_, " STRICT");
    creates_ = false;
    words_ = 0;
  }

  std::string out_;
  std::size_t end_of_code_ = 0;  ///< one past the last character of out_ that is neither blank nor comment
  std::size_t words_ = 0;        ///< of the statement so far
  bool creates_ = false;         ///< the statement is CREATE TABLE
};

}  // namespace

std::string to_sqlite(std::string_view sql) { return Translator().translate(sql); }

}  // namespace db
