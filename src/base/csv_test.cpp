#include "base/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/error.hpp"

namespace base::csv {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

struct Table {
  Row header;
  Rows rows;
  std::vector<std::size_t> lines;

  bool operator==(const Table&) const = default;
};

Table read(const std::string& text) {
  std::istringstream in(text);
  Reader reader("t.csv", in);
  Table table{.header = reader.header(), .rows = {}, .lines = {}};
  for (std::vector<std::string_view> fields; reader.next(fields);) {
    table.rows.emplace_back(fields.begin(), fields.end());
    table.lines.push_back(reader.line());
  }
  return table;
}

Problem problem_of(const std::string& text) {
  try {
    read(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Kind::invalid);
    return error.problems().front();
  }
  return {};
}

Problem problem(std::size_t line, std::string code, Params params = {}) {
  return {.file = "t.csv", .line = line, .code = std::move(code), .params = std::move(params)};
}

/// A stream of so many equal bytes that counts how many were asked for.
class Endless : public std::streambuf {
 public:
  Endless(std::string start, std::size_t size) : start_(std::move(start)), size_(size) {}
  [[nodiscard]] std::size_t given() const { return given_; }

 protected:
  std::streamsize xsgetn(char* to, std::streamsize count) override {
    const std::size_t size = std::min(static_cast<std::size_t>(count), size_ - given_);
    for (std::size_t i = 0; i < size; ++i, ++given_) to[i] = given_ < start_.size() ? start_[given_] : 'x';
    return static_cast<std::streamsize>(size);
  }

