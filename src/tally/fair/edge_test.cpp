// Data that a model would rather not see (docs/developer/fair.md, "Edge cases"), and what must not change a result.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "tally/fair/within.hpp"
#include "tests/support/golden_fair.hpp"

namespace tally::fair {
namespace {

using support::golden_sheets;
using support::index_of;

struct Row {
  int entry;
  int juror;
  double total;
};

Ratings table(const std::vector<Row>& rows) {
  std::vector<SheetInput> sheets;
  sheets.reserve(rows.size());
  for (const Row& row : rows) sheets.push_back({std::to_string(row.entry), std::to_string(row.juror), row.total});
  return {{}, sheets};
}

/// With the jurors in order of their ids, as tests name them.
WithinFit fit(const Ratings& ratings, std::optional<double> lambda = {}) {
  WithinFit result = fit_within(ratings, *make_laplacian(ratings), {.lambda = lambda});
  std::vector<JurorEstimate> by_id;
  for (const auto& [id, at] : index_of(ratings.jurors())) by_id.push_back(result.jurors[at]);
  result.jurors = std::move(by_id);
  return result;
}

/// The golden file's cases are computed with λ = 1.
void expect_case(const std::vector<Row>& rows, std::uint32_t components, const std::vector<double>& severity,
                 const std::vector<double>& corrected, std::optional<double> variance) {
  const WithinFit result = fit(table(rows), 1.0);
  EXPECT_EQ(result.components, components);
  ASSERT_EQ(result.jurors.size(), severity.size());
  for (std::size_t j = 0; j < severity.size(); ++j) EXPECT_NEAR(result.jurors[j].severity, severity[j], 1e-9);
  for (std::size_t e = 0; e < corrected.size(); ++e) EXPECT_NEAR(result.entries[e].corrected, corrected[e], 1e-9);
  ASSERT_EQ(result.residual_variance.has_value(), variance.has_value());
  if (variance) {
    EXPECT_NEAR(*result.residual_variance, *variance, 1e-9);
  }
}

const std::vector<Row> kOffset = {{0, 0, 60}, {0, 1, 50}, {1, 0, 70}, {1, 1, 60}, {2, 0, 80}, {2, 1, 70}, {3, 0, 90}, {3, 1, 80}};
const std::vector<Row> kIslands = {{0, 0, 80}, {0, 1, 70}, {1, 0, 84}, {1, 1, 76}, {2, 2, 60}, {2, 3, 66}, {3, 2, 50}, {3, 3, 58}};
const std::vector<Row> kLeaf = {{0, 0, 80}, {0, 1, 70}, {1, 0, 84}, {1, 1, 76}, {2, 0, 90}};
const std::vector<Row> kChain = {{0, 0, 80}, {0, 1, 74}, {1, 1, 70}, {1, 2, 60}, {2, 2, 66}, {2, 3, 70}};
const std::vector<Row> kOneJuror = {{0, 0, 60}, {1, 0, 70}, {2, 0, 80}};
const std::vector<Row> kOneSheetEach = {{0, 0, 60}, {1, 1, 70}, {2, 2, 80}};

TEST(Edge, ConstantOffset_EqualsTheReference) { expect_case(kOffset, 1, {4, -4}, {55, 65, 75, 85}, 10); }
TEST(Edge, TwoIslands_EqualTheReference) { expect_case(kIslands, 2, {3, -3, -7. / 3, 7. / 3}, {75, 80, 63, 54}, 34. / 3); }
TEST(Edge, LeafEntry_EqualsTheReference) { expect_case(kLeaf, 1, {3, -3}, {75, 80, 87}, 14); }
TEST(Edge, Chain_EqualsTheReference) { expect_case(kChain, 1, {2.25, .75, -3.25, .25}, {75.5, 66.25, 69.5}, 89. / 6); }
TEST(Edge, OneJuror_EqualsTheReference) { expect_case(kOneJuror, 1, {0}, {60, 70, 80}, {}); }
TEST(Edge, OneSheetEach_EqualsTheReference) { expect_case(kOneSheetEach, 3, {0, 0, 0}, {60, 70, 80}, {}); }

TEST(Edge, NothingShared_HasNoErrors) {
  for (const auto& rows : {kOneJuror, kOneSheetEach}) {
    const WithinFit result = fit(table(rows));
    EXPECT_EQ(result.outcome, Outcome::nothing_shared);
    EXPECT_FALSE(result.residual_variance || result.criterion || result.reliability);
    for (const EntryEstimate& entry : result.entries) {
      EXPECT_EQ(entry.corrected, entry.raw);
      EXPECT_FALSE(entry.se || entry.shrunk || entry.deviation);
    }
  }
}

TEST(Edge, ConstantOffset_IsFoundExactly) {
  const WithinFit result = fit(table(kOffset));
  EXPECT_EQ(result.outcome, Outcome::no_chance);
  EXPECT_EQ(result.residual_variance, 0);
  EXPECT_NEAR(result.jurors[0].severity, 5, 1e-12);
  EXPECT_NEAR(result.jurors[1].severity, -5, 1e-12);
  EXPECT_EQ(result.entries[0].se, 0);
  EXPECT_EQ(result.reliability, 1);
}

TEST(Edge, AllEqual_HasNoVariance) {
  const WithinFit result = fit(table({{0, 0, 75}, {0, 1, 75}, {1, 0, 75}, {1, 1, 75}, {2, 0, 75}}));
  EXPECT_EQ(result.outcome, Outcome::no_chance);
  EXPECT_EQ(result.residual_variance, 0);
  EXPECT_EQ(result.entry_variance, 0);
  EXPECT_FALSE(result.reliability);
  EXPECT_TRUE(result.jurors[0].constant && result.jurors[1].constant);
}

TEST(Edge, ConstantJuror_HasAFlagAndAFiniteSeverity) {
  const WithinFit result =
      fit(table({{0, 0, 70}, {0, 1, 60}, {1, 0, 70}, {1, 1, 75}, {2, 0, 70}, {2, 1, 81}, {3, 1, 66}, {3, 2, 50}, {2, 2, 60}}));
  EXPECT_TRUE(result.jurors[0].constant);
  EXPECT_FALSE(result.jurors[1].constant);
  EXPECT_TRUE(std::isfinite(result.jurors[0].severity));
}

TEST(Edge, OneSharedEntry_CannotTellSeverityFromChance) {
  const WithinFit result = fit(table({{0, 0, 80}, {0, 1, 70}, {1, 0, 60}, {2, 1, 75}}));
  EXPECT_EQ(result.outcome, Outcome::unidentified);
  EXPECT_EQ(result.entries[0].corrected, 75);
  EXPECT_FALSE(result.entries[0].se);
}

/// As many severities as differences: how deep the valley of the likelihood is, is a matter of its last digits.
TEST(Edge, ShallowValley_CannotTellSeverityFromChance) {
  const WithinFit result = fit(table({{0, 0, 50}, {0, 1, 3}, {7, 2, 22}, {7, 3, 19}, {7, 0, 34}, {7, 4, 8}}));
  EXPECT_EQ(result.outcome, Outcome::unidentified);
  EXPECT_EQ(result.entries[0].corrected, 26.5);
  EXPECT_FALSE(result.entries[0].se);
}

TEST(Edge, NoDetectableSeverity_IsTheExactBoundary) {
  // Both jurors are as often above as below.
  const WithinFit result = fit(table({{0, 0, 60}, {0, 1, 64}, {1, 0, 74}, {1, 1, 70}, {2, 0, 80}, {2, 1, 84}, {3, 0, 94}, {3, 1, 90}}));
  EXPECT_EQ(result.outcome, Outcome::no_severity);
  EXPECT_EQ(result.severity_variance, 0);
  EXPECT_NEAR(*result.residual_variance, 8, 1e-12);
  EXPECT_EQ(result.entries[2].corrected, 82);
  EXPECT_NEAR(*result.entries[2].se, 2, 1e-12);
}

TEST(Edge, HugeSeverity_StopsAtTheBound) {
  std::vector<Row> rows;
  for (int e = 0; e < 20; ++e) {
    for (int j = 0; j < 3; ++j) rows.push_back({e, j, 50.0 + 1e5 * j + (e * 7 + j * 5) % 3});
  }
  const WithinFit result = fit(table(rows));
  EXPECT_EQ(result.outcome, Outcome::severity_only);
  EXPECT_NEAR(result.jurors[2].severity, 1e5, 10);
  EXPECT_GT(*result.residual_variance, 0);
}

TEST(Edge, ManyJurorsInOneRing_GoTheSparseWay) {
  std::vector<Row> rows;
  for (int j = 0; j < 2400; ++j) {
    for (int k = 0; k < 3; ++k) {
      const int juror = (j + 2 * k) % 2400;
      rows.push_back({j, juror, 60 + 20 * std::sin(j) + 5 * std::sin(7. * juror) + 3 * std::sin(13.1 * j + 3.3 * k)});
    }
  }
  const Ratings ratings = table(rows);
  const auto graph = make_laplacian(ratings);
  const WithinFit result = fit_within(ratings, *graph);
  EXPECT_EQ(result.outcome, Outcome::estimated);
  EXPECT_EQ(result.components, 2u);  // odd and even jurors never meet
  EXPECT_EQ(graph->weakest_link().value, 0);
  double sum = 0;
  for (const JurorEstimate& juror : result.jurors) sum += juror.severity;
  EXPECT_NEAR(sum, 0, 1e-9);
}

/// The corrected scores are equal but for their last digits.
TEST(Edge, EntriesThatRoundingTellsApart_HaveNoVariance) {
  const WithinFit result = fit(table({{0, 0, 35}, {0, 1, 60}, {0, 2, 71}, {1, 0, 35}, {1, 1, 60}, {1, 2, 71}, {2, 0, 35}}));
  EXPECT_EQ(result.outcome, Outcome::no_chance);
  EXPECT_EQ(result.entry_variance, 0);
  EXPECT_FALSE(result.reliability);
}

/// In exact arithmetic the criterion is level at λ = ∞.
TEST(Edge, LevelEndOfTheGrid_IsNoSeverity) {
  const WithinFit result = fit(table({{0, 0, 30},
                                      {1, 1, 31},
                                      {2, 2, 31},
                                      {3, 3, 30},
                                      {3, 4, 30},
                                      {3, 5, 31},
                                      {4, 2, 30},
                                      {5, 4, 31},
                                      {5, 6, 31},
                                      {6, 7, 30},
                                      {7, 8, 31},
                                      {8, 1, 31},
                                      {8, 0, 31},
                                      {9, 9, 30},
                                      {10, 4, 31},
                                      {11, 7, 30},
                                      {12, 9, 31}}));
  EXPECT_EQ(result.outcome, Outcome::no_severity);
}

TEST(Edge, BadSheets_AreAllReported) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<SheetInput> sheets = {{"a", "x", 1, {1, 2}, "f.csv", 2},
                                          {"a", "x", 2, {1, 2}, "f.csv", 3},
                                          {"b", "x", nan, {1, 2}, "f.csv", 4},
                                          {"b", "y", 1, {1}, "f.csv", 5}};
  try {
    (void)Ratings({"c1", "c2"}, sheets);
    FAIL();
  } catch (const base::Error& error) {
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const base::Problem& problem : error.problems()) found.emplace_back(problem.line, problem.code);
    const std::vector<std::pair<std::size_t, std::string>> expected = {
        {3, "fair.duplicate_sheet"}, {4, "fair.not_finite"}, {5, "fair.missing_criterion"}};
    EXPECT_EQ(found, expected);
  }
  EXPECT_THROW((void)Ratings({}, {}), base::Error);
}

