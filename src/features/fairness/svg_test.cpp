#include "features/fairness/svg.hpp"

#include <gtest/gtest.h>

namespace fairness::svg {
namespace {

TEST(Svg, Escaped_WhatXmlCannotHold_IsGone) {
  EXPECT_EQ(escaped("a<b & \"c\">'d'"), "a&lt;b &amp; &quot;c&quot;&gt;'d'");
  EXPECT_EQ(escaped("a\x01"
                    "b\x7F\n"),
            "a b  ");
  EXPECT_EQ(escaped("x\xEF\xBF\xBEy\xEF\xBF\xBFz"), "x y z");
  EXPECT_EQ(escaped("\xEF\xBF\xBD é"), "\xEF\xBF\xBD é");
}

TEST(Svg, Fitted_TooLong_EndsInDotsAndFits) {
  EXPECT_EQ(fitted("desa", 10, 100), "desa");
  const std::string cut = fitted("Puskesmas Tanjung Raya", 10, 60);
  EXPECT_TRUE(cut.ends_with("…"));
  EXPECT_LE(width(cut, 10), 60);
  EXPECT_EQ(fitted("ééééé", 10, 20), "éé…");
}

TEST(Svg, Wrapped_LinesOfWholeWordsThatFit) {
  const auto lines = wrapped("satu dua tiga empat lima", 10, 70);
  ASSERT_GT(lines.size(), 1U);
  std::string all;
  for (const std::string& line : lines) {
    EXPECT_LE(width(line, 10), 70);
    all += (all.empty() ? "" : " ") + line;
  }
  EXPECT_EQ(all, "satu dua tiga empat lima");
  EXPECT_EQ(wrapped("sangatpanjangsekali", 10, 50).size(), 1U);
  EXPECT_EQ(wrapped("", 10, 50), std::vector<std::string>{""});
}

}  // namespace
}  // namespace fairness::svg
