#include "tally/fair/advice.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include "tally/fair/chances.hpp"
#include "tally/fair/juror_graph.hpp"
#include "tally/fair/random.hpp"
#include "tests/support/golden_fair.hpp"

namespace tally::fair {
namespace {

/// Sheets with all that advice needs.
struct Contest {
  std::vector<SheetInput> sheets;
  Ratings ratings{{}, sheets};
  std::unique_ptr<Laplacian> graph = make_laplacian(ratings);
  WithinFit fit = fit_within(ratings, *graph);
  Drawing drawing = fit.residual_variance ? drawing_of(*graph, fit) : Drawing{};

  explicit Contest(std::vector<SheetInput> given) : sheets(std::move(given)) {}

  [[nodiscard]] Choice choice(std::size_t places, std::size_t draws = 2000) const {
    Choice choice{.places = places, .among = std::vector<std::uint32_t>(ratings.entries().size())};
    std::iota(choice.among.begin(), choice.among.end(), 0u);
    if (!fit.residual_variance) return choice;
    choice.chances = chances(ratings, fit, drawing, {.seed = 1, .draws = draws, .cuts = {places}, .rank_draws = 0}).top.front();
    return choice;
  }
  [[nodiscard]] Advice advice(std::size_t places, const AdviceOptions& options) const {
    return advise({ratings, *graph, fit, drawing}, {choice(places)}, options);
  }
};

/// The totals of a golden set, without scores by criterion.
std::vector<SheetInput> totals(const std::string& set) {
  std::vector<SheetInput> sheets = support::golden_sheets(set);
  for (SheetInput& sheet : sheets) sheet.scores.clear();
  return sheets;
}

/// Nobody twice, nobody against a conflict.
void expect_possible(const Contest& contest, const Advice& advice, const AdviceOptions& options) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const Sheet& sheet : contest.ratings.sheets()) pairs.emplace(sheet.entry, sheet.juror);
  for (const auto& pair : options.limits.conflicts) pairs.insert(pair);
  for (const AdvisedSheet& sheet : advice.sheets) EXPECT_TRUE(pairs.emplace(sheet.entry, sheet.juror).second);
}

TEST(Advice, GoldenSet_KeepsToBudgetConflictsAndEvenShares) {
  const Contest contest(totals("S"));
  AdviceOptions options{.limits = {.budget = 105}};
  for (std::uint32_t e = 0; e < 500; ++e) {
    for (std::uint32_t j = e % 3; j < 20; j += 3) options.limits.conflicts.emplace_back(e, j);
  }
  const Advice advice = contest.advice(45, options);
  ASSERT_EQ(advice.sheets.size(), 105U);
  expect_possible(contest, advice, options);
  std::vector<int> load(20);
  for (const AdvisedSheet& sheet : advice.sheets) ++load[sheet.juror];
  EXPECT_LE(*std::max_element(load.begin(), load.end()), 6);
  EXPECT_TRUE(std::is_sorted(advice.sheets.begin(), advice.sheets.end(), [](const auto& a, const auto& b) { return a.gain > b.gain; }));
  EXPECT_TRUE(advice.bottleneck && !advice.bottleneck->weak);
}

TEST(Advice, GainsOfAllSheets_AreTheGainPromised) {
  const Contest contest(totals("S"));
  const Advice advice = contest.advice(45, {.limits = {.budget = 60}});
  double sum = advice.right_before;
  for (const AdvisedSheet& sheet : advice.sheets) sum += *sheet.gain;
  EXPECT_NEAR(advice.right_after, sum, 1e-12);
  EXPECT_GT(advice.right_after, advice.right_before + 1);
  EXPECT_EQ(advice.places, 45U);
}

/// By names.
std::vector<std::pair<std::string, std::string>> pairs(const Contest& contest, const Advice& advice) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const AdvisedSheet& sheet : advice.sheets) {
    all.emplace_back(contest.ratings.entries()[sheet.entry], contest.ratings.jurors()[sheet.juror]);
  }
  return all;
}

TEST(Advice, OrderOfRows_ChangesNothing) {
  std::vector<SheetInput> sheets = totals("S");
  const Contest contest(sheets);
  std::reverse(sheets.begin(), sheets.end());
  const Contest turned(sheets);
  const AdviceOptions options{.limits = {.budget = 40}};
  EXPECT_EQ(pairs(contest, contest.advice(45, options)), pairs(turned, turned.advice(45, options)));
}