TEST(Invariant, NamesAndRows_DoNotMatter) {
  std::vector<SheetInput> sheets = golden_sheets("S");
  const Ratings before({"c1", "c2", "c3", "c4", "c5"}, sheets);
  for (SheetInput& sheet : sheets) {
    std::reverse(sheet.entry.begin(), sheet.entry.end());
    sheet.entry.insert(0, std::to_string(sheet.entry.size()));  // keeps reversed names apart
    sheet.juror.insert(0, sheet.juror == "3" ? "a" : "b");
  }
  std::reverse(sheets.begin(), sheets.end());
  std::vector<std::string> ids = before.jurors();
  std::sort(ids.begin(), ids.end());
  const auto third = std::find(ids.begin(), ids.end(), "3") - ids.begin();
  const Ratings after({"c1", "c2", "c3", "c4", "c5"}, sheets);
  const WithinFit a = fit(before);
  const WithinFit b = fit(after);
  EXPECT_NEAR(a.lambda / b.lambda, 1, 1e-10);
  std::vector<JurorEstimate> expected = a.jurors;  // juror 3 is the first one now
  std::rotate(expected.begin(), expected.begin() + third, expected.begin() + third + 1);
  for (std::size_t j = 0; j < a.jurors.size(); ++j) EXPECT_NEAR(expected[j].severity, b.jurors[j].severity, 1e-9);
}

