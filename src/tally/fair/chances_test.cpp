#include "tally/fair/chances.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "tests/support/golden_fair.hpp"

namespace tally::fair {
namespace {

using support::golden_ratings;
using support::golden_rows;
using support::golden_sheets;
using support::index_of;

Chances run(const Ratings& ratings, const ChanceOptions& options) {
  const auto graph = make_laplacian(ratings);
  return chances(ratings, *graph, fit_within(ratings, *graph), options).value();
}

Ratings table(std::initializer_list<std::tuple<int, int, double>> rows) {
  std::vector<SheetInput> sheets;
  for (const auto& [entry, juror, total] : rows) sheets.push_back({std::to_string(entry), std::to_string(juror), total});
  return {{}, sheets};
}

double sum(const std::vector<double>& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

struct Set {
  std::string name;
  std::vector<std::size_t> cuts;
  double draws;  ///< behind the golden file
};

class GoldenChances : public testing::TestWithParam<Set> {};
INSTANTIATE_TEST_SUITE_P(Sets, GoldenChances,
                         testing::Values(Set{"TINY", {3, 5}, 1e5}, Set{"S", {45, 99}, 1e5}, Set{"M", {45, 99}, 4e4},
                                         Set{"ISL", {20, 45}, 1e5}, Set{"L", {45, 99}, 1e4}),
                         [](const auto& set) { return set.param.name; });

TEST_P(GoldenChances, TopK_EqualsTheReference) {
  const Ratings ratings = golden_ratings(GetParam().name);
  const Chances result = run(ratings, {.seed = 3, .draws = 10000, .cuts = GetParam().cuts, .rank_draws = 0});
  const auto index = index_of(ratings.entries());
  for (const auto& row : golden_rows("within_" + GetParam().name + "_entry.csv")) {
    for (std::size_t c = 0; c < result.top.size(); ++c) {
      const double p = std::stod(row.at("p_top" + std::to_string(GetParam().cuts[c])));
      const double found = result.top[c][index.at(row.at("entry"))];
      const double middle = (p * GetParam().draws + found * 1e4) / (GetParam().draws + 1e4);
      EXPECT_NEAR(found, p, 4 * std::sqrt(middle * (1 - middle) * (1 / GetParam().draws + 1e-4)) + 2e-4) << row.at("entry");
    }
  }
}

TEST_P(GoldenChances, TopK_SumsToK) {
  const Ratings ratings = golden_ratings(GetParam().name);
  const Chances result = run(ratings, {.draws = 500, .cuts = GetParam().cuts, .rank_draws = 0});
  for (std::size_t c = 0; c < result.top.size(); ++c) EXPECT_NEAR(sum(result.top[c]), static_cast<double>(GetParam().cuts[c]), 1e-9);
}

TEST(Chances, OrderOfRows_ChangesNothing) {
  std::vector<SheetInput> sheets = golden_sheets("S");
  const std::vector<std::string> criteria = {"c1", "c2", "c3", "c4", "c5"};
  const Chances a = run(Ratings(criteria, sheets), {.draws = 300, .cuts = {45}});
  std::reverse(sheets.begin(), sheets.end());
  std::swap(sheets[3], sheets[700]);
  const Chances b = run(Ratings(criteria, sheets), {.draws = 300, .cuts = {45}});
  EXPECT_EQ(a.top, b.top);
  EXPECT_EQ(a.ranks, b.ranks);
}

TEST(Chances, LeavingOutWork_ChangesNoOutcome) {
  const Ratings ratings = golden_ratings("S");
  // A cut at all entries but one keeps everybody in every pool; the smaller cut is then counted without any short cut.
  const Chances all = run(ratings, {.draws = 700, .cuts = {10, 499}, .rank_draws = 0});
  const Chances quick = run(ratings, {.draws = 700, .cuts = {10}, .rank_draws = 0});
  EXPECT_EQ(all.top[0], quick.top[0]);
}

TEST(Chances, Threads_ChangeNothing) {
  const Ratings ratings = golden_ratings("S");
  const Chances one = run(ratings, {.draws = 1500, .cuts = {45}, .threads = 1});
  const Chances three = run(ratings, {.draws = 1500, .cuts = {45}, .threads = 3});
  EXPECT_EQ(one.top, three.top);
  EXPECT_EQ(one.ranks, three.ranks);
}

TEST(Chances, OtherNamesOfJurors_ChangeNoBit) {
  std::vector<SheetInput> sheets = golden_sheets("S");
  const Ratings before({"c1", "c2", "c3", "c4", "c5"}, sheets);
  for (SheetInput& sheet : sheets) std::reverse(sheet.juror.insert(0, sheet.juror == "3" ? "x" : "y").begin(), sheet.juror.end());
  const Ratings after({"c1", "c2", "c3", "c4", "c5"}, sheets);
  const ChanceOptions options{.draws = 700, .cuts = {45}};
  const Chances a = run(before, options);
  const Chances b = run(after, options);
  EXPECT_EQ(a.top, b.top);
  EXPECT_EQ(a.ranks, b.ranks);
}

TEST(Chances, SparseWay_DrawsFromTheSame) {
  const Ratings ratings = golden_ratings("ISL");
  const auto dense = make_dense_laplacian(ratings);
  const auto sparse = make_sparse_laplacian(ratings);
  const WithinFit fit = fit_within(ratings, *dense);
  const ChanceOptions options = {.draws = 4000, .cuts = {45}, .rank_draws = 0};
  const Chances a = chances(ratings, *dense, fit, options).value();
  const Chances b = chances(ratings, *sparse, fit, options).value();
  EXPECT_NEAR(sum(b.top[0]), 45, 1e-9);
  for (std::size_t e = 0; e < a.top[0].size();
       ++e) {  // the order of elimination differs, hence the draws, but not what they are drawn from
    const double p = (a.top[0][e] + b.top[0][e]) / 2;
    EXPECT_NEAR(a.top[0][e], b.top[0][e], 4 * std::sqrt(p * (1 - p) * 2 / 4000) + 2e-3);
  }
}

TEST(Chances, Ranks_AgreeWithTopK) {
  const Ratings ratings = golden_ratings("S");
  const Chances result = run(ratings, {.draws = 2000, .cuts = {45}, .rank_draws = 2000});
  ASSERT_EQ(result.rank_draws, 2000u);
  for (std::size_t e = 0; e < result.ranks.size(); ++e) {
    EXPECT_LE(result.ranks[e].low, result.ranks[e].high);
    if (result.top[0][e] > 0.951) {
      EXPECT_LE(result.ranks[e].high, 45u);
    }
    if (result.top[0][e] < 0.049) {
      EXPECT_GT(result.ranks[e].low, 45u);
    }
  }
}

TEST(Chances, Among_RanksOnlyThose) {
  const Ratings ratings = golden_ratings("TINY");
  const Chances result = run(ratings, {.draws = 400, .cuts = {2}, .among = {1, 4, 5, 9}, .rank_draws = 400});
  ASSERT_EQ(result.top[0].size(), 4u);
  EXPECT_NEAR(sum(result.top[0]), 2, 1e-12);
  for (const RankInterval& ranks : result.ranks) EXPECT_LE(ranks.high, 4u);
}

TEST(Chances, Twins_ShareAlike) {
  const Chances result = run(table({{0, 0, 80}, {0, 1, 70}, {1, 0, 80}, {1, 1, 70}, {2, 0, 65}, {2, 1, 66}, {3, 0, 90}, {3, 1, 71}}),
                             {.draws = 999, .cuts = {1, 2}});
  EXPECT_EQ(result.top[0][0], result.top[0][1]);
  EXPECT_EQ(result.top[1][0], result.top[1][1]);
  EXPECT_EQ(result.ranks[0], result.ranks[1]);
}

TEST(Chances, AllEqual_EveryoneHasKOfE) {
  const Chances result = run(table({{0, 0, 75},
                                    {0, 1, 75},
                                    {0, 2, 75},
                                    {1, 0, 75},
                                    {1, 1, 75},
                                    {1, 2, 75},
                                    {2, 0, 75},
                                    {2, 1, 75},
                                    {2, 2, 75},
                                    {3, 0, 75},
                                    {3, 1, 75},
                                    {3, 2, 75}}),
                             {.cuts = {1, 3}});
  EXPECT_EQ(result.top, (std::vector<std::vector<double>>{{.25, .25, .25, .25}, {.75, .75, .75, .75}}));
  EXPECT_EQ(result.ranks[2], (RankInterval{1, 4}));
}

TEST(Chances, ExactOffsets_TiesAtTheCutShare) {
  const Chances result =
      run(table({{0, 0, 60}, {0, 1, 50}, {1, 0, 70}, {1, 1, 60}, {2, 0, 70}, {2, 1, 60}, {3, 0, 90}, {3, 1, 80}}), {.cuts = {2}});
  EXPECT_EQ(result.top[0], (std::vector<double>{0, .5, .5, 1}));
  EXPECT_EQ(result.ranks[1], (RankInterval{2, 3}));
}

TEST(Chances, NoStandardErrors_NoChances) {
  const Ratings ratings = table({{0, 0, 60}, {1, 0, 70}, {2, 0, 80}});
  const auto graph = make_laplacian(ratings);
  EXPECT_FALSE(chances(ratings, *graph, fit_within(ratings, *graph), {.cuts = {1}}));
}

TEST(Chances, BadOptions_AreRefused) {
  const Ratings ratings = golden_ratings("TINY");
  const auto graph = make_laplacian(ratings);
  const WithinFit fit = fit_within(ratings, *graph);
  EXPECT_THROW((void)chances(ratings, *graph, fit, {.cuts = {13}}), base::Error);
  EXPECT_THROW((void)chances(ratings, *graph, fit, {.cuts = {0}}), base::Error);
  EXPECT_THROW((void)chances(ratings, *graph, fit, {.draws = 0, .cuts = {1}}), base::Error);
  EXPECT_THROW((void)chances(ratings, *graph, fit, {.draws = 1000001, .cuts = {1}}), base::Error);
}

}  // namespace
}  // namespace tally::fair
