#include <gtest/gtest.h>

#include <string>

#include "features/fairness/api.hpp"
#include "features/packs/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/fair_details.hpp"
#include "tally/tally.hpp"

namespace fairness {
namespace {

/// A plain sheet with two criteria, tallied.
struct Contest {
  packs::LoadedPack loaded = packs::simple_pack("a=1,b=1", "0:100", 2);
  tally::Input input;
  tally::Result result;

  explicit Contest(const std::string& scores) {
    sheets::Tables tables;
    tables.scores.push_back(sheets::text_table("scores.csv", scores));
    input = sheets::read_input(loaded.pack, std::move(tables));
    result = tally::tally(loaded.pack, input);
  }
  [[nodiscard]] results::Tallied tallied() const { return {loaded.pack, input, result}; }
};

/// `ani` gives every entry two points less than `budi`.
const char* const kConstant =
    "subject,evaluator,a,b\n"
    "x,ani,70,72\nx,budi,72,74\n"
    "y,ani,60,64\ny,budi,62,66\n"
    "z,ani,50,50\nz,budi,52,52\n";

/// One of the files.
std::string file(const Contest& contest, const FairRanking& fair, std::string_view name) {
  for (const Report& report : reports(contest.tallied(), fair)) {
    if (report.name == name) return report.content;
  }
  return "no such file";
}

std::string code_of(const Contest& contest, const Options& options) {
  try {
    (void)assess(contest.tallied(), options);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

TEST(Fairness, JurorsAConstantApart_AreCorrectedExactly) {
  const Contest contest(kConstant);
  const FairRanking made = assess(contest.tallied(), {.top = {1}});
  EXPECT_EQ(made.outcome, "no_chance");
  EXPECT_EQ(file(contest, made, "entries.csv"),
            "subject,sheets,raw,corrected,se,shrunk,post_sd,p_top1,rank_low,rank_high,zone\n"
            "x,2,72.000000,72.000000,0.000000,72.000000,0.000000,1.000000,1,1,in\n"
            "y,2,63.000000,63.000000,0.000000,63.000000,0.000000,0.000000,2,2,out\n"
            "z,2,51.000000,51.000000,0.000000,51.000000,0.000000,0.000000,3,3,out\n");
  ASSERT_EQ(made.jurors.size(), 2U);
  EXPECT_NEAR(made.jurors[0].severity, -1, 1e-9);
  EXPECT_NEAR(made.jurors[1].severity, 1, 1e-9);
}

TEST(Fairness, NothingShared_HasNoErrorsAndNoChances) {
  const Contest contest("subject,evaluator,a,b\nx,ani,70,72\ny,budi,60,64\n");
  const FairRanking made = assess(contest.tallied(), {.top = {1}});
  EXPECT_EQ(made.outcome, "nothing_shared");
  EXPECT_EQ(file(contest, made, "entries.csv"),
            "subject,sheets,raw,corrected,se,shrunk,post_sd,p_top1,rank_low,rank_high,zone\n"
            "x,1,71.000000,71.000000,,,,,,,\n"
            "y,1,62.000000,62.000000,,,,,,,\n");
}

TEST(Fairness, SameSheets_GiveTheSameSeedAndDraws) {
  const Contest contest(
      "subject,evaluator,a,b\nx,ani,70,72\nx,budi,75,71\ny,ani,60,64\ny,budi,69,66\ny,citra,66,60\nz,citra,70,70\nz,ani,65,71\n");
  const auto once = assess(contest.tallied(), {.top = {1, 2}});
  const auto again = assess(contest.tallied(), {.top = {1, 2}});
  EXPECT_EQ(file(contest, once, "entries.csv"), file(contest, again, "entries.csv"));
  EXPECT_EQ(file(contest, once, "summary.json"), file(contest, again, "summary.json"));
  double sum = 0;
  for (const FairEntry& entry : once.entries) sum += entry.top[1].value();
  EXPECT_NEAR(sum, 2, 1e-9);
}

/// `citra` is 4 higher than the others on criterion a alone; a fourth juror's sheet of z is far off.
const char* const kCriteria =
    "subject,evaluator,a,b\n"
    "v,ani,50,60\nv,budi,51,60\nv,citra,54,60\n"
    "w,ani,60,50\nw,budi,60,51\nw,citra,64,50\n"
    "x,ani,70,72\nx,budi,71,72\nx,citra,74,72\n"
    "y,ani,80,60\ny,budi,80,61\ny,citra,84,60\n";

TEST(Fairness, Criteria_ShowWhereAJurorDiffers) {
  const Contest contest(kCriteria);
  const FairRanking made = assess(contest.tallied(), {.top = {1}});
  const auto sheets = tally::sheet_totals(contest.loaded.pack, contest.input);
  const tally::FairDetails details = tally::look_closer({contest.loaded.pack, contest.input, contest.result, sheets}, made);
  EXPECT_EQ(details.criteria, (std::vector<std::string>{"a", "b"}));
  EXPECT_NEAR(details.severities[0][2].severity, 2.5, 0.1);
  EXPECT_NEAR(details.severities[1][2].severity, 0, 0.5);
  EXPECT_EQ(details.sheets.size(), 12U);
  double sum = 0;
  for (std::size_t at = 0; at < 3; ++at) sum += details.sheets[at].residual;
  EXPECT_NEAR(sum, 0, 1e-9);  // of one entry
  ASSERT_TRUE(details.check);
  EXPECT_GT(details.check->spearman, 0.9);
}

TEST(Fairness, Files_AreTheFiveOfTheSecretariat) {
  const Contest contest(kCriteria);
  std::vector<std::string> heads;
  for (const Report& report : reports(contest.tallied(), assess(contest.tallied(), {.top = {1, 2}}))) {
    heads.push_back(report.name + ": " + report.content.substr(0, report.content.find('\n')));
  }
  EXPECT_EQ(heads, (std::vector<std::string>{
                       "entries.csv: subject,sheets,raw,corrected,se,shrunk,post_sd,p_top1,p_top2,rank_low,rank_high,zone",
                       "jurors.csv: evaluator,entries,severity,se,consistency", "criteria.csv: evaluator,criterion,severity,se",
                       "sheets.csv: subject,evaluator,total,residual,standardised,look_again", "summary.json: {"}));
}

TEST(Fairness, PanelsByLot_AreAnotherModel) {
  const Contest contest(
      "subject,evaluator,a,b\nw,ani,50,60\nw,budi,58,59\nx,ani,70,72\nx,budi,75,71\ny,ani,60,64\ny,citra,72,69\nz,budi,88,80\nz,citra,"
      "79,90\n");
  const FairRanking made = assess(contest.tallied(), {.model = tally::FairModel::lot, .top = {1}});
  EXPECT_EQ(made.outcome, "estimated");
  EXPECT_LT(made.entries.back().corrected, made.entries.back().raw);  // drawn to the mean
  EXPECT_EQ(code_of(Contest("subject,evaluator,a,b\nx,ani,70,72\ny,ani,60,64\n"), {.model = tally::FairModel::lot}), "fair.lot_impossible");
}

TEST(Fairness, IncompleteSheet_IsRefusedByName) {
  const Contest contest("subject,evaluator,a,b\nx,ani,70,72\nx,budi,75,\n");
  try {
    (void)assess(contest.tallied(), {});
    FAIL();
  } catch (const base::Error& error) {
    const base::Problem expected{"", 0, "fair.incomplete_sheet", {{"subject", "x"}, {"evaluator", "budi"}, {"missing", "b"}}};
    EXPECT_EQ(error.problems(), std::vector<base::Problem>{expected});
  }
}

TEST(Fairness, WrongDemands_AreRefused) {
  const Contest contest(kConstant);
  EXPECT_EQ(code_of(contest, {.top = {4}}), "fair.top_too_large");
  EXPECT_EQ(code_of(Contest("subject,a,b\nx,70,72\n"), {}), "fair.no_sheets");
}

TEST(Fairness, Words_NameNoJuror) {
  const Contest contest(kConstant);
  const FairRanking made = assess(contest.tallied(), {.top = {1}});
  for (const i18n::Language language : {i18n::Language::id, i18n::Language::en}) {
    std::string all = explain(made, contest.tallied(), "x", language);
    for (const std::string& notice : notices(made, language)) all += notice;
    EXPECT_EQ(all.find("ani "), std::string::npos);
    EXPECT_EQ(all.find("budi"), std::string::npos);
    EXPECT_NE(all.find("72.00"), std::string::npos);
  }
}

}  // namespace
}  // namespace fairness
