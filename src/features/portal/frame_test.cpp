#include "features/portal/frame.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace portal {
namespace {

using i18n::Language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kManifest =
    R"({"index.html": {"file": "assets/app-1.js", "css": ["assets/app-2.css"], "imports": ["_shared.js"]},
                                           "_shared.js": {"file": "assets/shared-3.js"}, "style.css": {"file": "assets/style-4.css"}})";
constexpr std::array<base::EmbeddedFile, 3> kApplication{{{".vite/manifest.json", kManifest}, {"tokens.css", ""}, {"favicon.svg", ""}}};

const Page kPage{
    .title = "Hasil \"A\" <1>", .description = "Tentang", .path = "/hasil/a", .picture = "/hasil/a/gambar.png", .main = "<p>isi</p>"};

TEST(Look, OfAnApplication_NamesItsFiles) {
  const Look look = look_of(kApplication);
  EXPECT_THAT(look.styles, ElementsAre("/tokens.css", "/assets/style-4.css", "/assets/app-2.css"));
  EXPECT_THAT(look.modules, ElementsAre("/assets/shared-3.js"));
  EXPECT_EQ(look.script, "/assets/app-1.js");
  EXPECT_EQ(look.icon, "/favicon.svg");
}

TEST(Look, WithoutAnApplication_IsPlain) {
  const Look look = look_of({});
  EXPECT_THAT(look.styles, ElementsAre(kPlainStyle));
  EXPECT_THAT(look.modules, IsEmpty());
  EXPECT_EQ(look.script, "");
  EXPECT_THAT(plain_style(), HasSubstr("@media print"));
}

TEST(Framed, Head_SaysWhatAChatApplicationShows) {
  const std::string html = framed(kPage, look_of(kApplication), {.base = "https://juara.test", .language = Language::en});
  for (const char* part : {
           "<html lang=\"en\"",
           "<title>Hasil &quot;A&quot; &lt;1&gt; · Juara</title>",
           "<meta name=\"description\" content=\"Tentang\">",
           "<meta property=\"og:title\" content=\"Hasil &quot;A&quot; &lt;1&gt;\">",
           "<meta property=\"og:url\" content=\"https://juara.test/hasil/a?lang=en\">",
           "<meta property=\"og:image\" content=\"https://juara.test/hasil/a/gambar.png?lang=en\">",
           "<link rel=\"canonical\" href=\"https://juara.test/hasil/a?lang=en\">",
           "<link rel=\"alternate\" hreflang=\"id\" href=\"https://juara.test/hasil/a\">",
           "<script type=\"module\" src=\"/assets/app-1.js\"></script>",
           "<main id=\"app\"><p>isi</p></main>",
       }) {
    EXPECT_THAT(html, HasSubstr(part));
  }
  EXPECT_THAT(html, Not(HasSubstr("noindex")));
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
}

TEST(Framed, PageThatIsNotListed_SaysSo_AndNothingOfAPicture) {
  Page page = kPage;
  page.listed = false;
  page.picture = "";
  const std::string html = framed(page, look_of({}), {.base = "https://juara.test", .language = Language::id});
  EXPECT_THAT(html, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
  EXPECT_THAT(html, Not(HasSubstr("og:image")));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
}

}  // namespace
}  // namespace portal
