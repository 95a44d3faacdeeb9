#include "base/text.hpp"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Text, IsUtf8_WellFormedAtTheBorders_Holds) {
  for (const std::string_view text : {"", "abc", "twelve bytes", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                                      "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "eight by\xC3\xA9te words"}) {
    EXPECT_TRUE(is_utf8(text)) << text;
  }
}

TEST(Text, IsUtf8_Malformed_DoesNotHold) {
  for (const std::string_view text :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF", "\xE2\x82", "\xE2\x82(", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "eight by\xE9te words", "12345678\xFF"}) {
    EXPECT_FALSE(is_utf8(text));
  }
}

TEST(Text, Trimmed_WhiteSpaceAtTheEnds_IsGone) {
  EXPECT_EQ(trimmed(" \t\r\n a b \v\f"), "a b");
  EXPECT_EQ(trimmed("   "), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Text, Split_AnyText_KeepsEmptyParts) {
  using Parts = std::vector<std::string_view>;
  EXPECT_EQ(split("a;;b;", ';'), (Parts{"a", "", "b", ""}));
  EXPECT_EQ(split("", ';'), (Parts{""}));
}

TEST(Text, DisplayWidth_AccentsAndCombiningMarks_CountsColumns) {
  EXPECT_EQ(display_width("desa"), 4U);
  EXPECT_EQ(display_width("d\xC3\xA9sa"), 4U);
  EXPECT_EQ(display_width("de\xCC\x81sa"), 4U);      // e and a combining acute
  EXPECT_EQ(display_width("\xCD\xAF\xCD\xB0"), 1U);  // U+036F combines, U+0370 does not
}

TEST(Text, Shortened_TooLong_EndsInDotsAndKeepsLettersWhole) {
  EXPECT_EQ(shortened("desa", 4), "desa");
  EXPECT_EQ(shortened("kecamatan", 6), "kecam…");
  EXPECT_EQ(shortened("desa kecil", 6), "desa…");
  EXPECT_EQ(shortened("d\xC3\xA9\xC3\xA9sa", 3), "d\xC3\xA9…");
  EXPECT_EQ(shortened("de\xCC\x81sa", 3), "de\xCC\x81…");
  EXPECT_EQ(shortened("desa", 1), "…");
}

TEST(Text, IsPlainLine_WithoutControlsAndTurnsOfDirection) {
  EXPECT_TRUE(is_plain_line("Dinas Kesehatan, Kab. Bandung — ꦗꦮ"));
  EXPECT_TRUE(is_plain_line(""));
  for (const char* text : {"a\nb", "a\tb", "a\x7f"}) EXPECT_FALSE(is_plain_line(text));
  EXPECT_FALSE(is_plain_line(std::string{'a', '\xE2', '\x80', '\xAE'}));
  EXPECT_FALSE(is_plain_line(std::string{'\xE2', '\x81', '\xA6', 'a'}));
  EXPECT_TRUE(is_plain_line(std::string{'\xE2', '\x80', '\x93'})) << "a dash";
}

TEST(Text, Lowered_TouchesAsciiOnly) { EXPECT_EQ(lowered("Dinas É-1 [Z]"), "dinas É-1 [z]"); }

TEST(Text, Characters_AreCodePoints) { EXPECT_EQ(characters("ꦗꦮ é"), 4U); }

TEST(Text, Nearest_WithinAThird_GivesTheClosestElseNothing) {
  const std::vector<std::string_view> candidates = {"weight", "wait", "height", "children"};

  EXPECT_EQ(nearest("wieght", candidates), "weight");
  EXPECT_EQ(nearest("heigth", candidates), "height");
  EXPECT_EQ(nearest("childern", candidates), "children");
  EXPECT_EQ(nearest("colour", candidates), "");
  EXPECT_EQ(nearest("wait", candidates), "wait");
  EXPECT_EQ(nearest("x", {}), "");
  EXPECT_EQ(nearest(std::string(1 << 20, 'x'), candidates), "");
}

}  // namespace
}  // namespace base
