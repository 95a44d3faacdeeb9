#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/results/api.hpp"
#include "json/json.hpp"
#include "tally/tally.hpp"
#include "tests/support/contest.hpp"

namespace results {
namespace {

using support::Contest;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Words = std::vector<std::string>;

std::string pack(const std::string& options) {
  return "groups: [{id: open}]\nrankings: [{id: main, level: entry, by: [group], " + options + "}]\n";
}

const Words kSheets{"a~JurorAnna total=60", "b~JurorBudi total=50", "c~JurorAnna total=41",
                    "c~JurorBudi total=31", "d~JurorAnna total=80", "d~JurorBudi total=70"};
const Words kFull{"a~JurorAnna total=60", "b~JurorAnna total=50", "c~JurorAnna total=50",
                  "a~JurorBudi total=9",  "b~JurorBudi total=5",  "c~JurorBudi total=1"};

Tallied tallied(const Contest& contest) { return {contest.pack, contest.input, contest.result}; }

/// As the command line makes it.
std::string bundle_of(const std::string& options, const Words& sheets) {
  const std::string yaml = pack(options);
  const tally::Pack made = support::pack(yaml);
  const tally::Input input = pseudonymous(made, support::input(made, {.sheets = sheets}));
  const tally::Result result = tally::tally(made, input);
  return bundle({made, input, result}, support::pack_document(yaml), nullptr);
}

std::string orders_of(const std::string& bundle) { return json::canonical(*json::parse(bundle, "b.json").find("parts")->find("orders")); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

/// Where a bundle differs whose part `orders` was replaced, hash and all.
Words differences(const std::string& bundle, const std::string& orders) {
  const std::string hash = crypto::sha256(orders_of(bundle));
  const std::string forged = replaced(replaced(bundle, orders_of(bundle), orders), hash, crypto::sha256(orders));
  EXPECT_NE(forged, bundle);
  Words paths;
  for (const base::Problem& problem : verify(forged, "b.json", {}).differences) paths.push_back(problem.params.front().second);
  return paths;
}

TEST(OrderPart, Bundle_SaysHowOrdersWereMadeAndVerifies) {
  const std::string text = bundle_of("method: corrected", kSheets);
  EXPECT_EQ(orders_of(text),
            R"([{"ballots":2,"figures":{"a":"55","b":"55","c":"36","d":"75"},"fit":"no_chance","method":"corrected","note":"",)"
            R"("places":{"a":2,"b":2,"c":4,"d":1},"ranking":"main","reason":"","scope":["open"],"subjects":[]}])");
  EXPECT_EQ(orders_of(bundle_of("method: borda", kSheets)),
            R"([{"ballots":2,"figures":{},"fit":"","method":"borda","note":"","places":{},"ranking":"main","reason":"not_ranked",)"
            R"("scope":["open"],"subjects":["a","b"]}])");
  for (const char* options : {"method: corrected", "method: borda", "method: schulze", "method: kemeny", "method: bradley_terry, prior: 1",
                              "method: stv, seats: 2"}) {
    for (const Words& sheets : {kSheets, kFull, Words{}}) {
      EXPECT_TRUE(verify(bundle_of(options, sheets), "b.json", {}).differences.empty()) << options;
    }
  }
}

TEST(OrderPart, PackWithoutMethods_HasNone) {
  const std::string text = bundle_of("on: exact", kFull);
  EXPECT_THAT(text, Not(HasSubstr("orders")));
  EXPECT_TRUE(verify(text, "b.json", {}).differences.empty());
}

TEST(OrderPart, Absent_IsAFault) {
  const std::string text = bundle_of("method: borda", kFull);
  const std::string orders = orders_of(text);
  const std::string without =
      replaced(replaced(text, "\"orders\":" + orders + ",", ""), "\"orders\":\"" + crypto::sha256(orders) + "\",", "");
  const auto found = verify(without, "b.json", {}).differences;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front(), (base::Problem{"", 0, "bundle.shape", {{"path", "orders"}}}));
}

TEST(OrderPart, Forged_IsFoundByPath) {
  const std::string text = bundle_of("method: borda", kFull);
  const std::string orders = orders_of(text);
  EXPECT_THAT(differences(text, replaced(orders, R"("b":"1.5")", R"("b":"2.5")")), ElementsAre("orders[0].figures.b"));
  EXPECT_THAT(differences(text, replaced(orders, R"("b":2)", R"("b":1)")), ElementsAre("orders[0].places.b"));
  EXPECT_THAT(differences(text, "[]"), ElementsAre("orders[0]"));
  EXPECT_THAT(differences(text, R"([7])"), ElementsAre("orders[0]"));
}

TEST(OrderPart, Figure_IsTakenFromTheBundleOnlyWithinItsLastDigits) {
  const std::string text =
      bundle_of("method: bradley_terry", {"a~j total=2", "b~j total=1", "a~k total=3", "b~k total=2", "a~l total=1", "b~l total=2"});
  const std::string orders = orders_of(text);
  EXPECT_THAT(orders, HasSubstr(R"("figures":{"a":"0.346574","b":"-0.346574"})"));  // ln 2 / 2 = 0.34657359...
  EXPECT_THAT(differences(text, replaced(orders, "0.346574\",\"b", "0.346573\",\"b")), ElementsAre("orders[0].figures.a"));
}

TEST(OrderWords, Notices_SayWhyThereIsNoOrder) {
  const auto said = [](const std::string& options, const Words& sheets, i18n::Language language) {
    const Contest contest(pack(options), {.sheets = sheets});
    return notices(tallied(contest), language);
  };
  EXPECT_THAT(
      said("method: borda", kSheets, i18n::Language::id),
      ElementsAre("entry · main · open: urutan tidak dapat dibuat dengan hitungan Borda karena tidak semua penilai menilai semua objek "
                  "penilaian (Name of a, Name of b). Tidak ada yang diperingkat."));
  EXPECT_THAT(
      said("method: schulze", {"a~j total=1", "b~j total=2", "c~k total=1"}, i18n::Language::en),
      ElementsAre("entry · main · open: the Schulze method gives no order, because no chain of comparisons links Name of a with Name "
                  "of c. Nobody is ranked."));
  EXPECT_THAT(said("method: corrected", {"a~j total=1", "b~j total=2"}, i18n::Language::en),
              ElementsAre(HasSubstr("entry · main · open: the sheets do not suffice to tell how severe evaluators are")));
  EXPECT_THAT(said("method: borda", kFull, i18n::Language::en), ElementsAre());
}

TEST(OrderWords, TableAndJson_TellTheMethodAndItsFigures) {
  const Contest contest(pack("method: borda"), {.sheets = kFull});
  const std::string shown = table(tallied(contest), i18n::Language::en);
  EXPECT_THAT(shown, HasSubstr("Order made by the Borda count; evaluators: 2"));
  EXPECT_THAT(shown, HasSubstr("Borda points"));
  EXPECT_THAT(shown, HasSubstr("1.5"));
  EXPECT_THAT(json(tallied(contest), i18n::Language::en), HasSubstr(R"("orders":[{"ballots":2,)"));
}

TEST(OrderWords, Explain_SaysHowThePlaceCameAbout_AndNamesNobody) {
  const auto explained = [](const std::string& options, const Words& sheets, const char* subject) {
    const Contest contest(pack(options), {.sheets = sheets});
    return explain(tallied(contest), subject, i18n::Language::en);
  };
  const std::string borda = explained("method: borda", kFull, "b");
  EXPECT_THAT(borda, HasSubstr("Order made by the Borda count (evaluators: 2): place 2, Borda points: 1.5"));
  EXPECT_THAT(borda, Not(HasSubstr("Juror")));
  EXPECT_THAT(explained("method: stv, seats: 1", kFull, "a"), HasSubstr("place 1, elected in round 1"));
  EXPECT_THAT(explained("method: borda", kSheets, "a"), HasSubstr("Not ranked, because the Borda count gives no order"));
  EXPECT_THAT(explained("on: exact", kFull, "a"), Not(HasSubstr("Order made")));
}

}  // namespace
}  // namespace results
