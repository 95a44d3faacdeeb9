#include "tally/fair/within.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "tests/support/golden_fair.hpp"

namespace tally::fair {
namespace {

using support::golden_ratings;
using support::golden_rows;
using support::golden_sheets;
using support::index_of;

WithinFit fit(const Ratings& ratings, const WithinOptions& options = {}) { return fit_within(ratings, *make_laplacian(ratings), options); }

class Golden : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Sets, Golden, testing::Values("TINY", "S", "M", "ISL", "L"), [](const auto& set) { return set.param; });

/// L is not sparse at all: that way takes fifteen seconds there.
class GoldenSparse : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Sets, GoldenSparse, testing::Values("TINY", "S", "M", "ISL"), [](const auto& set) { return set.param; });

TEST_P(Golden, Within_EqualsTheReference) {
  const Ratings ratings = golden_ratings(GetParam());
  const WithinFit result = fit(ratings);
  EXPECT_EQ(result.outcome, Outcome::estimated);
  auto index = index_of(ratings.entries());
  for (const auto& row : golden_rows("within_" + GetParam() + "_entry.csv")) {
    const EntryEstimate& entry = result.entries[index.at(row.at("entry"))];
    EXPECT_EQ(std::to_string(entry.sheets), row.at("n_jurors"));
    EXPECT_NEAR(entry.raw, std::stod(row.at("raw_mean")), 1e-6);
    EXPECT_NEAR(entry.corrected, std::stod(row.at("corrected")), 2e-6);
    EXPECT_NEAR(*entry.se, std::stod(row.at("se_corrected")), 2e-6);
    EXPECT_NEAR(*entry.shrunk, std::stod(row.at("shrunk")), 2e-6);
    EXPECT_NEAR(*entry.deviation, std::stod(row.at("post_sd")), 2e-6);
  }
  index = index_of(ratings.jurors());
  for (const auto& row : golden_rows("within_" + GetParam() + "_juror.csv")) {
    const JurorEstimate& juror = result.jurors[index.at(row.at("juror"))];
    EXPECT_EQ(std::to_string(juror.entries), row.at("n_entries"));
    EXPECT_NEAR(juror.severity, std::stod(row.at("severity")), 2e-6);
    EXPECT_NEAR(*juror.se, std::stod(row.at("se")), 2e-6);
  }
}

class GoldenLme4 : public testing::TestWithParam<std::string> {};  // lme4 would need minutes for M
INSTANTIATE_TEST_SUITE_P(Sets, GoldenLme4, testing::Values("TINY", "S", "ISL"), [](const auto& set) { return set.param; });

TEST_P(GoldenLme4, Within_EqualsLme4) {
  const Ratings ratings = golden_ratings(GetParam());
  const WithinFit result = fit(ratings);
  std::map<std::string, double> terms;
  for (const auto& row : golden_rows("lme4_within_" + GetParam() + ".csv")) terms[row.at("term")] = std::stod(row.at("value"));
  EXPECT_NEAR(*result.severity_variance / terms.at("var:juror"), 1, 1e-4);
  EXPECT_NEAR(*result.residual_variance / terms.at("var:Residual"), 1, 1e-4);
  EXPECT_NEAR(*result.criterion, terms.at("REMLcrit"), 1e-4);
  const auto entries = index_of(ratings.entries());
  const auto jurors = index_of(ratings.jurors());
  for (const auto& row : golden_rows("lme4_within_" + GetParam() + "_est.csv")) {
    const double value = std::stod(row.at("value"));
    const double se = std::stod(row.at("se"));
    if (row.at("kind") == "entry") {
      const EntryEstimate& entry = result.entries[entries.at(row.at("id"))];
      EXPECT_NEAR(entry.corrected, value, 1e-4);
      EXPECT_NEAR(*entry.se, se, 1e-5);
    } else {
      const JurorEstimate& juror = result.jurors[jurors.at(row.at("id"))];
      EXPECT_NEAR(juror.severity, value, 1e-4);
      EXPECT_NEAR(std::sqrt(*result.residual_variance / (juror.entries + result.lambda)), se, 1e-4);  // lme4 takes the entries as known
    }
  }
}