/// How many components there are with the first `count` sheets advised.
std::uint32_t components_with(const Contest& contest, const Advice& advice, std::size_t count) {
  std::vector<SheetInput> all = contest.sheets;
  const auto names = pairs(contest, advice);
  for (std::size_t at = 0; at < count; ++at) all.push_back({names[at].first, names[at].second, 70});
  const auto components = components_of(Ratings({}, all));
  return 1 + *std::max_element(components.begin(), components.end());
}

TEST(Advice, TwoIslands_AreJoinedFirst) {
  const Contest contest(totals("ISL"));
  const Advice advice = contest.advice(45, {.limits = {.budget = 20}});
  ASSERT_EQ(advice.sheets.size(), 20U);
  for (std::size_t at = 0; at < 20; ++at) EXPECT_EQ(advice.sheets[at].kind, at < 2 ? AdviceKind::bridge : AdviceKind::reread);
  EXPECT_EQ(components_with(contest, advice, 0), 2U);
  EXPECT_EQ(components_with(contest, advice, 1), 1U);
  EXPECT_FALSE(advice.bottleneck);
}

/// Two panels of three that share one entry.
std::vector<SheetInput> hourglass() {
  std::vector<SheetInput> sheets;
  for (int e = 0; e < 30; ++e) {
    for (int j = 0; j < 3; ++j) {
      const int juror = e == 0 && j == 2 ? 3 : 3 * (e % 2) + j;
      sheets.push_back({std::to_string(100 + e), std::to_string(juror), 60.0 + e % 7 + 3 * juror % 5 + (e * j * 13 + e + juror) % 6});
    }
  }
  return sheets;
}

TEST(Advice, WeakLink_IsStrengthenedFirst) {
  const Contest contest(hourglass());
  const Advice advice = contest.advice(10, {.limits = {.budget = 12}, .links = 3});
  ASSERT_TRUE(advice.bottleneck);
  EXPECT_TRUE(advice.bottleneck->weak);
  EXPECT_EQ(advice.bottleneck->jurors, 3U);
  EXPECT_EQ(advice.bottleneck->others, 3U);
  const auto count = [&](AdviceKind kind) {
    return std::count_if(advice.sheets.begin(), advice.sheets.end(), [&](const AdvisedSheet& sheet) { return sheet.kind == kind; });
  };
  EXPECT_EQ(count(AdviceKind::strengthen), 3);
  EXPECT_EQ(count(AdviceKind::bridge), 0);
  std::vector<SheetInput> all = contest.sheets;
  for (std::size_t at = 0; at < 3; ++at) all.push_back({pairs(contest, advice)[at].first, pairs(contest, advice)[at].second, 70});
  EXPECT_GT(make_laplacian(Ratings({}, all))->weakest_link().value, 2 * advice.bottleneck->value);
}

TEST(Advice, NothingShared_AdvisesBridgesOnly) {
  const Contest contest({{"x", "a", 1}, {"y", "b", 2}, {"z", "c", 3}});
  ASSERT_EQ(contest.fit.outcome, Outcome::nothing_shared);
  const Advice advice = contest.advice(1, {.limits = {.budget = 9}, .links = 1});
  ASSERT_EQ(advice.sheets.size(), 2U);
  for (const AdvisedSheet& sheet : advice.sheets) {
    EXPECT_EQ(sheet.kind, AdviceKind::bridge);
    EXPECT_FALSE(sheet.gain);
  }
  EXPECT_EQ(advice.places, 0U);
}

TEST(Advice, EverybodyHasReadEverything_NamesTheEntriesAtTheCut) {
  std::vector<SheetInput> sheets;
  for (int e = 0; e < 6; ++e) {
    for (int j = 0; j < 3; ++j) sheets.push_back({std::to_string(e), std::to_string(j), 50.0 + e + (e * 5 + j * 3) % 7});
  }
  const Contest contest(sheets);
  const Advice advice = contest.advice(2, {.limits = {.budget = 4}});
  EXPECT_TRUE(advice.sheets.empty());
  EXPECT_FALSE(advice.not_advised.empty());
  for (const NotAdvised& entry : advice.not_advised) EXPECT_EQ(entry.why, Unread::nobody_left);
  EXPECT_EQ(advice.right_after, advice.right_before);
}

TEST(Advice, CapsBelowTheBudget_EndIt) {
  const Contest contest(totals("S"));
  AdviceOptions options{.limits = {.budget = 50}};
  options.limits.caps.assign(20, 2);
  const Advice advice = contest.advice(45, options);
  EXPECT_EQ(advice.sheets.size(), 40U);
  EXPECT_TRUE(advice.jurors_full);
}

