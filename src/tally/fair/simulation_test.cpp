// 200 contests whose truth is known: do the intervals and chances mean what they say?
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

#include "tally/fair/chances.hpp"
#include "tally/fair/random.hpp"

namespace tally::fair {
namespace {

constexpr std::size_t kEntries = 120;
constexpr std::size_t kJurors = 16;
constexpr std::size_t kPanels = 4;  ///< jurors j with j mod 4 alike sit together
constexpr std::size_t kContests = 200;
constexpr std::size_t kCut = 40;

/// Normal numbers and choices, one stream of draws after another.
class Source {
 public:
  explicit Source(std::uint64_t seed) : seed_(seed) {}
  std::uint32_t bits() {
    if (next_ == kBlock) {
      draw_bits(seed_, stream_++, bits_);
      next_ = 0;
    }
    return bits_[next_++];
  }
  double z() { return normal(bits()); }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>((std::uint64_t{bits()} * n) >> 32); }

 private:
  std::uint64_t seed_;
  std::uint64_t stream_ = 0;
  std::size_t next_ = kBlock;
  Bits bits_{};
};

struct Contest {
  std::vector<double> truth;  ///< by id
  std::vector<SheetInput> sheets;
};

/// Three to five jurors an entry, nine of ten from its own panel. `tilt` gives the entries of later panels more.
Contest contest(Source& source, double tilt) {
  Contest result;
  std::array<double, kJurors> severity{};
  for (double& v : severity) v = 5 * source.z();
  for (std::size_t e = 0; e < kEntries; ++e) {
    const double truth = 70 + 8 * source.z() + tilt * (static_cast<double>(e % kPanels) - 1.5);
    result.truth.push_back(truth);
    std::array<bool, kJurors> sits{};
    for (std::size_t left = 3 + source.below(2); left > 0;) {
      const bool own = source.below(10) > 0;
      const std::size_t j = own ? e % kPanels + kPanels * source.below(kJurors / kPanels) : source.below(kJurors);
      if (sits[j]) continue;
      sits[j] = true;
      --left;
      result.sheets.push_back({std::to_string(1000 + e), std::to_string(100 + j), truth + severity[j] + 5.8 * source.z()});
    }
  }
  return result;
}

/// Share of truths inside corrected ± 1.96 standard errors.
double coverage(std::uint64_t seed, double tilt) {
  Source source(seed);
  double inside = 0;
  for (std::size_t run = 0; run < kContests; ++run) {
    const Contest made = contest(source, tilt);
    const Ratings ratings({}, made.sheets);
    const auto graph = make_laplacian(ratings);
    const WithinFit fit = fit_within(ratings, *graph);
    for (std::size_t e = 0; e < kEntries; ++e) {
      inside += std::abs(fit.entries[e].corrected - made.truth[e]) < 1.959964 * *fit.entries[e].se ? 1 : 0;
    }
  }
  return inside / static_cast<double>(kContests * kEntries);
}

TEST(Simulation, Intervals_CoverTheTruth) {
  const double found = coverage(1, 0);
  EXPECT_GT(found, 0.93);
  EXPECT_LT(found, 0.97);
}

TEST(Simulation, IntervalsOfConfoundedPanels_CoverTheTruth) {
  const double found = coverage(2, 5);
  EXPECT_GT(found, 0.93);
  EXPECT_LT(found, 0.97);
}

TEST(Simulation, Chances_ComeTrueAsOftenAsTheySay) {
  Source source(3);
  std::array<double, 10> said{};
  std::array<double, 10> came{};
  std::array<double, 10> count{};
  for (std::size_t run = 0; run < kContests; ++run) {
    const Contest made = contest(source, 0);
    const Ratings ratings({}, made.sheets);
    const auto graph = make_laplacian(ratings);
    const auto result =
        chances(ratings, *graph, fit_within(ratings, *graph), {.seed = run, .draws = 512, .cuts = {kCut}, .rank_draws = 0}).value();
    std::vector<double> sorted = made.truth;
    std::nth_element(sorted.begin(), sorted.begin() + kCut - 1, sorted.end(), std::greater<>());
    for (std::size_t e = 0; e < kEntries; ++e) {
      const double p = result.top[0][e];
      const auto decile = std::min<std::size_t>(9, static_cast<std::size_t>(10 * p));
      said[decile] += p;
      came[decile] += made.truth[e] >= sorted[kCut - 1] ? 1 : 0;
      ++count[decile];
    }
  }
  for (std::size_t d = 0; d < 10; ++d) EXPECT_NEAR(said[d] / count[d], came[d] / count[d], 0.03) << "decile " << d << " of " << count[d];
}

}  // namespace
}  // namespace tally::fair
