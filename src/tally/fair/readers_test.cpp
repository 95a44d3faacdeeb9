#include "tally/fair/readers.hpp"

#include <gtest/gtest.h>

namespace tally::fair {
namespace {

/// Entries 0…, jurors 0…: `panels` says who has read each. Totals fall with the juror's number, so that jurors keep their order.
Ratings ratings(const std::vector<std::vector<int>>& panels) {
  std::vector<SheetInput> sheets;
  for (std::size_t e = 0; e < panels.size(); ++e) {
    for (const int j : panels[e]) sheets.push_back({std::to_string(e), "j" + std::to_string(j), static_cast<double>(50 + j)});
  }
  return {{}, sheets};
}

TEST(Readers, WhoHasReadOrMustNot_MayNot) {
  const Ratings made = ratings({{0, 1, 2}, {0, 1}});
  const Readers::Limits limits{.budget = 3, .conflicts = {{1, 2}}};
  const Readers readers(made, limits);
  EXPECT_FALSE(readers.may(0, 0));
  EXPECT_FALSE(readers.may(1, 2));
  EXPECT_EQ(readers.why_not(0), Unread::nobody_left);
  EXPECT_EQ(readers.why_not(1), Unread::nobody_left);
}

TEST(Readers, Shares_AreEvenAndKeepToCaps) {
  const Ratings made = ratings({{0, 1, 2}, {0}, {0}, {0}, {0}, {1}, {1}});
  const Readers::Limits even{.budget = 5};
  Readers readers(made, even);
  readers.ask(1, 1);
  EXPECT_TRUE(readers.has_room(1));
  readers.ask(2, 1);
  EXPECT_FALSE(readers.has_room(1));  // 5 sheets for 3 jurors: 2 at most
  const Readers::Limits capped{.budget = 5, .caps = {std::nullopt, 0, std::nullopt}};
  Readers others(made, capped);
  EXPECT_FALSE(others.has_room(1));
  others.ask(1, 2);
  others.ask(2, 2);
  EXPECT_TRUE(others.has_room(2));  // now 3 at most
  others.ask(3, 2);
  EXPECT_FALSE(others.has_room(2));
}

TEST(Readers, LeastCost_ThenLoad_ThenId_Decides) {
  const Ratings made = ratings({{0, 1, 2, 3}, {0}, {0}, {0}});
  const Readers::Limits limits{.budget = 9};
  Readers readers(made, limits);
  const std::vector<double> costs{0, 2, 1, 1};
  EXPECT_EQ(readers.reader(*readers.ask_best(1, costs)), 2U);
  EXPECT_EQ(readers.reader(*readers.ask_best(2, costs)), 3U);
  EXPECT_EQ(readers.reader(*readers.ask_best(3, {})), 1U);
}

TEST(Readers, AllWhoMayAreFull_OthersTakeOverUntilOneHasRoom) {
  const Ratings made = ratings({{0, 1, 2}, {2}, {2, 0}});
  const Readers::Limits limits{.budget = 2};
  Readers readers(made, limits);  // one sheet each
  const std::vector<double> prefers_one{1, 0, 1};
  const std::size_t first = *readers.ask_best(1, prefers_one);
  EXPECT_EQ(readers.reader(first), 1U);
  const auto second = readers.ask_best(2, prefers_one);  // only 1 may, so 0 takes over the first
  ASSERT_TRUE(second);
  EXPECT_EQ(readers.reader(*second), 1U);
  EXPECT_EQ(readers.reader(first), 0U);
  EXPECT_EQ(readers.load(0), 1U);
  EXPECT_EQ(readers.load(1), 1U);
}

TEST(Readers, SheetAskedForGood_IsNotTakenOver) {
  const Ratings made = ratings({{0, 1, 2}, {2}, {2, 0}});
  const Readers::Limits limits{.budget = 2};
  Readers readers(made, limits);
  const std::size_t first = readers.ask(1, 1);
  EXPECT_FALSE(readers.ask_best(2, {}));
  EXPECT_EQ(readers.reader(first), 1U);
  EXPECT_EQ(readers.why_not(2), Unread::no_room);
}

}  // namespace
}  // namespace tally::fair
