#include "tally/fair/outlook.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/support/golden_fair.hpp"

namespace tally::fair {
namespace {

struct Judged {
  Ratings ratings;
  std::unique_ptr<Laplacian> graph = make_laplacian(ratings);
  WithinFit fit = fit_within(ratings, *graph);
  Drawing drawing = drawing_of(*graph, fit);

  explicit Judged(Ratings given) : ratings(std::move(given)) {}
  [[nodiscard]] Choice choice(std::size_t places) const {
    Choice choice{.places = places, .among = std::vector<std::uint32_t>(ratings.entries().size())};
    std::iota(choice.among.begin(), choice.among.end(), 0u);
    return choice;
  }
};

std::vector<std::uint32_t> panel_of(const Ratings& ratings, std::uint32_t entry) {
  std::vector<std::uint32_t> panel;
  for (const Sheet& sheet : ratings.panel(entry)) panel.push_back(sheet.juror);
  return panel;
}

/// (A+λI)⁻¹ between two juror lists, each with the weight 1/size, by names.
double covariance(const Judged& judged, const std::vector<std::string>& a, const std::vector<std::string>& b, double lambda) {
  const auto index = support::index_of(judged.ratings.jurors());
  const auto mean = [&](const std::vector<std::string>& names) {
    std::vector<double> weights(index.size());
    for (const std::string& name : names) weights[index.at(name)] += 1.0 / static_cast<double>(names.size());
    return weights;
  };
  const std::vector<double> solved = judged.graph->factor(lambda)->solve(mean(a));
  const std::vector<double> other = mean(b);
  return std::inner_product(solved.begin(), solved.end(), other.begin(), 0.0);
}

/// One entry far above all others is sure of its place, so the cut is the only other one near it.
std::vector<SheetInput> three_entries() {
  return {{"a", "j1", 90}, {"a", "j2", 92}, {"a", "j3", 95}, {"b", "j1", 60}, {"b", "j2", 66}, {"c", "j2", 30},
          {"c", "j3", 31}, {"c", "j4", 37}, {"d", "j4", 5},  {"d", "j1", 0},  {"e", "j3", 90}, {"e", "j4", 99}};
}

TEST(Outlook, JurorJoining_LeavesWhatAFitWithHisSheetWouldLeave) {
  const std::vector<SheetInput> sheets = three_entries();
  const Judged judged{Ratings({}, sheets)};
  ASSERT_EQ(judged.fit.outcome, Outcome::estimated);
  // Among b alone: the cut is b itself, its jurors j1 and j2.
  const Choice alone{.places = 1, .among = {1}};
  const Outlook outlook(judged.ratings, judged.fit, judged.drawing, alone);
  const auto found = outlook.unknown_with(panel_of(judged.ratings, 0));
  std::vector<SheetInput> more = sheets;
  more.push_back({"a", "j4", 91});
  const Judged after{Ratings({}, more)};
  const std::vector<std::string> all{"j1", "j2", "j3", "j4"};
  const std::vector<std::string> cut{"j1", "j2"};
  const double expected = covariance(after, all, all, judged.fit.lambda) - 2 * covariance(after, all, cut, judged.fit.lambda) +
                          covariance(after, cut, cut, judged.fit.lambda);
  EXPECT_NEAR(found[support::index_of(judged.ratings.jurors()).at("j4")], expected, 1e-9);
}

TEST(Outlook, MoreSheets_ResolveMoreAndNeverAll) {
  const Judged judged(support::golden_ratings("S"));
  const Outlook outlook(judged.ratings, judged.fit, judged.drawing, judged.choice(45));
  for (const std::uint32_t entry : {0U, 250U, 499U}) {
    const auto shares = outlook.resolved(entry, 8);
    ASSERT_EQ(shares.size(), 8U);
    EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
    EXPECT_GT(shares.front(), 0.05);
    EXPECT_LT(shares.back(), 0.9);
  }
}

/// Without severity a sheet more leaves σ²/(n+1+σ²/τ²) of what the entry alone leaves open.
TEST(Outlook, SeverityKnown_ResolvesAsTheFormulaSays) {
  Judged judged(support::golden_ratings("S"));
  judged.drawing.factor = nullptr;
  const Choice alone{.places = 1, .among = {7}};
  const Outlook outlook(judged.ratings, judged.fit, judged.drawing, alone);
  const double n = static_cast<double>(judged.ratings.panel(7).size());
  const double ratio = *judged.fit.residual_variance / *judged.fit.entry_variance;
  const double cut = 1 / (n + ratio);  // the cut is this very entry, taken as another one like it
  EXPECT_NEAR(outlook.resolved(7, 1).front(), 1 - (1 / (n + 1 + ratio) + cut) / (2 * cut), 1e-9);
  EXPECT_TRUE(outlook.unknown_with(panel_of(judged.ratings, 7)).empty());
}

}  // namespace
}  // namespace tally::fair
