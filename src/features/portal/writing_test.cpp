#include "features/portal/writing.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "features/portal/verifier.hpp"

namespace portal {
namespace {

using i18n::Language;

TEST(Html, NoText_BecomesMarkup) {
  Html html;
  html.open("p", {{"title", "\"><b>'"}}).text("<script>&").close();
  EXPECT_EQ(html.whole(), "<p title=\"&quot;&gt;&lt;b&gt;&#39;\">&lt;script&gt;&amp;</p>");
}

TEST(Html, ElementsLeftOpen_AreAFault) {
  Html html;
  html.open("p");
  EXPECT_THROW((void)html.whole(), std::logic_error);
  html.close();
  EXPECT_THROW(html.close(), std::logic_error);
}

TEST(Format, Numbers_AreWrittenAsTheLanguageDoes) {
  EXPECT_EQ(count(0, Language::id), "0");
  EXPECT_EQ(count(-1234567, Language::id), "-1.234.567");
  EXPECT_EQ(count(999, Language::en), "999");
  EXPECT_EQ(count(1000, Language::en), "1,000");
  EXPECT_EQ(decimal("1234.50", Language::id), "1.234,50");
  EXPECT_EQ(decimal("-0.5", Language::en), "-0.5");
  EXPECT_EQ(decimal("88", Language::id), "88");
  EXPECT_EQ(decimal("n/a", Language::id), "n/a");
  EXPECT_EQ(decimal("1.", Language::id), "1.");
}

TEST(Format, Times_AreWrittenAsTheLanguageDoes) {
  EXPECT_EQ(day("2024-12-04", Language::id), "4 Desember 2024");
  EXPECT_EQ(day("2024-13-04", Language::id), "2024-13-04");
  EXPECT_EQ(day("", Language::en), "");
  EXPECT_EQ(moment("2024-08-17T09:05:00+07:00", Language::id), "17 Agustus 2024 pukul 09.05 WIB");
  EXPECT_EQ(moment("2024-08-17T09:05:00+09:00", Language::en), "17 August 2024 at 09:05 WIT");
  EXPECT_EQ(moment("soon", Language::en), "soon");
}

TEST(Addresses, ForeignCharacters_AreEncoded) {
  EXPECT_EQ(unit_path("a b/ü?"), "/unit/a%20b%2F%C3%BC%3F");
  EXPECT_EQ(pack_path("p-1", "2.0"), "/paket/p-1/2.0");
  EXPECT_EQ(in_language("/a?b=c", Language::en), "/a?b=c&lang=en");
  EXPECT_EQ(in_language("/a", Language::en), "/a?lang=en");
  EXPECT_EQ(in_language("/a", Language::id), "/a");
}

TEST(Verifier, Policy_IsThatOfThePage_AndNobodyMayFrameIt) {
  constexpr std::string_view kPage = R"(<meta http-equiv="Content-Security-Policy" content="script-src 'sha256-x'"><p class="a">)";
  EXPECT_EQ(verifier_of(kPage).policy, "script-src 'sha256-x'; frame-ancestors 'none'");
  EXPECT_EQ(verifier_of(kPage).html, kPage);
  EXPECT_EQ(verifier_of("<p>").html, "");
}

}  // namespace
}  // namespace portal
