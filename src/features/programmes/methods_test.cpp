#include <gmock/gmock.h>

#include "features/fairness/api.hpp"
#include "tests/support/publications.hpp"

namespace programmes {
namespace {

using base::Document;

/// A contest of three entries that two evaluators scored.
const support::Given kJury{
    .sheets = {"a~Anna total=60", "b~Anna total=50", "c~Anna total=40", "a~Budi total=9", "b~Budi total=7", "c~Budi total=1"}};

class Methods : public support::PublicationsTest {
 protected:
  /// The bundle with the fair ranking in it, loaded and published.
  std::string published_fair(const std::string& yaml) {
    const support::Contest contest(yaml, kJury);
    const results::Tallied tallied{contest.pack, contest.input, contest.result};
    const auto fair = fairness::assess(tallied, {.top = {1}, .draws = 200});
    const auto prepared =
        prepare({.programme = "lomba",
                 .caption = {"Hasil", "Result"},
                 .year = 2024,
                 .bundle = results::bundle({contest.pack, contest.input, contest.result, &fair}, support::pack_document(yaml), nullptr),
                 .file = "b.json"});
    std::string id = database.write([&](db::Transaction& transaction) { return programmes::add_draft(transaction, prepared, now); });
    publish(id);
    return id;
  }
};

TEST_P(Methods, OrderByAMethod_IsNamed_AndItsFiguresShown) {
  const std::string yaml = "groups: [{id: open}]\nrankings: [{id: main, level: entry, by: [group], method: borda}]\n";
  const std::string id = published({.given = kJury, .pack = yaml});
  const Document result = json(reader.result(id));
  const Document& order = *result.find("contests")->list().front().find("order");
  EXPECT_EQ(order.find("method")->text(), "borda");
  EXPECT_EQ(order.find("evaluators")->integer(), 2);
  EXPECT_FALSE(order.find("figure")->find("id")->text().empty());
  const Document row = json(reader.row(id, "a"));
  EXPECT_EQ(row.find("rank")->integer(), 1);
  EXPECT_EQ(row.find("figure")->text(), "4");
}

TEST_P(Methods, FairRanking_IsShownAsTheBundleHasIt) {
  const std::string id = published_fair("rankings: [{id: main, level: entry, cuts: [{id: top, places: 1}]}]\n");
  const Document bundle = json::parse(reader.bundle(id).content, "b.json");
  const Document& part = *bundle.find("parts")->find("fair");
  const Document result = json(reader.result(id));
  const Document& fair = *result.find("fair");
  EXPECT_EQ(fair.find("case")->text(), part.find("summary")->find("case")->text());
  EXPECT_EQ(fair.find("model")->text(), "shared");
  EXPECT_EQ(fair.find("top")->list().front().integer(), 1);
  EXPECT_FALSE(fair.find("notices")->list().empty());
  for (const Document& entry : part.find("entries")->list()) {
    const Document row = json(reader.row(id, entry.find("subject")->text()));
    const Document& shown = *row.find("fair");
    EXPECT_EQ(shown.find("corrected")->text(), entry.find("corrected")->text());
    EXPECT_EQ(shown.find("sheets")->integer(), 2);
    EXPECT_EQ(*shown.find("rank_low"), *entry.find("rank_low"));
    EXPECT_EQ(shown.find("chances")->list().front().find("top")->integer(), 1);
    EXPECT_EQ(shown.find("chances")->list().front().find("p")->text(), entry.find("top")->list().front().text());
    EXPECT_THAT(row.find("explanation")->find("en")->text(), testing::HasSubstr("orrected"));
  }
}

ON_BOTH_DATABASES(Methods);

}  // namespace
}  // namespace programmes
