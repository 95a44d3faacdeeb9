#include "tally/fair/links.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tally/fair/juror_graph.hpp"

namespace tally::fair {
namespace {

/// One panel of jurors after the other, each with `entries` entries that all of it have read.
std::vector<SheetInput> panels(const std::vector<std::size_t>& jurors, std::size_t entries) {
  std::vector<SheetInput> sheets;
  std::size_t first = 0;
  for (std::size_t p = 0; p < jurors.size(); ++p) {
    for (std::size_t e = 0; e < entries; ++e) {
      for (std::size_t j = 0; j < jurors[p]; ++j) {
        sheets.push_back({std::to_string(10 * p + e), "j" + std::to_string(100 + first + j), 50.0 + static_cast<double>(j)});
      }
    }
    first += jurors[p];
  }
  return sheets;
}

struct Linked {
  std::vector<SheetInput> sheets;
  Ratings ratings{{}, sheets};
  Readers::Limits limits;
  Readers readers{ratings, limits};
  LinkRequest request;

  Linked(std::vector<SheetInput> given, std::size_t budget, Conflicts conflicts = {})
      : sheets(std::move(given)), limits{.budget = budget, .conflicts = std::move(conflicts), .caps = {}} {
    request.group = components_of(ratings);
    request.entries.resize(ratings.entries().size());
    std::iota(request.entries.begin(), request.entries.end(), 0u);
    request.costs.assign(ratings.jurors().size(), 1);
    request.budget = budget;
  }
  Links run() { return link_groups(ratings, readers, request); }
  /// How many components there are once the sheets are in.
  std::uint32_t components_after(const Links& links) const {
    std::vector<SheetInput> all = sheets;
    for (const Link& link : links.made) all.push_back({ratings.entries()[link.entry], ratings.jurors()[readers.reader(link.sheet)], 1});
    const auto components = components_of(Ratings({}, all));
    return 1 + *std::max_element(components.begin(), components.end());
  }
};

TEST(Links, OneEach_JoinsAllWithTheFewest) {
  Linked linked(panels({2, 3, 2, 2}, 3), 100);
  linked.request.links = 1;
  const Links links = linked.run();
  EXPECT_EQ(links.made.size(), 3U);
  EXPECT_EQ(linked.components_after(links), 1U);
  EXPECT_TRUE(links.apart.empty());
}

TEST(Links, TwoEach_SecondHangsOnOtherJurorAndEntry_TheOtherWayRound) {
  Linked linked(panels({2, 3}, 3), 100);
  const Links links = linked.run();
  ASSERT_EQ(links.made.size(), 2U);
  const auto group = [&](std::size_t at) { return linked.request.group[linked.readers.reader(links.made[at].sheet)]; };
  EXPECT_NE(group(0), group(1));
  EXPECT_NE(links.made[0].entry, links.made[1].entry);
}

TEST(Links, SmallBudget_JoinsEachOnceBeforeAnyTwice) {
  Linked linked(panels({2, 2, 2, 2}, 3), 4);
  const Links links = linked.run();
  EXPECT_EQ(links.made.size(), 4U);
  EXPECT_EQ(linked.components_after(links), 1U);
  Linked poor(panels({2, 2, 2, 2}, 3), 2);
  const Links few = poor.run();
  EXPECT_EQ(few.made.size(), 2U);
  EXPECT_EQ(few.apart.size(), 1U);
  EXPECT_TRUE(few.budget_spent);
}

TEST(Links, ConflictsBetweenTwoPanels_GoByWayOfAThird) {
  // Panels {0 1}, {2 3}, {4 5} of entries 0, 10, 20: the first two must not read each other's.
  const Ratings plain({}, panels({2, 2, 2}, 1));
  Conflicts conflicts;
  for (std::uint32_t j = 0; j < 6; ++j) {
    const char number = plain.jurors()[j].back();
    if (number < '2') conflicts.emplace_back(1, j);
    if (number == '2' || number == '3') conflicts.emplace_back(0, j);
  }
  std::sort(conflicts.begin(), conflicts.end());
  Linked linked(panels({2, 2, 2}, 1), 100, conflicts);
  linked.request.links = 1;
  const Links links = linked.run();
  EXPECT_EQ(links.made.size(), 2U);
  EXPECT_EQ(linked.components_after(links), 1U);
}

TEST(Links, EveryPairInConflict_StaysApart) {
  Conflicts conflicts;
  for (std::uint32_t e = 0; e < 4; ++e) {
    for (std::uint32_t j = 0; j < 4; ++j) conflicts.emplace_back(e, j);
  }
  Linked linked(panels({2, 2}, 2), 100, conflicts);
  const Links links = linked.run();
  EXPECT_TRUE(links.made.empty());
  EXPECT_EQ(links.apart.size(), 1U);
  EXPECT_FALSE(links.budget_spent);
}

TEST(Links, PanelOfOneJuror_IsLinkedTwiceByHimIfNobodyElseCan) {
  Linked linked(panels({1, 3}, 2), 100);
  linked.request.links = 4;
  EXPECT_EQ(linked.run().made.size(), 4U);
}

}  // namespace
}  // namespace tally::fair
