#include "features/programmes/table_files.hpp"

#include <gmock/gmock.h>

#include "tests/support/publications.hpp"
#include "tests/support/zip.hpp"

namespace programmes {
namespace {

using base::Document;
using testing::HasSubstr;
using testing::Not;

/// An office and two units, one of which has a name that a spreadsheet would take for a formula.
const std::string kLevels = R"(
levels: [{id: unit, name: {id: Unit, en: Unit of service}, types: [u]}, {id: office}]
rankings: [{id: main, level: unit, cuts: [{id: top, places: 1}]}]
trees:
  - {level: unit, root: {id: total, op: sum, children: [{id: x}]}}
  - {level: office, root: {id: total, op: mean, over: subjects, level: unit}}
)";

class TableFiles : public support::PublicationsTest {
 protected:
  Document table(const std::string& bundle) {
    const auto prepared = prepare({.programme = "lomba", .caption = {"Hasil", "Result"}, .year = 2024, .bundle = bundle, .file = "b.json"});
    const std::string id = database.write([&](db::Transaction& t) { return programmes::add_draft(t, prepared, now); });
    publish(id);
    return json(reader.table(id));
  }
  Document small() {
    support::Given given{.subjects = {"o", "a parent=o type=u region=Serang", "b parent=o type=u"}, .sheets = {"a x=60", "b x=40.5"}};
    support::Contest contest(kLevels, given);
    tally::Input input = contest.input;
    for (tally::Subject& subject : input.subjects) {
      if (subject.id == "a") subject.name = "=HYPERLINK(\"http://evil\")";
    }
    return table(results::bundle({contest.pack, input, contest.result}, support::pack_document(kLevels), nullptr));
  }
};

TEST_P(TableFiles, Csv_HasALineForEachRow_AndNoFormulas) {
  EXPECT_EQ(
      table_csv(small()),
      "subject,name,unit,level,group,category,region,score,band,zone,rank,ranked_among,tie,cuts,complete,ineligible,trust,previous_year,"
      "previous_score,previous_rank\n"
      "a,\"'=HYPERLINK(\"\"http://evil\"\")\",hyperlink-http-evil,unit,,,Serang,60.00,,,1,2,,top,true,false,official,,,\n"
      "b,Name of b,name-of-b,unit,,,,40.50,,,2,2,,,true,false,official,,,\n"
      "o,Name of o,name-of-o,office,,,,50.25,,,,,,,true,false,official,,,\n");
}

TEST_P(TableFiles, Xlsx_HasASheetForEachLevel_AndOneThatSaysWhatItIs) {
  const Document read = small();
  const auto files = support::unzip(table_xlsx(read, i18n::Language::en));
  const std::string& book = files.at("xl/workbook.xml");
  for (const char* name : {"Unit of service", "office", "About"}) EXPECT_THAT(book, HasSubstr("name=\"" + std::string(name) + "\""));
  const std::string& units = files.at("xl/worksheets/sheet1.xml");
  EXPECT_THAT(units, HasSubstr("<v>40.5</v>"));
  EXPECT_THAT(units, HasSubstr(R"(<dimension ref="A1:N3"/>)"));
  EXPECT_THAT(units, Not(HasSubstr("<f")));
  const std::string& texts = files.at("xl/sharedStrings.xml");
  EXPECT_THAT(texts, HasSubstr(read.find("result")->find("bundle")->find("sha256")->text()));
  EXPECT_THAT(texts, HasSubstr("[plain@1]"));
  EXPECT_THAT(texts, HasSubstr("=HYPERLINK("));
}

ON_BOTH_DATABASES(TableFiles);

}  // namespace
}  // namespace programmes