/// 600 entries, 20 jurors in 4 panels of which one sheet in ten comes from elsewhere, as the simulated set M is made.
class Simulated {
 public:
  static constexpr std::size_t kEntries = 600;
  static constexpr std::size_t kJurors = 20;
  static constexpr std::size_t kPlaces = 30;

  explicit Simulated(std::uint64_t seed) : seed_(seed) {
    for (std::size_t j = 0; j < kJurors; ++j) severity_.push_back(5.9 * z());
    for (std::uint32_t e = 0; e < kEntries; ++e) {
      truth_.push_back(70 + 8.3 * z());
      for (std::size_t left = 3 + below(2); left > 0;) {
        const std::size_t j = below(10) > 0 ? e % 4 + 4 * below(kJurors / 4) : below(kJurors);
        left -= read(e, static_cast<std::uint32_t>(j)) ? 1 : 0;
      }
    }
  }

  std::size_t below(std::size_t n) { return static_cast<std::size_t>((std::uint64_t{bits()} * n) >> 32); }
  /// One more sheet; false if he has read it.
  bool read(std::uint32_t entry, std::uint32_t juror) {
    if (!pairs_.emplace(entry, juror).second) return false;
    sheets.push_back({std::to_string(1000 + entry), std::to_string(100 + juror), truth_[entry] + severity_[juror] + 5.6 * z()});
    return true;
  }
  /// Share of the places that go to entries that deserve one.
  [[nodiscard]] double hit_rate() const {
    const Contest contest(sheets);
    const Choice choice = contest.choice(kPlaces, 512);
    std::vector<std::uint32_t> order = choice.among;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return choice.chances[a] > choice.chances[b]; });
    std::vector<double> sorted = truth_;
    std::nth_element(sorted.begin(), sorted.begin() + kPlaces - 1, sorted.end(), std::greater<>());
    return static_cast<double>(
               std::count_if(order.begin(), order.begin() + kPlaces, [&](std::uint32_t e) { return truth_[e] >= sorted[kPlaces - 1]; })) /
           kPlaces;
  }

  std::vector<SheetInput> sheets;

 private:
  std::uint32_t bits() {
    if (next_ == kBlock) {
      draw_bits(seed_, stream_++, bits_);
      next_ = 0;
    }
    return bits_[next_++];
  }
  double z() { return normal(bits()); }

  std::uint64_t seed_;
  std::uint64_t stream_ = 0;
  std::size_t next_ = kBlock;
  Bits bits_{};
  std::vector<double> truth_, severity_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs_;
};

TEST(Advice, SheetsAimedAtTheCut_RaiseTheHitRateManyTimesAsMuchAsRandomOnes) {
  constexpr std::uint64_t kContests = 20;
  double before = 0;
  double aimed = 0;
  double random = 0;
  double promised = 0;
  for (std::uint64_t seed = 1; seed <= kContests; ++seed) {
    const Simulated plain(seed);
    before += plain.hit_rate() / kContests;
    const Contest contest(plain.sheets);
    const std::size_t budget = plain.sheets.size() * 57 / 1000;
    const Advice advice = contest.advice(Simulated::kPlaces, {.limits = {.budget = budget}});
    promised += advice.right_after / Simulated::kPlaces / kContests;
    Simulated after = plain;
    for (const AdvisedSheet& sheet : advice.sheets) {
      ASSERT_TRUE(after.read(sheet.entry, static_cast<std::uint32_t>(std::stoul(contest.ratings.jurors()[sheet.juror]) - 100)));
    }
    ASSERT_EQ(advice.sheets.size(), budget);
    aimed += after.hit_rate() / kContests;
    Simulated other = plain;
    for (std::size_t left = budget; left > 0;) {
      const auto entry = static_cast<std::uint32_t>(other.below(Simulated::kEntries));
      left -= other.read(entry, static_cast<std::uint32_t>(other.below(Simulated::kJurors))) ? 1 : 0;
    }
    random += other.hit_rate() / kContests;
  }
  EXPECT_GT(aimed, before + 0.06);
  EXPECT_GT(aimed, random + 0.04);
  EXPECT_NEAR(aimed, promised, 0.04);
  RecordProperty("hit rates", std::to_string(before) + " random " + std::to_string(random) + " aimed " + std::to_string(aimed) +
                                  " promised " + std::to_string(promised));
}

}  // namespace
}  // namespace tally::fair
