#include "features/portal/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "features/packs/api.hpp"
#include "tests/support/fontconfig_leak.hpp"
#include "tests/support/publications.hpp"
#include "tests/support/test_server.hpp"

namespace portal {
namespace {

using support::HttpAnswer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::array<base::EmbeddedFile, 2> kApplication{
    {{".vite/manifest.json", R"({"index.html": {"file": "assets/app-12345678.js"}})"}, {"assets/app-12345678.js", "start()"}}};

/// The public's pages behind a real server.
class Portal : public support::PublicationsTest {
 protected:
  [[nodiscard]] HttpAnswer get(const std::string& path, const std::string& headers = "") const { return server.get(path, headers); }
  [[nodiscard]] std::string page(const std::string& path) const {
    const HttpAnswer answer = get(path);
    EXPECT_EQ(answer.status, 200) << path;
    return answer.body;
  }
  [[nodiscard]] std::vector<int> statuses(const Words& paths) const {
    std::vector<int> all;
    for (const std::string& path : paths) all.push_back(get(path).status);
    return all;
  }
  void withdraw_it(const std::string& id) {
    change([&](db::Transaction& transaction) { programmes::withdraw(transaction, id, {"keliru", "wrong"}, now); });
    look();
  }
  /// What happens once a second.
  void look() { cache.set_revision(reader.edition().revision); }

