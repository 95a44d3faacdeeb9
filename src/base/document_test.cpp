#include "base/document.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace base {
namespace {

using List = Document::List;
using Map = Document::Map;

TEST(Document, Find_KeyThere_GivesTheMember) {
  const Document document = Map{{"a", "1"}, {"b", List{true, Document()}}};

  ASSERT_NE(document.find("b"), nullptr);
  EXPECT_EQ(*document.find("b"), Document(List{true, Document()}));
}

TEST(Document, Find_NoSuchKeyOrNoMap_GivesNull) {
  EXPECT_EQ(Document(Map{{"a", "1"}}).find("b"), nullptr);
  EXPECT_EQ(Document("text").find("text"), nullptr);
  EXPECT_EQ(Document().find(""), nullptr);
}

TEST(Document, Equality_OtherOrderOfMembersAndOtherLines_Holds) {
  Document a = Map{{"x", Map{{"p", "1"}, {"q", std::int64_t{2}}}}, {"y", true}};
  const Document b = Map{{"y", true}, {"x", Map{{"q", std::int64_t{2}}, {"p", "1"}}}};
  a.set_line(7);

  EXPECT_EQ(a, b);
}

TEST(Document, Equality_OtherKindValueOrOrderOfList_DoesNotHold) {
  EXPECT_FALSE(Document("1") == Document(std::int64_t{1}));
  EXPECT_FALSE(Document(false) == Document());
  EXPECT_FALSE(Document(List{"a", "b"}) == Document(List{"b", "a"}));
  EXPECT_FALSE(Document(Map{{"a", "1"}}) == Document(Map{{"b", "1"}}));
  EXPECT_FALSE(Document(Map{{"a", "1"}}) == Document(Map{{"a", "1"}, {"b", "1"}}));
}

TEST(Document, Equality_FortyThousandMembersReversed_IsQuick) {
  Map map;
  for (int i = 0; i < 40'000; ++i) map.emplace_back(std::to_string(i), "v");
  Map reversed = map;
  std::ranges::reverse(reversed);

  EXPECT_EQ(Document(map), Document(reversed));
}

}  // namespace
}  // namespace base
