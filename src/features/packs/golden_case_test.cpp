#include "features/packs/golden_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/contest.hpp"

namespace packs {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::vector<fs::path> case_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(JUARA_SOURCE_DIR "/packs")) {
    if (entry.path().parent_path().filename() == "cases") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// What differs, as text.
std::string told(const std::vector<base::Problem>& problems) {
  std::string all;
  for (const base::Problem& problem : problems) {
    all += problem.code;
    for (const auto& [name, value] : problem.params) all += " " + name + "=" + value;
    all += "\n";
  }
  return all;
}

class ShippedCase : public testing::TestWithParam<fs::path> {};

TEST_P(ShippedCase, Tally_GivesWhatIsExpected) {
  const fs::path pack = GetParam().parent_path().parent_path() / "pack.yaml";
  EXPECT_EQ(told(run_case(read_case(read(GetParam()), GetParam().string()), read(pack), pack.string())), "");
}

INSTANTIATE_TEST_SUITE_P(Packs, ShippedCase, testing::ValuesIn(case_files()), [](const testing::TestParamInfo<fs::path>& file) {
  std::string name = fs::relative(file.param, JUARA_SOURCE_DIR "/packs").replace_extension().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '/'; }, '_');
  return name;
});

/// A case of one subject under a pack of one indicator, and what it reports.
std::string report(const std::string& rest) {
  const std::string text =
      "juara: pack/1\nid: plain\nversion: \"1\"\nname: {id: P, en: P}\nyears: [2020, 2030]\nissuer: nobody\ntrust: official\nsource: "
      "law\nsources: {law: {title: L}}\n"
      "levels: [{id: entry, name: {id: E, en: E}}]\nevaluators: {combine: mean, at: indicator, sheets: partial}\nrounding: {decimals: 2, "
      "mode: half_up}\n"
      "trees: [{level: entry, root: {id: total, name: {id: T, en: T}, value: {type: number, min: 0, max: 100}}}]\n";
  return told(run_case(read_case("name: c\nscores: |\n  subject,total\n  a,50\n" + rest, "case.yaml"), text, "pack.yaml"));
}

TEST(GoldenCase, WhatDiffers_IsReported) {
  EXPECT_EQ(report("expect: |\n  subject,score\n  a,50.00\n"), "");
  EXPECT_EQ(report("expect: |\n  subject,score,band\n  a,50.01,A\n"),
            "packs.case_differs case=c what=a.score expected=50.01 found=50.00\npacks.case_differs case=c what=a.band expected=A found=\n");
  EXPECT_EQ(report("expect: |\n  subject,score\n  b,50.00\n"), "packs.case_differs case=c what=b expected=subject found=\n");
  EXPECT_EQ(report("expect_nodes: |\n  subject,node,value\n  a,total,100/2\n"), "");
  EXPECT_EQ(report("expect_nodes: |\n  subject,node,value\n  a,total,51\n"),
            "packs.case_differs case=c what=a.total expected=51 found=50\n");
  EXPECT_EQ(report("expect_error: tally.duplicate\n"), "packs.case_accepted case=c expected=tally.duplicate\n");
}

TEST(GoldenCase, RowTooNarrowToExpectAnything_IsAFault) {
  EXPECT_NE(report("expect: |\n  subject,score\n  a\n"), "");
  EXPECT_NE(report("expect: |\n  subject,score\n  a,50.00,more\n"), "");
}

TEST(GoldenCase, Shape_IsChecked) {
  const auto problems = [](const std::string& text) { return support::problems([&] { return read_case(text, "case.yaml"); }); };
  EXPECT_EQ(problems("name: c\nscores: x\n"), (Words{"pack.missing_key:1"}));
  EXPECT_EQ(problems("name: c\nscores: x\nexpect: y\nwhatever: z\n"), (Words{"pack.unknown_key:4"}));
}

}  // namespace
}  // namespace packs