TEST_P(GoldenSparse, FittedTheOtherWay_IsTheSame) {
  const Ratings ratings = golden_ratings(GetParam());
  const auto dense = make_dense_laplacian(ratings);
  const auto sparse = make_sparse_laplacian(ratings);
  const WithinFit a = fit_within(ratings, *dense);
  const WithinFit b = fit_within(ratings, *sparse);
  EXPECT_NEAR(a.lambda / b.lambda, 1, 1e-10);
  for (std::size_t j = 0; j < a.jurors.size(); ++j) {
    EXPECT_NEAR(a.jurors[j].severity, b.jurors[j].severity, 1e-9);
    EXPECT_NEAR(*a.jurors[j].se, *b.jurors[j].se, 1e-9);
  }
  for (std::size_t e = 0; e < a.entries.size(); ++e) EXPECT_NEAR(*a.entries[e].se, *b.entries[e].se, 1e-9);
  EXPECT_NEAR(dense->weakest_link().value, sparse->weakest_link().value, 1e-6);
  EXPECT_EQ(dense->weakest_link().side, sparse->weakest_link().side);
}

TEST_P(Golden, WeakestLink_EqualsTheReference) {
  for (const auto& row : golden_rows("linkedness.csv")) {
    if (row.at("set") != GetParam()) continue;
    const Ratings ratings = golden_ratings(GetParam());
    const auto graph = make_laplacian(ratings);
    EXPECT_NEAR(graph->weakest_link().value, std::stod(row.at("fiedler")), 1e-7);
    const WithinFit result = fit_within(ratings, *graph);
    EXPECT_EQ(std::to_string(result.components), row.at("components"));
    EXPECT_NEAR(*result.reliability, std::stod(row.at("reliability")), 2e-3);
  }
}

TEST(Within, Penicillin_EqualsThePublishedValues) {
  std::vector<SheetInput> sheets;
  for (const auto& row : golden_rows("penicillin.csv")) {
    sheets.push_back({.entry = row.at("plate"), .juror = row.at("sample"), .total = std::stod(row.at("diameter"))});
  }
  const WithinFit result = fit(Ratings({}, sheets));
  EXPECT_NEAR(*result.severity_variance, 3.73092, 4e-6);
  EXPECT_NEAR(*result.residual_variance, 0.302415, 5e-7);
}

TEST(Within, Criterion_IsFittedLikeATotal) {
  const std::vector<SheetInput> sheets = golden_sheets("S");
  std::vector<SheetInput> third = sheets;
  for (SheetInput& sheet : third) {
    sheet.total = sheet.scores[2];
    sheet.scores.clear();
  }
  const WithinFit a = fit(golden_ratings("S"), {.criterion = 2});
  const Ratings alone({}, third);
  const WithinFit b = fit(alone);
  const std::string seventh = golden_ratings("S").jurors()[7];
  EXPECT_NEAR(a.lambda, b.lambda, 1e-9);  // jurors come in another order
  EXPECT_NEAR(a.jurors[7].severity, b.jurors[index_of(alone.jurors()).at(seventh)].severity, 1e-9);
}

TEST(Within, DifferenceSe_IsBelowThatOfStrangers) {
  const Ratings ratings = golden_ratings("TINY");
  const auto graph = make_laplacian(ratings);
  const WithinFit result = fit_within(ratings, *graph);
  const double variance = *difference_se(ratings, *graph, result, 0, 1) * *difference_se(ratings, *graph, result, 0, 1);
  const double apart = *result.entries[0].se * *result.entries[0].se + *result.entries[1].se * *result.entries[1].se;
  EXPECT_GT(variance, 0);
  EXPECT_NE(variance, apart);  // the panels share jurors, hence errors
  EXPECT_EQ(difference_se(ratings, *graph, result, 3, 3), 0);
}

TEST(Within, Groups_AreDrawnToTheirOwnMeans) {
  const Ratings ratings = golden_ratings("ISL");
  std::vector<std::uint32_t> groups;
  for (const std::string& id : ratings.entries()) groups.push_back(static_cast<std::uint32_t>(std::stoi(id) % 2));
  const WithinFit result = fit(ratings, {.groups = groups});
  ASSERT_EQ(result.means.size(), 2u);
  EXPECT_NE(result.means[0], result.means[1]);
}

}  // namespace
}  // namespace tally::fair
