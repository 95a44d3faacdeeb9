#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/files.hpp"
#include "features/packs/api.hpp"
#include "features/programmes/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"
#include "tests/support/contest.hpp"

namespace programmes {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using Words = std::vector<std::string>;

const std::filesystem::path kExamples = JUARA_SOURCE_DIR "/examples";

std::string tell(const std::string& folder, i18n::Language language = i18n::Language::en) {
  return tell_scenario(kExamples / folder / "scenario.yaml", language);
}

TEST(Scenarios, Files_AreFoundInOrder) {
  const auto files = base::find_files({kExamples}, "scenario.yaml");
  ASSERT_EQ(files.size(), 5U);
  EXPECT_EQ(files.front(), kExamples / "1-banten-2022/scenario.yaml");
  EXPECT_EQ(base::find_files({files.back()}, "scenario.yaml"), (std::vector{files.back()}));
  EXPECT_EQ(support::problems([] { return base::find_files({"/nowhere"}, "scenario.yaml"); }), (Words{"files.cannot_open:0"}));
}

TEST(Scenarios, All_RunInBothLanguages) {
  for (const auto& file : base::find_files({kExamples}, "scenario.yaml")) {
    for (const auto language : {i18n::Language::id, i18n::Language::en}) EXPECT_FALSE(tell_scenario(file, language).empty()) << file;
  }
}

TEST(Scenarios, Banten2022_HealthAgencyOfTheProvince_IsThird) {
  EXPECT_THAT(tell("1-banten-2022"), ContainsRegex("\n +3  Dinas Kesehatan Provinsi Banten "));
}

TEST(Scenarios, KippBanten2024_HealthAgencyOfSerang_HasTheTitle) {
  EXPECT_THAT(tell("2-kipp-banten-2024"), ContainsRegex("\n +1  Dinas Kesehatan Kabupaten Serang "));
}

TEST(Scenarios, Ombudsman2024_OrderAndScores_AreThePublishedOnes) {
  const std::string told = tell("3-ombudsman-banten-2024");
  EXPECT_THAT(told, AllOf(ContainsRegex("\n +1  Dinas Kesehatan Kota Cilegon +96\\.29 "),
                          ContainsRegex("\n +1  Dinas Kesehatan Kota Cilegon +89\\.02 "),
                          ContainsRegex("\n +1  .*Tangerang Selatan .*\n +2  .*Cilegon .*\n +3  .*Pandeglang ")));
}

TEST(Scenarios, MuaraEnim2020_TenInnovations_PassTheCut) {
  const std::string told = tell("4-muara-enim-2020");
  for (const char* name : {"Khamajaya Pumkin", "Info Papa RT", "Salam Rabain", "Bermanja Mesra", "Serbu Halaman", "Pesta Remaja Cetar",
                           "Trias Jupe", "Waskom Pecah", "Pelangi untuk Kita", "Nyaedak Tembeling"}) {
    EXPECT_THAT(told, ContainsRegex("\n +1  [^\n]*" + std::string(name) + "[^\n]*Top 10"));
  }
}

TEST(Scenarios, Cilacap2024_Sampang_IsOneOfNinetyNineAndReplicated) {
  EXPECT_THAT(tell("5-cilacap-2024"),
              AllOf(ContainsRegex("\n +1  Puskesmas Sampang[^\n]*Top 99,"), HasSubstr("from Puskesmas Sampang to Puskesmas Kroya 1")));
  const packs::LoadedPack loaded = packs::load_pack("kipp@2023");
  sheets::Tables tables;
  tables.subjects = sheets::open_table(kExamples / "5-cilacap-2024/subjects.csv");
  tables.scores.push_back(sheets::open_table(kExamples / "5-cilacap-2024/scores.csv"));
  const tally::Input input = sheets::read_input(loaded.pack, std::move(tables));
  const tally::Result result = tally::tally(loaded.pack, input);
  const auto passed = std::count_if(result.rows.begin(), result.rows.end(),
                                    [](const tally::Row& row) { return std::count(row.cuts.begin(), row.cuts.end(), "top99") == 1; });
  EXPECT_EQ(result.rows.size(), 216U);
  EXPECT_EQ(passed, 99);
}

}  // namespace
}  // namespace programmes