 private:
  std::string start_;
  std::size_t size_;
  std::size_t given_ = 0;
};

TEST(Csv, Read_LineEndsAndByteOrderMark_DoNotMatter) {
  const Table expected{.header = {"id", "name"}, .rows = {{"1", "a"}, {"2", ""}}, .lines = {2, 3}};

  EXPECT_EQ(read("id,name\n1,a\n2,\n"), expected);
  EXPECT_EQ(read("\xEF\xBB\xBFid,name\r\n1,a\r\n2,\r\n"), expected);
  EXPECT_EQ(read("id, name \n1,a\n2,"), expected);
}

TEST(Csv, Read_BlankLines_AreSkippedAndCounted) {
  EXPECT_EQ(read("\n\r\nid,name\n\n1,a\r\n\r\n\n2,b\n\n"),
            (Table{.header = {"id", "name"}, .rows = {{"1", "a"}, {"2", "b"}}, .lines = {5, 8}}));
}

TEST(Csv, Read_RowsOfOtherWidth_ComeAsTheyAre) { EXPECT_EQ(read("a,b\n1\n1,2,3\n,\n").rows, (Rows{{"1"}, {"1", "2", "3"}, {"", ""}})); }

TEST(Csv, Read_Separator_IsTheHeadersWithSemicolonBeforeComma) {
  EXPECT_EQ(read("a;b\n1,5;2\n").rows, (Rows{{"1,5", "2"}}));
  EXPECT_EQ(read("a\tb\n1\t2\n").rows, (Rows{{"1", "2"}}));
  EXPECT_EQ(read("a,b;c\n1;2\n"), (Table{.header = {"a,b", "c"}, .rows = {{"1", "2"}}, .lines = {2}}));
  EXPECT_EQ(read("\"a;b\",c\n1,2\n"), (Table{.header = {"a;b", "c"}, .rows = {{"1", "2"}}, .lines = {2}}));
  EXPECT_EQ(read("a\n1\n").rows, (Rows{{"1"}}));
}

TEST(Csv, Read_QuotedFields_AreUnquotedAndMaySpanLines) {
  EXPECT_EQ(read("a,b,c\r\n\"x,y\",\"say \"\"ha\"\"\",\"\"\r\n\"two\r\nlines\",\"\"\"\",z\r\nlast,1,2"),
            (Table{.header = {"a", "b", "c"},
                   .rows = {{"x,y", "say \"ha\"", ""}, {"two\r\nlines", "\"", "z"}, {"last", "1", "2"}},
                   .lines = {2, 3, 5}}));
}

TEST(Csv, Read_HeaderOnly_HasNoRows) { EXPECT_EQ(read("a,b"), (Table{.header = {"a", "b"}, .rows = {}, .lines = {}})); }

TEST(Csv, Read_TableOfManyBlocks_KeepsEveryRow) {
  std::string text = "id,name,note\n";
  Rows rows;
  for (int i = 0; i < 40'000; ++i) {
    const std::string id = std::to_string(i);
    const bool quoted = i % 3 == 0;
    text += id + (quoted ? ",\"a, \"\"b\"\"\n" + id + "\"" : ",plain") + ",d\xC3\xA9sa\r\n";
    rows.push_back({id, quoted ? "a, \"b\"\n" + id : "plain", "d\xC3\xA9sa"});
  }

  EXPECT_EQ(read(text).rows, rows);
}

TEST(Csv, Read_NothingThere_IsRefused) {
  EXPECT_EQ(problem_of("").code, "csv.empty");
  EXPECT_EQ(problem_of("\xEF\xBB\xBF\r\n\n").code, "csv.empty");
}

TEST(Csv, Read_HeaderNameEmptyOrRepeated_IsRefused) {
  EXPECT_EQ(problem_of("a,,c\n"), problem(1, "csv.header_empty_name", {{"column", "2"}}));
  EXPECT_EQ(problem_of("a, \n"), problem(1, "csv.header_empty_name", {{"column", "2"}}));
  EXPECT_EQ(problem_of("\na,b,a \n"), problem(2, "csv.header_repeated", {{"name", "a"}, {"column", "3"}}));
}

TEST(Csv, Read_BadBytes_AreRefusedWithTheLine) {
  EXPECT_EQ(problem_of("a,b\n1,2\n3,\xE9\n"), problem(3, "csv.not_utf8"));
  EXPECT_EQ(problem_of(std::string("a,b\n1,\0\n", 8)), problem(2, "csv.nul"));
}

TEST(Csv, Read_BadQuotes_AreRefusedWithTheLineWhereTheRowBegan) {
  EXPECT_EQ(problem_of("a,b\n1,2\n3,\"open\nand\non\n"), problem(3, "csv.quote"));
  EXPECT_EQ(problem_of("a,b\n1,5\" pipe\n3,4\n"), problem(2, "csv.quote"));
  EXPECT_EQ(problem_of("a,b\n\"1\"x,2\n"), problem(2, "csv.quote"));
  EXPECT_EQ(problem_of("a,b\n\"1\" ,2\n"), problem(2, "csv.quote"));
  EXPECT_EQ(problem_of("a,\"b\n"), problem(1, "csv.quote"));
}

TEST(Csv, Read_RowOfTheLimit_IsReadAndOneByteMoreRefused) {
  const std::string longest(Reader::kMaxRow, 'x');

  EXPECT_EQ(read("a\n" + longest + "\r\n").rows, (Rows{{longest}}));
  EXPECT_EQ(problem_of("a\n1\n" + longest + "x\n"), problem(3, "csv.row_too_long"));
  EXPECT_EQ(problem_of("a\n" + longest + "x"), problem(2, "csv.row_too_long"));
}

TEST(Csv, Read_LineOfTwoGigabytes_IsRefusedAfterAboutTheLimit) {
  for (const char* start : {"a\n", "a\n\"", ""}) {
    Endless bytes(start, std::size_t{2} << 30);
    std::istream in(&bytes);
    const auto read_all = [&] {
      Reader reader("t.csv", in);
      std::vector<std::string_view> fields;
      while (reader.next(fields)) {
      }
    };
    EXPECT_THROW(read_all(), Error);
    EXPECT_LT(bytes.given(), 2 * Reader::kMaxRow);
  }
}

TEST(Csv, Read_StreamThatFails_IsRefused) {
  struct Broken : std::streambuf {
    std::streamsize xsgetn(char* /*to*/, std::streamsize /*count*/) override { throw std::runtime_error("disk"); }
  } bytes;
  std::istream in(&bytes);

  EXPECT_THROW(Reader("t.csv", in), Error);
}

std::string written(const Row& row) {
  std::string out;
  write_row(out, row);
  return out;
}

TEST(Csv, WriteRow_FieldsThatNeedIt_AreQuoted) {
  EXPECT_EQ(written({"a", "b,c", "d\"e", "f\ng", "h;i", ""}), "a,\"b,c\",\"d\"\"e\",\"f\ng\",\"h;i\",\n");
  EXPECT_EQ(written({""}), "\"\"\n");
}

TEST(Csv, WriteRow_Formulas_AreDisarmedAndNumbersKept) {
  EXPECT_EQ(written({"=1+1", "+62", "@x", "-x", "-5", "-96.29", "-1/3", "a=b"}), "'=1+1,'+62,'@x,'-x,-5,-96.29,-1/3,a=b\n");
  EXPECT_EQ(written({"\tx", "\rx", "=\"a\""}), "\"'\tx\",\"'\rx\",\"'=\"\"a\"\"\"\n");
}

TEST(Csv, WriteRow_ReadAgain_GivesTheSame) {
  const Row row = {"x,y", "say \"ha\"", "two\nlines", "", "d\xC3\xA9sa", " blanks "};

  EXPECT_EQ(read(written({"a", "b;", "c", "d", "e", "f"}) + written(row)),
            (Table{.header = {"a", "b;", "c", "d", "e", "f"}, .rows = {row}, .lines = {2}}));
}

}  // namespace
}  // namespace base::csv
