#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "features/packs/api.hpp"
#include "features/results/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"
#include "tests/support/contest.hpp"

namespace packs {
namespace {

using testing::HasSubstr;
using Words = std::vector<std::string>;

const std::string kPacks = JUARA_SOURCE_DIR "/packs";

std::string key_of(const LoadedPack& loaded) { return loaded.pack.id + "@" + loaded.pack.version; }

Words all_keys() {
  Words keys;
  for (const Listed& pack : list_packs()) keys.push_back(pack.id + "@" + pack.version);
  return keys;
}

class ShippedPack : public testing::TestWithParam<std::string> {};

TEST_P(ShippedPack, Show_InBothLanguages_NamesEveryNode) {
  const LoadedPack loaded = load_pack(GetParam());
  EXPECT_EQ(key_of(loaded), GetParam());
  for (const auto language : {i18n::Language::id, i18n::Language::en}) {
    const std::string shown = show_pack(loaded.pack, language);
    for (const std::string& id : loaded.pack.node_ids) EXPECT_THAT(shown, HasSubstr(id));
    for (const tally::Source& source : loaded.pack.sources) EXPECT_THAT(shown, HasSubstr(source.key));
  }
}

TEST_P(ShippedPack, File_IsTheOneBuiltIn) {
  const std::string& key = GetParam();
  const auto at = key.find('@');
  const LoadedPack file = load_pack(kPacks + "/" + key.substr(0, at) + "/" + key.substr(at + 1) + "/pack.yaml");
  EXPECT_EQ(file.document, load_pack(key).document);
}

INSTANTIATE_TEST_SUITE_P(All, ShippedPack, testing::ValuesIn(all_keys()), [](const testing::TestParamInfo<std::string>& key) {
  std::string name = key.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '@'; }, '_');
  return name;
});

TEST(Library, IdAlone_IsTheNewestVersion) {
  EXPECT_EQ(key_of(load_pack("kipp")), "kipp@2023");
  EXPECT_EQ(key_of(load_pack("kipp@2022")), "kipp@2022");
  EXPECT_EQ(key_of(load_pack("skm", {{"faktor", "0.11"}})), "skm@2017");
}

TEST(Library, Unknown_IsRefusedAndWhatThereIsNamed) {
  for (const char* name : {"nope", "kipp@1999", "", "@2022"}) {
    try {
      (void)load_pack(name);
      ADD_FAILURE() << name;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::Kind::not_found);
      EXPECT_STREQ(error.what(), "packs.unknown");
      EXPECT_THAT(error.problems().front().params.back().second, HasSubstr("kipp@2023"));
    }
  }
  EXPECT_EQ(support::problems([] { return load_pack("/nowhere/pack.yaml"); }), (Words{"files.cannot_open:0"}));
}

std::string score_of(const LoadedPack& loaded, const std::string& scores) {
  sheets::Tables tables;
  tables.scores.push_back(sheets::text_table("scores.csv", scores));
  const tally::Input input = sheets::read_input(loaded.pack, std::move(tables));
  return tally::tally(loaded.pack, input).rows.front().score;
}

TEST(SimplePack, Weights_AreRelativeAndSheetsAveraged) {
  EXPECT_EQ(score_of(simple_pack("a=30, b=20", "0:10", 1), "subject,evaluator,a,b\nx,p,10,0\nx,q,5,5\n"), "5.5");
  EXPECT_EQ(score_of(simple_pack("a=1/3,b=2/3", "0:100", 0), "subject,a,b\nx,90,60\n"), "70");
}

TEST(SimplePack, LackingSheet_IsIncomplete) {
  EXPECT_EQ(score_of(simple_pack("a=1,b=1", "0:10", 1), "subject,evaluator,a,b\nx,p,10,0\nx,q,5,\n"), "");
}

TEST(SimplePack, BadWeightsOrScale_AreRefused) {
  const auto problems = [](const char* weights, const char* scale) {
    return support::problems([&] { return simple_pack(weights, scale, 2); });
  };
  for (const char* weights : {"", "a", "a=x", "a=-1", "a=1,,b=1"}) {
    EXPECT_EQ(problems(weights, "0:100"), (Words{"simple.weights:0"})) << weights;
  }
  for (const char* scale : {"", "100", "a:b", "0:"}) EXPECT_EQ(problems("a=1", scale), (Words{"simple.scale:0"})) << scale;
  for (const char* weights : {"a=0", "a=1,a=1", "Big=1", "total=1"}) EXPECT_NE(problems(weights, "0:100"), Words{}) << weights;
  EXPECT_NE(problems("a=1", "10:0"), Words{});
}

TEST(CheckPacks, Shipped_AllAreGood) {
  const auto all = check_packs({kPacks});
  EXPECT_EQ(all.size(), all_keys().size());
  for (const Checked& checked : all) {
    EXPECT_TRUE(checked.problems.empty()) << checked.name << ": " << checked.problems.front().code;
    EXPECT_GT(checked.cases, 0U) << checked.name;
  }
}

TEST(CheckPacks, Methods_HoldTheirGoldenCases) {
  const auto all = check_packs({JUARA_SOURCE_DIR "/tests/packs"});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all.front().problems, std::vector<base::Problem>{});
  EXPECT_EQ(all.front().cases, 14U);
}

TEST(ShowPack, Methods_AreSaidInPlainWords) {
  const tally::Pack pack = load_pack(JUARA_SOURCE_DIR "/tests/packs/metode/1/pack.yaml").pack;
  const std::string id = show_pack(pack, i18n::Language::id);
  EXPECT_THAT(id, HasSubstr("urutan menurut hitungan Borda: dari urutan tiap penilai"));
  EXPECT_THAT(id, HasSubstr("kursi: 1, kuota Hagenbach-Bischoff"));
  EXPECT_THAT(id, HasSubstr("undian (kolom `undian`)"));
  const std::string en = show_pack(pack, i18n::Language::en);
  for (const char* words : {"the Borda count", "whom an evaluator did not score is behind", "the Schulze method", "as strong as its margin",
                            "seats: 3, Droop quota", "the Kemeny method", "made-up entrant of weight 0.5", "the corrected score",
                            "equal places are separated by"}) {
    EXPECT_THAT(en, HasSubstr(words));
  }
}

TEST(CheckPacks, PathThatIsNotThere_IsRefused) {
  EXPECT_EQ(support::problems([] { return check_packs({"/nowhere"}); }), (Words{"files.cannot_open:0"}));
}

}  // namespace
}  // namespace packs