 public:
  base::Clock clock = [this] { return now; };
  web::ReadyCache cache{10'000'000};
  support::TestServer server{routes({.reader = reader, .cache = cache, .clock = clock, .application = kApplication})};
};

TEST_P(Portal, ResultPage_ReadsWithoutAScript) {
  const std::string id = published({});
  const HttpAnswer answer = get("/hasil/" + id);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(answer.header("content-language"), "id");
  EXPECT_THAT(answer.header("content-security-policy"), AllOf(HasSubstr("default-src 'self'"), Not(HasSubstr("unsafe-inline"))));
  for (const char* part :
       {"<h1>Hasil</h1>", "<td class=\"number\">1</td><th scope=\"row\"><a href=\"/unit/name-of-a\">Name of a</a></th>",
        "<td class=\"number\">60,00</td>", "/bundle\">", "<meta property=\"og:image\" content=\"http://juara.test/hasil/",
        "<script type=\"module\" src=\"/assets/app-12345678.js\"></script>"}) {
    EXPECT_THAT(answer.body, HasSubstr(part));
  }
}

TEST_P(Portal, Language_IsThatOfTheAddress_OrOfTheReader) {
  const std::string path = "/hasil/" + published({});
  EXPECT_THAT(page(path), HasSubstr("<td class=\"number\">60,00</td>"));
  EXPECT_THAT(page(path + "?lang=en"), AllOf(HasSubstr("<html lang=\"en\""), HasSubstr("<td class=\"number\">60.00</td>")));
  EXPECT_THAT(get(path, "Accept-Language: en\r\n").body, HasSubstr("<h1>Result</h1>"));
  EXPECT_THAT(page(path), HasSubstr("<h1>Hasil</h1>"));
}

TEST_P(Portal, Names_AreNeverMarkup) {
  const std::string id =
      published({.given = {.subjects = {"a region=<script>x</script>", "b region=Serang"}, .sheets = {"a x=1", "b x=2"}}});
  EXPECT_THAT(page("/hasil/" + id), AllOf(HasSubstr("&lt;script&gt;x&lt;/script&gt;"), Not(HasSubstr("<script>"))));
  EXPECT_THAT(page("/cari?q=%3Cscript%3E"), Not(HasSubstr("<script>")));
}

TEST_P(Portal, LongTable_ComesInParts_AndKeepsTheQuestion) {
  support::Given given;
  for (int i = 0; i < 205; ++i) given.sheets.push_back("s" + std::to_string(i) + " x=1");
  const std::string path = "/hasil/" + published({.given = given});
  const auto rows_of = [&](const std::string& query) {
    const std::string html = page(path + query);
    std::size_t rows = 0;
    for (auto at = html.find("<th scope=\"row\">"); at != std::string::npos; at = html.find("<th scope=\"row\">", at + 1)) ++rows;
    return rows;
  };
  EXPECT_EQ(rows_of(""), 200U);
  EXPECT_EQ(rows_of("?page=2"), 5U);
  EXPECT_EQ(rows_of("?q=nothing"), 0U);
  EXPECT_THAT(page(path + "?level=entry"), HasSubstr("?level=entry&amp;page=2\">2</a>"));
  EXPECT_EQ(get(path + "?page=0").status, 400);
}

TEST_P(Portal, Subject_IsExplained) {
  const std::string path = "/hasil/" + published({});
  EXPECT_THAT(page(path + "?objek=a"), HasSubstr("<pre class=\"scroll\""));
  EXPECT_EQ(get(path + "?objek=none").status, 404);
}

TEST_P(Portal, Embargo_HidesEveryPage_UntilItsMoment) {
  published({});
  const std::string id =
      load({.given = {.subjects = {"a region=Serang", "c region=Serang"}, .sheets = {"a x=70", "c x=50"}}, .year = 2025});
  const base::Instant moment = now + std::chrono::hours(1);
  publish(id, moment);
  const Words hidden{"/hasil/" + id, "/hasil/" + id + "/gambar.png", "/unit/name-of-c"};
  const Words lists{"/", "/penyelenggaraan/lomba", "/sitemap.xml", "/cari?q=name", "/cari?q=hasil", "/unit/name-of-a"};
  const auto seen = [&] {
    std::string all;
    for (const std::string& path : lists) all += page(path);
    return all;
  };
  now = moment - std::chrono::milliseconds(1);
  EXPECT_EQ(statuses(hidden), (std::vector{404, 404, 404}));
  EXPECT_THAT(seen(), AllOf(Not(HasSubstr(id)), Not(HasSubstr("name-of-c"))));
  now = moment;
  EXPECT_EQ(statuses(hidden), (std::vector{200, 200, 200}));
  for (const std::string& path : lists) EXPECT_THAT(page(path), testing::AnyOf(HasSubstr(id), HasSubstr("name-of-c"))) << path;
}

TEST_P(Portal, Withdrawn_SaysWhy_WithoutATable) {
  const std::string id = published({});
  EXPECT_THAT(page("/sitemap.xml"), HasSubstr(id));
  EXPECT_THAT(page("/hasil/" + id), HasSubstr("<table>"));
  withdraw_it(id);
  EXPECT_THAT(page("/hasil/" + id), AllOf(HasSubstr("keliru"), Not(HasSubstr("<table>")), HasSubstr("noindex")));
  EXPECT_THAT(page("/sitemap.xml"), Not(HasSubstr(id)));
  EXPECT_THAT(page("/hasil/" + id + "/gambar.png"), StartsWith("\x89PNG"));
}

TEST_P(Portal, Replaced_PointsToItsSuccessor_AndKeepsItsTable) {
  const std::string old = published({});
  const std::string mended = load({.replaces = old});
  publish(mended, {}, {"diperbaiki", "mended"});
  look();
  EXPECT_THAT(page("/hasil/" + old), AllOf(HasSubstr("diperbaiki"), HasSubstr("href=\"/hasil/" + mended + "\""), HasSubstr("<table>")));
  EXPECT_THAT(page("/hasil/" + mended), AllOf(HasSubstr("diperbaiki"), HasSubstr("href=\"/hasil/" + old + "\"")));
}

TEST_P(Portal, Picture_IsOnePng_ThatOthersMayShow) {
  const HttpAnswer picture = get("/hasil/" + published({}) + "/gambar.png");
  EXPECT_EQ(picture.header("content-type"), "image/png");
  EXPECT_EQ(picture.header("cross-origin-resource-policy"), "cross-origin");
  EXPECT_THAT(picture.body, StartsWith("\x89PNG"));
}

TEST_P(Portal, AddressThatLeadsNowhere_IsAPageForPeople) {
  for (const char* path : {"/tidak/ada", "/hasil/tidak-ada", "/unit/x", "/paket/x/1", "/penyelenggaraan/x"}) {
    const HttpAnswer answer = get(path);
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_EQ(answer.header("content-type"), "text/html; charset=utf-8") << path;
  }
  EXPECT_EQ(get("/api/v1/nothing").header("content-type"), "application/problem+json");
}

TEST_P(Portal, StaffPages_AreLeftToTheApplication_AndToNoSearchEngine) {
  for (const char* path : {"/masuk", "/invitation", "/kantor", "/kantor/orang/undang", "/kantor/orang/a1", "/kantor/organisasi/o1"}) {
    EXPECT_THAT(page(path), AllOf(HasSubstr("/assets/app-12345678.js"), HasSubstr("<meta name=\"robots\" content=\"noindex\">"))) << path;
  }
  EXPECT_EQ(get("/kantor/lain").status, 404);
}

TEST_P(Portal, Robots_FindTheSitemap_AsTheSiteIsCalled) {
  EXPECT_EQ(page("/robots.txt"), "User-agent: *\nDisallow: /api/\nSitemap: http://juara.test/sitemap.xml\n");
  EXPECT_THAT(page("/sitemap.xml"), HasSubstr("<loc>http://juara.test/paket/"));
  support::TestServer known(routes({.reader = reader, .cache = cache, .clock = clock, .public_url = "https://hasil.go.id"}));
  EXPECT_THAT(known.get("/robots.txt").body, HasSubstr("https://hasil.go.id/sitemap.xml"));
}

TEST_P(Portal, Packs_AreReadInPlainWords) {
  const auto packs = packs::list_packs();
  const std::string path = "/paket/" + packs.front().id + "/" + packs.front().version;
  EXPECT_THAT(page("/paket"), HasSubstr("href=\"" + path + "\""));
  EXPECT_THAT(page(path), HasSubstr(packs.front().id + "@" + packs.front().version));
}

TEST_P(Portal, Application_IsServed_AndKeptByBrowsers) {
  const HttpAnswer script = get("/assets/app-12345678.js");
  EXPECT_EQ(script.body, "start()");
  EXPECT_THAT(script.header("cache-control"), HasSubstr("immutable"));
}

ON_BOTH_DATABASES(Portal);

}  // namespace
}  // namespace portal
