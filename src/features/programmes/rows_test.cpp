#include <gmock/gmock.h>

#include "tests/support/publications.hpp"

namespace programmes {
namespace {

using base::Document;
using testing::ElementsAre;

/// Two categories, bands with zones, a tie, one who is incomplete and one who is not eligible.
const std::string kRich = support::tree("{id: total, op: sum, children: [{id: x}, {id: y}]}") + R"(
categories: [{id: p, name: {id: Publik, en: Public}}, {id: q}]
bands: [{closed: lower, list: [{id: low, from: 0, to: 50, zone: red, zone_name: {id: Merah, en: Red}}, {id: high, from: 50, to: 100}]}]
rankings: [{id: main, level: entry, by: [category], cuts: [{id: top, places: 1}]}]
eligibility: [{id: old, level: entry, rule: none_of, attribute: status, values: [out]}]
)";
const support::Given kRichGiven{.subjects = {"a category=p region=Lebak", "b category=p region=Serang", "c category=q region=Serang",
                                             "d category=q", "e category=q status=out"},
                                .sheets = {"a x=30 y=10", "b x=40 y=20", "c x=10 y=10", "d x=1", "e x=50 y=50"}};

class Rows : public support::PublicationsTest {
 protected:
  [[nodiscard]] Words subjects(const Reader::RowsWanted& wanted) const {
    return each(*json(reader.rows(id, wanted)).find("items"), "subject");
  }

 public:
  std::string id = published({.given = kRichGiven, .pack = kRich});
};

TEST_P(Rows, Filters_LeaveWhatTheyName) {
  EXPECT_THAT(subjects({}), ElementsAre("b", "a", "c", "d", "e"));
  EXPECT_THAT(subjects({.filter = {.category = "p"}}), ElementsAre("b", "a"));
  EXPECT_THAT(subjects({.filter = {.region = "Serang"}}), ElementsAre("b", "c"));
  EXPECT_THAT(subjects({.filter = {.band = "low"}}), ElementsAre("a", "c"));
  EXPECT_THAT(subjects({.filter = {.contest = 1}}), ElementsAre("c", "d", "e"));
  EXPECT_THAT(subjects({.filter = {.category = "q", .search = "of C"}}), ElementsAre("c"));
  EXPECT_THAT(subjects({.filter = {.search = "ame"}}), ElementsAre());
  EXPECT_THAT(subjects({.filter = {.level = "other"}}), ElementsAre());
}

TEST_P(Rows, Orders_PutThoseWithoutAScoreLast) {
  EXPECT_THAT(subjects({.order = store::RowOrder::name}), ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_THAT(subjects({.order = store::RowOrder::highest}), ElementsAre("e", "b", "a", "c", "d"));
  EXPECT_THAT(subjects({.order = store::RowOrder::lowest}), ElementsAre("c", "a", "b", "e", "d"));
}

TEST_P(Rows, Parts_ComeToTheWhole) {
  Words all;
  Part part{.cursor = "", .limit = 2};
  do {
    const Document list = json(reader.rows(id, {.order = store::RowOrder::name, .part = part}));
    EXPECT_EQ(list.find("total")->integer(), 5);
    for (const std::string& subject : each(*list.find("items"), "subject")) all.push_back(subject);
    part.cursor = list.find("next")->is_null() ? "" : list.find("next")->text();
  } while (!part.cursor.empty());
  EXPECT_THAT(all, ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_EQ(support::problems([&] { return reader.rows(id, {.part = {.cursor = "-1"}}); }), (Words{"programmes.bad_cursor:0"}));
  EXPECT_EQ(support::problems([&] { return reader.programmes("", {}, {.cursor = "x"}); }), (Words{"programmes.bad_cursor:0"}));
}

TEST_P(Rows, Row_IsAsTheDocumentSays) {
  EXPECT_EQ(
      reader.row(id, "b").json.substr(0, reader.row(id, "b").json.find(R"(,"explanation")")),
      R"({"subject":"b","name":"Name of b","level":"entry","contest":0,"group":null,"category":"p","region":"Serang","score":"60.00",)"
      R"("band":{"id":"high","name":{"id":"high","en":"high"},"zone":null,"zone_name":null},"rank":1,"ranked_among":2,"figure":null,"tie":null,)"
      R"("cuts":[{"id":"top","name":{"id":"top","en":"top"},"undecided":false}],"complete":true,"ineligible":false,"broken":[],"missing":[],)"
      R"("trust":"official","fair":null,"unit":"name-of-b","previous":null)");
  const Document lacking = json(reader.row(id, "d"));
  EXPECT_EQ(lacking.find("missing")->list().size(), 1U);
  EXPECT_TRUE(lacking.find("score")->is_null());
  EXPECT_FALSE(lacking.find("complete")->boolean());
  EXPECT_EQ(lacking.find("contest")->integer(), 1);
  const Document out = json(reader.row(id, "e"));
  EXPECT_TRUE(out.find("ineligible")->boolean());
  EXPECT_EQ(out.find("broken")->list().size(), 1U);
  EXPECT_TRUE(out.find("rank")->is_null());
  EXPECT_EQ(support::problems([&] { return reader.row(id, "z"); }), (Words{"programmes.unknown:0"}));
}

TEST_P(Rows, Explanation_HasTheArithmeticInBothLanguages) {
  const Document row = json(reader.row(id, "b"));
  EXPECT_THAT(row.find("explanation")->find("id")->text(), testing::HasSubstr("40"));
  EXPECT_THAT(row.find("explanation")->find("en")->text(), testing::HasSubstr("60.00"));
}

TEST_P(Rows, Result_CountsWhatStandsInIt) {
  const Document result = json(reader.result(id));
  const auto counts = [&](const char* list, const char* key) {
    Words all;
    for (const Document& one : result.find(list)->list()) {
      all.push_back(one.find(key)->text() + " " + std::to_string(one.find("count")->integer()));
    }
    return all;
  };
  EXPECT_THAT(counts("levels", "id"), ElementsAre("entry 5"));
  EXPECT_THAT(counts("categories", "id"), ElementsAre("p 2", "q 3"));
  EXPECT_THAT(counts("regions", "code"), ElementsAre("Lebak 1", "Serang 2"));
  EXPECT_THAT(counts("bands", "id"), ElementsAre("high 2", "low 2"));
  EXPECT_THAT(counts("contests", "ranking"), ElementsAre("main 2", "main 1"));
  const Document& contest = result.find("contests")->list().front();
  EXPECT_EQ(contest.find("name")->find("en")->text(), "entry · main · Public");
  EXPECT_EQ(contest.find("scope")->find("category")->text(), "p");
  EXPECT_EQ(contest.find("cuts")->list().front().find("places")->integer(), 1);
  EXPECT_EQ(result.find("subjects")->integer(), 5);
}

TEST_P(Rows, Table_IsTheResultAndAllItsRows) {
  const Document table = json(reader.table(id));
  EXPECT_EQ(json(reader.result(id)), *table.find("result"));
  EXPECT_EQ(*json(reader.rows(id, {})).find("items"), *table.find("rows"));
}

ON_BOTH_DATABASES(Rows);

}  // namespace
}  // namespace programmes
