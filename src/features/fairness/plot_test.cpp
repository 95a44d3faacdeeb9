#include "features/fairness/plot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "features/fairness/plot_rows.hpp"
#include "features/fairness/plot_scale.hpp"
#include "features/packs/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"

namespace fairness {
namespace {

using i18n::Language;

struct Contest {
  packs::LoadedPack loaded;
  tally::Input input;
  tally::Result result;

  Contest(packs::LoadedPack pack, const std::string& subjects, const std::string& scores) : loaded(std::move(pack)) {
    sheets::Tables tables;
    if (!subjects.empty()) tables.subjects = sheets::text_table("subjects.csv", subjects);
    tables.scores.push_back(sheets::text_table("scores.csv", scores));
    input = sheets::read_input(loaded.pack, std::move(tables));
    result = tally::tally(loaded.pack, input);
  }
  [[nodiscard]] results::Tallied tallied() const { return {loaded.pack, input, result}; }
  [[nodiscard]] FairRanking fair(std::vector<std::size_t> top) const { return assess(tallied(), {.top = std::move(top), .draws = 1000}); }
};

/// Five jurors, three of them on each entry.
std::string rows(std::size_t entries, std::size_t first = 0) {
  std::string scores;
  for (std::size_t e = first; e < first + entries; ++e) {
    for (std::size_t j = 0; j < 5; ++j) {
      if (e % 5 == j || (e + 1) % 5 == j) continue;
      scores += "u" + std::to_string(1000 + e) + ",juri-" + std::to_string(j) + "," +
                std::to_string(40 + (e * 37) % 41 + 2 * j + (e * 5 + j * 11) % 9) + "\n";
    }
  }
  return scores;
}

Contest plain(std::size_t entries) { return {packs::simple_pack("a=1", "0:100", 2), "", "subject,evaluator,a\n" + rows(entries)}; }

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

/// Every element is closed in order, and nothing stands outside of the root.
bool well_formed(const std::string& text) {
  std::vector<std::string> open;
  bool done = false;
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const std::size_t end = text.find('>', at);
    if (end == std::string::npos || done) return false;
    const std::string tag = text.substr(at + 1, end - at - 1);
    if (tag.find('<') != std::string::npos || count(tag, "\"") % 2 != 0) return false;
    if (tag.front() == '/') {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
      done = open.empty();
    } else if (tag.back() != '/') {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  return done;
}

constexpr const char* kMarkIn = "fill=\"#0a3a66\"/></g>";
constexpr const char* kMarkBorderline = "fill=\"#e39a2d\"";
constexpr const char* kMarkOut = "<circle";

TEST(Plot, SmallContest_ShowsEveryEntryWithItsZone) {
  const Contest contest = plain(20);
  const FairRanking fair = contest.fair({6});
  const std::string picture = plot(fair, contest.tallied(), Language::id);
  EXPECT_TRUE(well_formed(picture));
  const auto zones = [&](tally::FairZone zone) {
    return static_cast<std::size_t>(
        std::count_if(fair.entries.begin(), fair.entries.end(), [&](const FairEntry& e) { return e.zone == zone; }));
  };
  ASSERT_GT(zones(tally::FairZone::borderline), 0U);
  EXPECT_EQ(count(picture, kMarkIn), zones(tally::FairZone::in) + 1);  // and once in the legend
  EXPECT_EQ(count(picture, kMarkBorderline), zones(tally::FairZone::borderline) + 1);
  EXPECT_EQ(count(picture, kMarkOut), zones(tally::FairZone::out) + 1);
  EXPECT_EQ(count(picture, "peringkat resmi"), 20U);
  for (const char* part : {"role=\"img\"", "<title id=", "<desc id=", "lang=\"id\"", "P(Top 6)", "font-family="}) {
    EXPECT_NE(picture.find(part), std::string::npos) << part;
  }
}

TEST(Plot, Language_IsThatAskedFor) {
  const Contest contest = plain(8);
  const std::string picture = plot(contest.fair({3}), contest.tallied(), Language::en);
  EXPECT_NE(picture.find("How sure the ranking is"), std::string::npos);
  EXPECT_EQ(picture.find("Seberapa"), std::string::npos);
}

TEST(Plot, Names_AreEscapedAndShortenedAndWholeInTheTitle) {
  const std::string name = "<b>Pelayanan & \"Terpadu\"</b> Satu Pintu bagi Seluruh Masyarakat Kabupaten sampai Desa Terpencil";
  const Contest contest(
      packs::simple_pack("a=1", "0:100", 2),
      "id,name\nu1000,\"<b>Pelayanan & \"\"Terpadu\"\"</b> Satu Pintu bagi Seluruh Masyarakat Kabupaten sampai Desa Terpencil\"\n",
      "subject,evaluator,a\n" + rows(1));
  const std::string picture = plot(contest.fair({1}), contest.tallied(), Language::id);
  EXPECT_TRUE(well_formed(picture));
  EXPECT_EQ(picture.find("<b>"), std::string::npos);
  const std::string whole =
      "&lt;b&gt;Pelayanan &amp; &quot;Terpadu&quot;&lt;/b&gt; Satu Pintu bagi Seluruh Masyarakat Kabupaten sampai Desa Terpencil";
  EXPECT_EQ(count(picture, whole + " (u1000)"), 1U);
  EXPECT_EQ(count(picture, whole + "</text>"), 0U);
  EXPECT_NE(picture.find("…</text>"), std::string::npos);
}

TEST(Plot, NothingShared_ClaimsNothing) {
  const Contest contest(packs::simple_pack("a=1", "0:100", 2), "", "subject,evaluator,a\nx,ani,70\ny,budi,60\n");
  const std::string picture = plot(contest.fair({1}), contest.tallied(), Language::id);
  EXPECT_TRUE(well_formed(picture));
  EXPECT_EQ(picture.find(" %"), std::string::npos);
  EXPECT_EQ(count(picture, kMarkIn) + count(picture, kMarkOut), 0U);
  EXPECT_NE(picture.find("Rata-rata mentah"), std::string::npos);
}

TEST(PlotRows, LargeContest_ShowsAllThatIsOpenAndCountsTheRest) {
  const Contest contest = plain(150);
  const FairRanking fair = contest.fair({40});
  const auto contests = plot_contests(fair, contest.tallied());
  ASSERT_EQ(contests.size(), 1U);
  const PlotContest& only = contests.front();
  EXPECT_LT(only.rows.size(), 150U);
  EXPECT_EQ(only.above + only.rows.size() + only.below, 150U);
  EXPECT_GT(only.above, 0U);
  EXPECT_GT(only.below, 0U);
  std::size_t open = 0;
  for (const PlotRow& row : only.rows) open += row.zone == tally::FairZone::borderline ? 1 : 0;
  EXPECT_EQ(open, only.zones[1]);
  EXPECT_TRUE(
      std::is_sorted(only.rows.begin(), only.rows.end(), [](const PlotRow& a, const PlotRow& b) { return a.estimate > b.estimate; }));
}

TEST(PlotRows, Cut_IsWhereAsManyAreExpectedAsThereArePlaces) {
  const Contest contest = plain(20);
  const auto contests = plot_contests(contest.fair({6}), contest.tallied());
  double expected = 0;
  for (const PlotRow& row : contests.front().rows) {
    const double deviations = 1.2815515655446004 * (row.estimate - *contests.front().cuts.front()) / row.reach;
    expected += std::erfc(-deviations * std::sqrt(0.5)) / 2;
  }
  EXPECT_NEAR(expected, 6, 1e-6);
}

TEST(PlotRows, TwoContests_StandByThemselves_AndASmallOneIsAllIn) {
  std::string subjects = "id,name,category\n";
  for (std::size_t e = 0; e < 12; ++e) {
    subjects += "u" + std::to_string(1000 + e) + ",N," + (e < 9 ? "tata-kelola" : "pelayanan-publik") + "\n";
  }
  const Contest contest(packs::load_pack("lomba-inovasi-daerah"), subjects, "subject,evaluator,total\n" + rows(12));
  const FairRanking fair = contest.fair({3});
  const auto contests = plot_contests(fair, contest.tallied());
  ASSERT_EQ(contests.size(), 2U);
  EXPECT_EQ(contests[0].all + contests[1].all, 12U);
  const PlotContest& small = contests[0].all == 3 ? contests[0] : contests[1];
  EXPECT_EQ(small.zones[0], 3U);
  EXPECT_FALSE(small.cuts.front());
  const std::string picture = plot(fair, contest.tallied(), Language::id);
  EXPECT_TRUE(well_formed(picture));
  EXPECT_NE(picture.find("Semua peserta masuk Top 3"), std::string::npos);
  EXPECT_NE(picture.find("ilustratif"), std::string::npos);  // what every output must repeat
}

TEST(PlotScale, Ticks_AreRoundAndInside) {
  const tally::Row none;
  std::vector<PlotRow> rows(2);
  for (PlotRow& row : rows) row.official = &none;
  rows[0].estimate = 61.3;
  rows[1].estimate = 68.9;
  const PlotScale scale(rows, 0, 100);
  EXPECT_EQ(scale.ticks(), (std::vector<double>{62, 64, 66, 68}));
  EXPECT_EQ(scale.label(62), "62");
  EXPECT_GT(scale.at(61.3), 0);
  EXPECT_LT(scale.at(68.9), 100);
  rows[1].estimate = 61.3;
  EXPECT_EQ(PlotScale(rows, 0, 100).at(61.3), 50);
}

}  // namespace
}  // namespace fairness
