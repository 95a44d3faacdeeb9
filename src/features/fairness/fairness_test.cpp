#include <gtest/gtest.h>

#include <string>

#include "features/fairness/api.hpp"
#include "features/packs/api.hpp"
#include "features/sheets/api.hpp"
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
  EXPECT_EQ(entries_csv(made, contest.input),
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
  EXPECT_EQ(entries_csv(made, contest.input),
            "subject,sheets,raw,corrected,se,shrunk,post_sd,p_top1,rank_low,rank_high,zone\n"
            "x,1,71.000000,71.000000,,,,,,,\n"
            "y,1,62.000000,62.000000,,,,,,,\n");
}

TEST(Fairness, SameSheets_GiveTheSameSeedAndDraws) {
  const Contest contest(
      "subject,evaluator,a,b\nx,ani,70,72\nx,budi,75,71\ny,ani,60,64\ny,budi,69,66\ny,citra,66,60\nz,citra,70,70\nz,ani,65,71\n");
  const auto once = assess(contest.tallied(), {.top = {1, 2}});
  const auto again = assess(contest.tallied(), {.top = {1, 2}});
  EXPECT_EQ(entries_csv(once, contest.input), entries_csv(again, contest.input));
  EXPECT_EQ(summary_json(once), summary_json(again));
  double sum = 0;
  for (const FairEntry& entry : once.entries) sum += entry.top[1].value();
  EXPECT_NEAR(sum, 2, 1e-9);
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
