#include "documents/workbook_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <map>

#include "base/error.hpp"
#include "documents/workbook.hpp"

namespace documents {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using Files = std::map<std::string, std::string>;

const base::Instant kCreated = base::from_millis(1'733'277'600'000);

/// A ZIP archive of these files, `password` on each if there is one.
std::string archive_of(const Files& files, const char* password = nullptr) {
  zip_error_t error;
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, text] : files) {
    const auto at = zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), 0);
    if (password != nullptr) zip_file_set_encryption(zip, static_cast<zip_uint64_t>(at), ZIP_EM_AES_256, password);
  }
  zip_close(zip);
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

/// The files of a workbook with one sheet `A` that holds these rows of XML.
Files files_of(const std::string& rows) {
  return {{"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId7"/></sheets></workbook>)"},
          {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="rId7" Target="/xl/worksheets/one.xml"/></Relationships>)"},
          {"xl/worksheets/one.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

Rows rows_of(const Files& files) { return read_workbook(archive_of(files)).front().rows; }

std::string refusal(const std::string& bytes) {
  try {
    if (!is_workbook(bytes)) return "no workbook";
    (void)read_workbook(bytes);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "taken";
}

TEST(WorkbookReader, OwnWorkbook_ComesBackAsItWasWritten) {
  const std::string bytes = workbook(
      {{"Nilai", {"subject", "x"}, {{"a & b", Number{3.2, 2}}, {std::monostate(), Number{7, 0}}}}, {"objek", {"id"}, {{"baris\ndua"}}}},
      kCreated);
  ASSERT_TRUE(is_workbook(bytes));
  EXPECT_EQ(read_workbook(bytes),
            (std::vector<Page>{{"Nilai", {{"subject", "x"}, {"a & b", "3.2"}, {"", "7"}}}, {"objek", {{"id"}, {"baris dua"}}}}));
}

TEST(WorkbookReader, Numbers_AreTheShortestTextThatMeansTheSame) {
  EXPECT_EQ(rows_of(files_of("<row><c><v>3.2000000000000002</v></c><c><v>87</v></c><c><v>1E+2</v></c><c><v>-0.5</v></c></row>")),
            (Rows{{"3.2", "87", "100", "-0.5"}}));
}

TEST(WorkbookReader, EachKindOfCell_IsText) {
  Files files =
      files_of(R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><r><t>da</t></r><r><t>lam</t></r></is></c>)"
               R"(<c r="C1" t="b"><v>1</v></c><c r="D1" t="str"><f>A1&amp;"x"</f><v>hasil</v></c><c r="E1"><f>1+1</f><v>2</v></c></row>)");
  files["xl/sharedStrings.xml"] = "<sst><si><t>nol</t></si><si><t>satu</t><rPh><t>baca</t></rPh></si></sst>";
  EXPECT_EQ(rows_of(files), (Rows{{"satu", "dalam", "1", "hasil", "2"}}));
}

TEST(WorkbookReader, WhatIsNotThere_IsEmpty_AndKeepsTheNumbersOfRows) {
  EXPECT_EQ(rows_of(files_of(R"(<row r="2"><c r="C2"><v>5</v></c></row><row r="4"><c r="A4"><v>6</v></c></row>)")),
            (Rows{{}, {"", "", "5"}, {}, {"6"}}));
}

TEST(WorkbookReader, OtherFiles_AreRefused) {
  EXPECT_EQ(refusal("subject,x\na,1\n"), "no workbook");
  EXPECT_EQ(refusal("\xD0\xCF\x11\xE0 an old or locked one"), "documents.locked");
  EXPECT_EQ(refusal("PK\x03\x04 but nothing more"), "documents.no_workbook");
  EXPECT_EQ(refusal(archive_of({{"word/document.xml", "<a/>"}})), "documents.no_workbook");
  EXPECT_EQ(refusal(archive_of(files_of(""), "secret")), "documents.locked");
  EXPECT_EQ(refusal(archive_of(files_of("<row><c"))), "documents.no_workbook");
  EXPECT_EQ(refusal(archive_of(files_of(R"(<row><c r="A1" t="s"><v>3</v></c></row>)"))), "documents.no_workbook");
  EXPECT_EQ(refusal(archive_of(files_of(R"(<row r="1"><c r="ZZZZ1"><v>3</v></c></row>)"))), "documents.no_workbook");
}

TEST(WorkbookReader, Bombs_AreRefused) {
  Files large = files_of("");
  large["xl/worksheets/one.xml"].append(std::size_t{11} << 20U, ' ');
  EXPECT_EQ(refusal(archive_of(large)), "documents.too_large");

  Files endless = files_of("");
  endless["xl/worksheets/one.xml"] = R"(<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>)";
  EXPECT_EQ(refusal(archive_of(endless)), "documents.no_workbook");

  std::string rows;
  for (int row = 1; row <= 2000; ++row) rows += "<row><c r=\"XFD" + std::to_string(row) + "\"><v>1</v></c></row>";
  EXPECT_EQ(refusal(archive_of(files_of(rows))), "documents.too_large");

  Files repeated = files_of("");
  repeated["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(1U << 20U, 'x') + "</t></si></sst>";
  rows.clear();
  for (int row = 1; row <= 100; ++row) rows += "<row><c t=\"s\"><v>0</v></c></row>";
  repeated["xl/worksheets/one.xml"] = "<worksheet>" + rows + "</worksheet>";
  EXPECT_EQ(refusal(archive_of(repeated)), "documents.too_large");
}

}  // namespace
}  // namespace documents
