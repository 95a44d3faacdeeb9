#include "documents/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/zip.hpp"

namespace documents {
namespace {

using testing::HasSubstr;
using testing::Not;

const base::Instant kCreated = base::from_millis(1'733'277'600'000);

std::string part(const std::vector<Sheet>& sheets, const std::string& name) {
  const auto files = support::unzip(workbook(sheets, kCreated));
  const auto found = files.find(name);
  return found == files.end() ? "" : found->second;
}

TEST(Workbook, Numbers_AreNumbers_WithTheirDecimals) {
  const std::vector<Sheet> sheets{{"A", {"n", "m"}, {{Number{96.5, 2}, Number{7, 0}}}}};
  const std::string sheet = part(sheets, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("<v>96.5</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>7</v>"));
  EXPECT_THAT(part(sheets, "xl/styles.xml"), HasSubstr(R"(formatCode="0.00")"));
}

TEST(Workbook, Texts_NeverBecomeFormulas) {
  const std::vector<Sheet> sheets{{"A", {"t"}, {{"=1+1"}, {"+62"}, {"-1"}, {"@SUM(A1)"}, {"<b> & \"c\""}}}};
  EXPECT_THAT(part(sheets, "xl/worksheets/sheet1.xml"), Not(HasSubstr("<f")));
  const std::string texts = part(sheets, "xl/sharedStrings.xml");
  for (const char* text : {"<t>=1+1</t>", "<t>+62</t>", "<t>-1</t>", "<t>@SUM(A1)</t>", "<t>&lt;b&gt; &amp; \"c\"</t>"}) {
    EXPECT_THAT(texts, HasSubstr(text));
  }
}

TEST(Workbook, Header_StaysInView_AndFilters) {
  const std::string sheet = part({{"A", {"a", "b"}, {{"x", "y"}}}}, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr(R"(<pane ySplit="1" topLeftCell="A2")"));
  EXPECT_THAT(sheet, HasSubstr(R"(<autoFilter ref="A1:B2")"));
}

TEST(Workbook, NamesOfSheets_AreMadeFitAndUnique) {
  const std::string book =
      part({{"a/b:c", {}, {}}, {"A/B:C", {}, {}}, {std::string(40, 'x'), {}, {}}, {std::string(41, 'x'), {}, {}}, {"'", {}, {}}},
           "xl/workbook.xml");
  for (const std::string& name :
       {std::string("a b c"), std::string("A B C 2"), std::string(31, 'x'), std::string(29, 'x') + " 2", std::string("-")}) {
    EXPECT_THAT(book, HasSubstr("name=\"" + name + "\""));
  }
}

TEST(Workbook, SameSheets_GiveTheSameBytes) {
  const std::vector<Sheet> sheets{{"A", {"a"}, {{"x"}, {std::monostate()}, {Number{1, 1}}}}};
  EXPECT_EQ(workbook(sheets, kCreated), workbook(sheets, kCreated));
}

}  // namespace
}  // namespace documents
