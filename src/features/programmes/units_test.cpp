#include <gmock/gmock.h>

#include "tests/support/publications.hpp"

namespace programmes {
namespace {

using base::Document;
using testing::ElementsAre;
using testing::IsEmpty;

class Units : public support::PublicationsTest {
 protected:
  [[nodiscard]] Words seen() const { return each(*json(reader.units("", "", {})).find("items"), "slug"); }
  [[nodiscard]] std::string unit_of(const std::string& result, const char* subject) const {
    const Document row = json(reader.row(result, subject));
    return row.find("unit")->is_null() ? "none" : row.find("unit")->text();
  }
  /// `year score` of the row before this one, or `none`.
  [[nodiscard]] std::string previous(const std::string& result, const char* subject) const {
    const Document row = json(reader.row(result, subject));
    const Document& before = *row.find("previous");
    return before.is_null() ? "none" : std::to_string(before.find("year")->integer()) + " " + before.find("score")->text();
  }
};

TEST_P(Units, SameNameAndRegion_IsTheSameUnit_WhateverTheSpelling) {
  const std::string first = published({.given = {.subjects = {"p region=Kab.Serang unit=RSUD_A"}, .sheets = {"p x=1"}}});
  const std::string second =
      published({.given = {.subjects = {"q region=KABUPATEN-SERANG unit=rsud-a"}, .sheets = {"q x=2"}}, .year = 2025});
  EXPECT_EQ(unit_of(first, "p"), "rsud-a");
  EXPECT_EQ(unit_of(second, "q"), "rsud-a");
  EXPECT_THAT(seen(), ElementsAre("rsud-a"));
  EXPECT_EQ(json(reader.unit("rsud-a")).find("results")->integer(), 2);
}

TEST_P(Units, SameNameInOtherRegions_AreOtherUnits) {
  const std::string id = published({.given = {.subjects = {"p region=Serang unit=RSUD", "q region=Lebak unit=RSUD", "r unit=RSUD"},
                                              .sheets = {"p x=1", "q x=2", "r x=3"}}});
  EXPECT_EQ(unit_of(id, "p"), "rsud-serang");
  EXPECT_EQ(unit_of(id, "q"), "rsud-lebak");
  EXPECT_EQ(unit_of(id, "r"), "rsud");  // the first in reading order
  EXPECT_EQ(each(*json(reader.units("", "lebak", {})).find("items"), "slug"), Words{"rsud-lebak"});
}

TEST_P(Units, SameCodeInARegion_IsTheSameUnit_UnderAnotherName) {
  published({.given = {.subjects = {"p region=Serang unit=Lama code=7"}, .sheets = {"p x=1"}}});
  const std::string id = published(
      {.given = {.subjects = {"p region=Serang unit=Baru code=7", "q region=Lebak unit=Baru code=7"}, .sheets = {"p x=2", "q x=3"}},
       .year = 2025});
  EXPECT_EQ(unit_of(id, "p"), "lama");
  EXPECT_EQ(unit_of(id, "q"), "baru");
  EXPECT_EQ(previous(id, "p"), "2024 1.00");
}

TEST_P(Units, EmptyUnitInTheList_IsNone) {
  const std::string id = published({.given = {.subjects = {"p unit="}, .sheets = {"p x=1"}}});
  EXPECT_EQ(unit_of(id, "p"), "none");
  EXPECT_THAT(seen(), IsEmpty());
}

TEST_P(Units, Previous_IsTheLatestEarlierYearOfTheSamePack) {
  const auto of = [&](int year, const char* score) {
    return published({.given = {.subjects = {"a region=Serang"}, .sheets = {std::string("a x=") + score}}, .year = year});
  };
  of(2022, "10");
  const std::string middle = of(2023, "20");
  of(2026, "60");
  const std::string last = of(2025, "50");
  published(
      {.given = {.subjects = {"a region=Serang"}, .sheets = {"a x=99"}}, .year = 2024, .pack = "id: other\n" + support::kPublishedPack});
  EXPECT_EQ(previous(last, "a"), "2023 20.00");
  EXPECT_EQ(previous(middle, "a"), "2022 10.00");
  change([&](db::Transaction& t) { withdraw(t, middle, {"keliru", "wrong"}, now); });
  EXPECT_EQ(previous(last, "a"), "2022 10.00");
}

TEST_P(Units, Previous_OfTwoEntriesOfAUnit_GoesByTheirNames) {
  published({.given = {.subjects = {"a unit=RSUD", "b unit=RSUD"}, .sheets = {"a x=10", "b x=20"}}, .year = 2023});
  const std::string id = published({.given = {.subjects = {"a unit=RSUD", "c unit=RSUD"}, .sheets = {"a x=30", "c x=40"}}});
  EXPECT_EQ(previous(id, "a"), "2023 10.00");
  EXPECT_EQ(previous(id, "c"), "none");
}

TEST_P(Units, Page_HasAllItsRows_NewestFirst_WithTheirResults) {
  const std::string first =
      published({.given = {.subjects = {"o", "a parent=o region=Serang"}, .sheets = {"o x=5", "a x=10"}}, .year = 2023});
  const std::string second = published({.given = {.subjects = {"a region=Serang"}, .sheets = {"a x=20"}}});
  const Document unit = json(reader.unit("name-of-a"));
  EXPECT_EQ(unit.find("parent")->find("slug")->text(), "name-of-o");
  const Document::List& rows = unit.find("rows")->list();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].find("result")->find("id")->text(), second);
  EXPECT_EQ(rows[0].find("previous")->find("result")->text(), first);
  EXPECT_EQ(rows[1].find("result")->find("id")->text(), first);
}

ON_BOTH_DATABASES(Units);

}  // namespace
}  // namespace programmes
