#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "features/results/api.hpp"
#include "json/json.hpp"
#include "tally/tally.hpp"
#include "tests/support/contest.hpp"

namespace results {
namespace {

using support::Contest;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Words = std::vector<std::string>;

constexpr std::array kLanguages = {i18n::Language::id, i18n::Language::en};

const std::string kPack = R"(
groups: [{id: open}]
bands: [{closed: lower, list: [{id: low, from: 0, to: 60, zone: red}, {id: high, from: 60, to: 100, zone: green}]}]
rankings: [{id: main, level: entry, ties: [{rule: higher, node: x}], cuts: [{id: top, places: 1}, {id: pass, min_score: 50}]}]
trees:
  - level: entry
    root:
      id: total
      op: weighted_mean
      children:
        - {id: x, weight: 40, trust: illustrative}
        - {id: r, weight: 60, value: {type: ratio, factor: 100, max: 100}}
)";

const support::Given kGiven{
    .subjects = {"a category=k", "b", "c"},
    .sheets = {"a~JurorAnna x=50 r=2/3", "a~JurorBudi x=60 r=1/3", "b~JurorAnna x=30 r=1/1", "b~JurorBudi x=31 r=0.5"}};

Tallied tallied(const Contest& contest) { return {contest.pack, contest.input, contest.result}; }

TEST(Results, Cells_FollowTheColumns) {
  const Contest contest(kPack, kGiven);
  EXPECT_EQ(columns(), (Words{"subject", "name", "level", "group", "category", "score", "band", "zone", "rank", "ranked_among", "tie",
                              "cut", "complete", "trust"}));
  EXPECT_EQ(cells(tallied(contest), contest.row("a")),
            (Words{"a", "Name of a", "entry", "open", "k", "52.00", "low", "red", "1", "2", "", "top pass", "true", "illustrative"}));
  EXPECT_EQ(cells(tallied(contest), contest.row("c")),
            (Words{"c", "Name of c", "entry", "open", "", "", "", "", "", "", "", "", "false", "illustrative"}));
}

TEST(Results, Csv_Rows_StandInReadingOrder) {
  EXPECT_EQ(csv(tallied(Contest(kPack, {.sheets = {"a x=1 r=0", "b x=100 r=1/1"}}))),
            "subject,name,level,group,category,score,band,zone,rank,ranked_among,tie,cut,complete,trust\n"
            "b,Name of b,entry,open,,100.00,high,green,1,2,,top pass,true,illustrative\n"
            "a,Name of a,entry,open,,0.40,low,red,2,2,,,true,illustrative\n");
}

TEST(Results, Csv_Formula_IsGuarded) {
  EXPECT_THAT(csv(tallied(Contest("", {.subjects = {"=1+1 region=x", "@b"}}))),
              AllOf(HasSubstr("\n'=1+1,"), HasSubstr("\n'@b,"), Not(HasSubstr("\n="))));
}

TEST(Results, Json_IsStrictJson) {
  const Contest contest(kPack, kGiven);
  const base::Document document = json::parse(json(tallied(contest), i18n::Language::en), "results.json");
  const auto& rows = document.find("rows")->list();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(*rows[0].find("subject"), base::Document("a"));
  EXPECT_EQ(*rows[0].find("rank"), base::Document(std::int64_t{1}));
  EXPECT_EQ(*rows[0].find("exact"), base::Document("52"));
  EXPECT_TRUE(rows[2].find("rank")->is_null());
  EXPECT_EQ(*document.find("pack"), base::Document("plain@1"));
}

TEST(Results, Table_ScoresAndWhatIsMissing_AreThere) {
  const Contest contest(kPack, kGiven);
  for (const auto language : kLanguages) {
    EXPECT_THAT(table(tallied(contest), language),
                AllOf(HasSubstr("52.00"), HasSubstr("Name of a"), HasSubstr("Name of c"), HasSubstr("x, r"), HasSubstr("! ")));
  }
}

TEST(Results, EveryOutput_NeverNamesAnEvaluator) {
  const Contest contest(kPack, kGiven);
  const Contest lacking(
      "evaluators: {combine: mean, at: total, sheets: complete}\n" + support::tree("{id: total, op: sum, children: [{id: x}, {id: y}]}"),
      {.sheets = {"a~JurorAnna x=1", "a~JurorBudi y=2"}});
  for (const auto language : kLanguages) {
    for (const Contest* one : {&contest, &lacking}) EXPECT_THAT(explain(tallied(*one), "a", language), Not(HasSubstr("Juror")));
    EXPECT_THAT(table(tallied(contest), language), Not(HasSubstr("Juror")));
  }
  EXPECT_THAT(explain(tallied(contest), "a", i18n::Language::en), AllOf(HasSubstr("50"), HasSubstr("60"), HasSubstr("52.00")));
}

TEST(Results, Explain_UnknownSubject_IsRefused) {
  const Contest contest(kPack, kGiven);
  EXPECT_EQ(support::problems([&] { return explain(tallied(contest), "z", i18n::Language::en); }), (Words{"tally.unknown_subject:0"}));
}

}  // namespace
}  // namespace results