TEST(Invariant, ScaleAndOrigin_GoThrough) {
  std::vector<SheetInput> sheets = golden_sheets("ISL");
  const std::vector<std::string> criteria = {"c1", "c2", "c3", "c4", "c5"};
  const WithinFit a = fit(Ratings(criteria, sheets));
  for (SheetInput& sheet : sheets) sheet.total = 1000 + 0.03 * sheet.total;
  const WithinFit b = fit(Ratings(criteria, sheets));
  EXPECT_NEAR(a.lambda / b.lambda, 1, 1e-9);
  EXPECT_NEAR(*a.reliability, *b.reliability, 1e-9);
  for (std::size_t e = 0; e < a.entries.size(); ++e) {
    EXPECT_NEAR(1000 + 0.03 * *a.entries[e].shrunk, *b.entries[e].shrunk, 1e-8);
    EXPECT_NEAR(0.03 * *a.entries[e].se, *b.entries[e].se, 1e-10);
  }
}

TEST(Invariant, OneJurorHigher_MovesOnlyHim) {
  std::vector<Row> rows;
  for (int e = 0; e < 15; ++e) {
    for (int j = 0; j < 4; ++j) rows.push_back({e, j, 60.0 + 3 * e + (e * 5 + j * 11) % 7});
  }
  const WithinFit a = fit(table(rows), 1e-9);
  for (Row& row : rows) row.total += row.juror == 2 ? 10 : 0;
  const WithinFit b = fit(table(rows), 1e-9);
  const double shared = 10.0 / 4;  // severities sum to zero, so the others show the mean
  for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(b.jurors[j].severity - a.jurors[j].severity, (j == 2 ? 10 : 0) - shared, 1e-6);
  for (std::size_t e = 0; e < 15; ++e) EXPECT_NEAR(b.entries[e].corrected - a.entries[e].corrected, shared, 1e-6);
}

TEST(Invariant, OneJurorRemoved_IsAFitOfTheRest) {
  const std::vector<SheetInput> sheets = golden_sheets("TINY");
  const Ratings all({"c1", "c2", "c3", "c4", "c5"}, sheets);
  for (const std::string& gone : all.jurors()) {
    std::vector<SheetInput> rest = sheets;
    std::erase_if(rest, [&](const SheetInput& sheet) { return sheet.juror == gone; });
    const WithinFit a = fit(all.without_juror(gone));
    const WithinFit b = fit(Ratings({"c1", "c2", "c3", "c4", "c5"}, rest));
    EXPECT_EQ(a.lambda, b.lambda);
    EXPECT_EQ(a.entries[4].corrected, b.entries[4].corrected);
  }
}

}  // namespace
}  // namespace tally::fair
