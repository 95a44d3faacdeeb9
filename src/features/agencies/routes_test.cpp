#include "features/agencies/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/office.hpp"

namespace agencies {
namespace {

using support::Browser;
using support::HttpAnswer;
using support::member;
using support::text_member;

class AgenciesRoutesTest : public support::OfficeTest {
 protected:
  Browser administrator() { return someone(*server, "admin@setda.go.id", {{identity::Role::administrator, {}}}); }

 public:
  Tools agencies_tools{.database = database, .clock = tools.clock, .new_id = tools.new_id};
  std::unique_ptr<support::TestServer> server = serve(routes(agencies_tools));
};
ON_BOTH_DATABASES(AgenciesRoutesTest);

TEST_P(AgenciesRoutesTest, Regions_AreForEverybody) {
  const HttpAnswer answer = server->get("/api/v1/regions");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(member(answer, "items").list().size(), 552U);
  EXPECT_THAT(answer.body, testing::HasSubstr(R"({"code":"32.73","name":"Kota Bandung","province":"32"})"));
}

TEST_P(AgenciesRoutesTest, Organisation_IsAddedShownAndChanged) {
  Browser page = administrator();
  const HttpAnswer added = page.post("/api/v1/organisations", R"({"kind":"government","name":"Jawa Barat","code":"JABAR","region":"32"})");
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(text_member(added, "region.name"), "Jawa Barat");
  const std::string path = "/api/v1/organisations/" + text_member(added, "id");
  const HttpAnswer shown = page.get(path);
  EXPECT_EQ(text_member(shown, "organisation.code"), "JABAR");
  EXPECT_EQ(page.send("PATCH", path, R"({"code":""})").status, 428);
  const std::string tag = "If-Match: " + shown.header("etag") + "\r\n";
  const HttpAnswer changed = page.send("PATCH", path, R"({"code":""})", tag);
  EXPECT_EQ(changed.status, 200);
  EXPECT_TRUE(member(changed, "code").is_null());
  EXPECT_EQ(page.send("PATCH", path, R"({"code":"X"})", tag).status, 412);
}

TEST_P(AgenciesRoutesTest, Import_TakesAListAndTellsOfFaultsByLine) {
  Browser page = administrator();
  const std::string csv = "Content-Type: text/csv\r\n";
  const std::string list = "code,kind,name,region\nJABAR,government,Jawa Barat,32\n";
  EXPECT_EQ(page.post("/api/v1/organisations/import?dry_run=true", list, csv).body, R"({"added":1,"changed":0,"unchanged":0})");
  EXPECT_EQ(member(page.get("/api/v1/organisations"), "items").list().size(), 0U);
  EXPECT_EQ(page.post("/api/v1/organisations/import", list, csv).body, R"({"added":1,"changed":0,"unchanged":0})");
  EXPECT_EQ(member(page.get("/api/v1/organisations"), "items").list().size(), 1U);
  const HttpAnswer refused = page.post("/api/v1/organisations/import", "code,kind,name\nX,government,X\n", csv);
  EXPECT_EQ(refused.status, 400);
  const base::Document problems = member(refused, "problems");
  ASSERT_EQ(problems.list().size(), 1U) << refused.body;
  EXPECT_EQ(problems.list()[0].find("line")->integer(), 2);
  EXPECT_EQ(problems.list()[0].find("field")->text(), "region");
}

TEST_P(AgenciesRoutesTest, Visitor_SeesNoTree) {
  EXPECT_EQ(server->get("/api/v1/organisations").status, 401);
  EXPECT_EQ(someone(*server, "siti@dinkes.go.id").get("/api/v1/organisations").status, 200);
}

}  // namespace
}  // namespace agencies
