#include "features/fairness/advice.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "features/packs/api.hpp"
#include "features/sheets/api.hpp"
#include "json/json.hpp"
#include "tally/tally.hpp"

namespace fairness {
namespace {

using i18n::Language;

/// A plain sheet of one criterion, tallied.
struct Contest {
  packs::LoadedPack loaded;
  tally::Input input;
  tally::Result result;

  explicit Contest(const std::string& scores) : Contest(packs::simple_pack("a=1", "0:100", 2), "", scores) {}
  Contest(packs::LoadedPack pack, const std::string& subjects, const std::string& scores) : loaded(std::move(pack)) {
    sheets::Tables tables;
    if (!subjects.empty()) tables.subjects = sheets::text_table("subjects.csv", subjects);
    tables.scores.push_back(sheets::text_table("scores.csv", scores));
    input = sheets::read_input(loaded.pack, std::move(tables));
    result = tally::tally(loaded.pack, input);
  }
  [[nodiscard]] results::Tallied tallied() const { return {loaded.pack, input, result}; }
  [[nodiscard]] Conflicts conflicts(const std::string& text) const {
    std::istringstream in(text);
    return read_conflicts("c.csv", in, input);
  }
  [[nodiscard]] Caps caps(const std::string& text) const {
    std::istringstream in(text);
    return read_caps("j.csv", in, input);
  }
};

const char* const kApart = "subject,evaluator,a\nw,ani,30\nx,ani,70\ny,budi,60\nz,citra,50\n";

template <typename Read>
std::vector<base::Problem> problems_of(Read read) {
  try {
    read();
  } catch (const base::Error& error) {
    return error.problems();
  }
  return {};
}

TEST(Advice, NothingShared_BridgesInWords) {
  const Contest contest(kApart);
  const Advised advised = advise(contest.tallied(), {.top = 1, .budget = 3});
  EXPECT_EQ(advice_csv(advised, contest.input, Language::en),
            "priority,kind,subject,evaluator,gain,reason\n"
            "1,bridge,y,ani,,\"a juror of panel 1 reads an entry of panel 2; sheet 2 of this entry\"\n"
            "2,bridge,w,citra,,\"a juror of panel 3 reads an entry of panel 1; sheet 2 of this entry\"\n"
            "3,bridge,w,budi,,\"a juror of panel 2 reads an entry of panel 1; sheet 3 of this entry\"\n");
  const std::string table = advice_table(advised, contest.input, Language::id);
  EXPECT_NE(table.find("yang dapat disarankan hanya lembar yang menghubungkan"), std::string::npos);
  EXPECT_NE(table.find("Panel 1: 1 juri (ani), 2 objek penilaian."), std::string::npos);
}

TEST(Advice, Json_SaysTheSame) {
  const Contest contest(kApart);
  const auto document =
      json::parse(advice_json(advise(contest.tallied(), {.top = 1, .budget = 2, .links = 1}), contest.input, Language::en), "");
  ASSERT_EQ(document.find("advice")->list().size(), 2U);
  const auto& first = document.find("advice")->list()[0];
  EXPECT_EQ(first.find("kind")->text(), "bridge");
  EXPECT_EQ(first.find("subject")->text(), "y");
  EXPECT_EQ(first.find("evaluator")->text(), "ani");
  EXPECT_TRUE(first.find("gain")->is_null());
  EXPECT_TRUE(document.find("right_decisions")->is_null());
  EXPECT_EQ(document.find("case")->text(), "nothing_shared");
}

TEST(Advice, Conflicts_AreKept) {
  const Contest contest(kApart);
  const Conflicts conflicts = contest.conflicts("juror,entry,why\nani,y,kerabat\nbudi,w,atasan\nbudi,x,atasan\n");
  const Advised advised = advise(contest.tallied(), {.top = 1, .budget = 9, .links = 3, .conflicts = conflicts});
  for (const tally::SheetAdvice& sheet : advised.advice.sheets) {
    const std::string pair = contest.input.evaluators[sheet.evaluator] + contest.input.subjects[sheet.subject].id;
    EXPECT_TRUE(pair != "aniy" && pair != "budiw" && pair != "budix") << pair;
  }
  for (const tally::FairPanel& panel : advised.advice.panels) EXPECT_FALSE(panel.apart);
}

TEST(Advice, ConflictsEverywhere_LeavePanelsApartInWords) {
  const Contest contest("subject,evaluator,a\nx,ani,70\ny,budi,60\n");
  const Conflicts conflicts = contest.conflicts("subject,evaluator\nx,budi\ny,ani\n");
  const Advised advised = advise(contest.tallied(), {.top = 1, .budget = 2, .conflicts = conflicts});
  EXPECT_TRUE(advised.advice.sheets.empty());
  EXPECT_NE(advice_table(advised, contest.input, Language::en).find("Panel 2 cannot be joined"), std::string::npos);
}

TEST(Advice, BadConflicts_AreAllNamedWithTheirLines) {
  const Contest contest(kApart);
  const std::vector<base::Problem> expected{{"c.csv", 2, "tally.unknown_subject", {{"subject", "q"}}},
                                            {"c.csv", 3, "advice.unknown_evaluator", {{"evaluator", "dewi"}}},
                                            {"c.csv", 4, "tally.empty_id", {{"column", "entry"}}},
                                            {"c.csv", 5, "tally.row_width", {{"found", "1"}, {"expected", "2"}}}};
  EXPECT_EQ(problems_of([&] { (void)contest.conflicts("entry,juror\nq,ani\nx,dewi\n,ani\nx\n"); }), expected);
  const std::vector<base::Problem> column{{"c.csv", 1, "tally.missing_column", {{"column", "juror"}}}};
  EXPECT_EQ(problems_of([&] { (void)contest.conflicts("entry,name\nx,ani\n"); }), column);
}

TEST(Advice, Caps_AreReadAndKept) {
  const Contest contest(kApart);
  const Caps caps = contest.caps("evaluator,cap\nani,0\nbudi,7\n");
  EXPECT_EQ(caps, (Caps{{0, 0}, {1, 7}}));
  const Advised advised = advise(contest.tallied(), {.top = 1, .budget = 6, .caps = caps});
  EXPECT_FALSE(advised.advice.sheets.empty());
  for (const tally::SheetAdvice& sheet : advised.advice.sheets) EXPECT_NE(contest.input.evaluators[sheet.evaluator], "ani");
  const std::vector<base::Problem> expected{{"j.csv", 2, "advice.bad_cap", {{"found", "-1"}}},
                                            {"j.csv", 4, "advice.repeated_evaluator", {{"evaluator", "budi"}}},
                                            {"j.csv", 5, "advice.bad_cap", {{"found", ""}}}};
  EXPECT_EQ(problems_of([&] { (void)contest.caps("evaluator,cap\nani,-1\nbudi,1\nbudi,2\ncitra,\n"); }), expected);
}

TEST(Advice, TopAboveTheEntries_IsWrongUsage) {
  const Contest contest(kApart);
  try {
    (void)advise(contest.tallied(), {.top = 5});
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::Kind::usage);
  }
}

TEST(Advice, OneJuror_IsToldThatASecondIsNeeded) {
  const Contest contest("subject,evaluator,a\nx,ani,70\ny,ani,60\n");
  const Advised advised = advise(contest.tallied(), {.top = 1, .budget = 2});
  EXPECT_NE(advice_table(advised, contest.input, Language::id).find("Hanya ada satu juri"), std::string::npos);
}

TEST(Advice, SeveralContests_ShareTheBudgetAndSkipThoseWithoutAChoice) {
  std::string subjects = "id,name,category\n";
  std::string scores = "subject,evaluator,total\n";
  for (std::size_t e = 0; e < 20; ++e) {
    const std::string id = std::to_string(10 + e);
    subjects += id + ",Usulan " + id + "," + (e < 9 ? "tata-kelola" : e < 18 ? "pelayanan-publik" : "inovasi-daerah-lainnya") + "\n";
    for (std::size_t j = 0; j < 5; ++j) {
      if (e % 5 == j || (e + 1) % 5 == j) continue;
      scores += id + ",juri-" + std::to_string(j) + "," + std::to_string(60 + (e * 7) % 20 + 2 * j + (e * 5 + j * 11) % 9) + "\n";
    }
  }
  const Contest contest(packs::load_pack("lomba-inovasi-daerah"), subjects, scores);
  const Advised advised = advise(contest.tallied(), {.top = 3, .budget = 8, .draws = 1000});
  EXPECT_EQ(advised.advice.places, 6U);  // of the third contest both get in
  std::vector<int> sheets(3);
  for (const tally::SheetAdvice& sheet : advised.advice.sheets) ++sheets[sheet.subject < 9 ? 0 : sheet.subject < 18 ? 1 : 2];
  EXPECT_GT(sheets[0], 0);
  EXPECT_GT(sheets[1], 0);
  EXPECT_EQ(sheets[2], 0);
}

}  // namespace
}  // namespace fairness
