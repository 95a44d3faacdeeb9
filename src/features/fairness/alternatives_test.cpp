#include "features/fairness/alternatives.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/fairness/api.hpp"
#include "features/packs/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"

namespace fairness {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Contest {
  packs::LoadedPack loaded = packs::simple_pack("a=1", "0:100", 2);
  tally::Input input;
  tally::Result result;

  explicit Contest(const std::string& scores) {
    sheets::Tables tables;
    tables.scores.push_back(sheets::text_table("scores.csv", "subject,evaluator,a\n" + scores));
    input = sheets::read_input(loaded.pack, std::move(tables));
    result = tally::tally(loaded.pack, input);
  }
  [[nodiscard]] results::Tallied tallied() const { return {loaded.pack, input, result}; }

  /// `mean 1/3` for each method.
  [[nodiscard]] std::vector<std::string> told(const char* subject) const {
    const FairRanking fair = assess(tallied(), {.draws = 10});
    std::vector<std::string> all;
    for (const Alternative& each : alternatives(fair, tallied(), result.rows[tally::find_subject(input.subjects, subject)])) {
      const std::string rank = each.rank ? std::to_string(*each.rank) + "/" + std::to_string(each.among) : "-";
      all.push_back(each.method.substr(each.method.find('_') + 1) + " " + rank);
    }
    return all;
  }
};

TEST(Alternatives, EachMethod_GivesItsRank) {
  // p is first by two of three jurors, but the third puts it far behind.
  const Contest contest("p,j,90\np,k,90\np,l,10\nq,j,80\nq,k,80\nq,l,80\nr,j,70\nr,k,70\nr,l,70\n");
  EXPECT_THAT(contest.told("p"), ElementsAre("mean 3/3", "median 1/3", "trimmed_mean 1/3", "corrected 3/3", "borda 1/3", "schulze 1/3"));
  EXPECT_THAT(contest.told("q"), ElementsAre("mean 1/3", "median 2/3", "trimmed_mean 2/3", "corrected 1/3", "borda 1/3", "schulze 2/3"));
}

TEST(Alternatives, PanelsThatDiffer_LeaveOutWhatCannotBeComputed) {
  const Contest contest("p,j,90\np,k,80\nq,j,70\nq,k,61\nr,l,70\n");
  EXPECT_THAT(contest.told("q"), ElementsAre("mean 3/3", "median 3/3", "corrected 3/3", "borda -", "schulze -"));
}

TEST(Alternatives, NobodyToCompareWith_HasNone) { EXPECT_THAT(Contest("p,j,90\np,k,80\n").told("p"), IsEmpty()); }

TEST(Alternatives, Explanation_NamesMethodsAndNoJuror) {
  const Contest contest("p,JurorAnna,90\np,JurorBudi,90\nq,JurorAnna,80\nq,JurorBudi,85\n");
  const std::string text = explain(assess(contest.tallied(), {.draws = 10}), contest.tallied(), "q", i18n::Language::en);
  EXPECT_THAT(text, HasSubstr("By other lawful methods"));
  EXPECT_THAT(text, HasSubstr("- the Borda count: 2 of 2"));
  EXPECT_THAT(text, Not(HasSubstr("Juror")));
}

}  // namespace
}  // namespace fairness
