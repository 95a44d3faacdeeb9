#include "web/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "web/request.hpp"
#include "web/response.hpp"

namespace web {
namespace {

Response nothing(const Request&) { return no_content(); }

Route route(Method method, std::string path, std::string name) {
  return {.method = method, .path = std::move(path), .name = std::move(name), .handler = nothing};
}

Router router() {
  Router router;
  router.add(route(Method::get, "/", "home"));
  router.add(route(Method::get, "/entries", "entries.list"));
  router.add(route(Method::post, "/entries", "entries.add"));
  router.add(route(Method::get, "/entries/{id}", "entries.show"));
  router.add(route(Method::get, "/entries/mine", "entries.mine"));
  router.add(route(Method::del, "/entries/{entry}/files/{file}", "files.remove"));
  router.add(route(Method::get, "/entries/mine/drafts", "entries.drafts"));
  router.add(route(Method::get, "/app/{path...}", "app"));
  router.add(route(Method::get, "/entries/{id}.csv", "entries.csv"));
  router.add(route(Method::get, "/entries/{id}.v2.csv", "entries.csv2"));
  return router;
}

/// The name of the route and its parameters, or the methods that are allowed.
std::string found(Method method, const std::vector<std::string>& segments) {
  static const Router all = router();
  const auto match = all.match(method, segments);
  if (match.route == nullptr) return "allow: " + match.allow;
  std::string text = match.route->name;
  for (const auto& [name, value] : match.params) text += " " + std::string(name) + "=" + value;
  return text;
}

TEST(Router, Match_Paths_FindTheirRoutes) {
  EXPECT_EQ(found(Method::get, {}), "home");
  EXPECT_EQ(found(Method::get, {"entries"}), "entries.list");
  EXPECT_EQ(found(Method::post, {"entries"}), "entries.add");
  EXPECT_EQ(found(Method::get, {"entries", "12"}), "entries.show id=12");
  EXPECT_EQ(found(Method::head, {"entries", "12"}), "entries.show id=12");
  EXPECT_EQ(found(Method::get, {"app", "assets", "a b.js"}), "app path=assets/a b.js");
  EXPECT_EQ(found(Method::get, {"app", ""}), "app path=");
}

TEST(Router, Match_LiteralBesideParameter_GoesFirstAndGivesWay) {
  EXPECT_EQ(found(Method::get, {"entries", "mine"}), "entries.mine");
  EXPECT_EQ(found(Method::get, {"entries", "mine", "drafts"}), "entries.drafts");
  EXPECT_EQ(found(Method::del, {"entries", "mine", "files", "7"}), "files.remove entry=mine file=7");
}

TEST(Router, Match_Ending_GoesBeforeWithout) {
  EXPECT_EQ(found(Method::get, {"entries", "12.csv"}), "entries.csv id=12");
  EXPECT_EQ(found(Method::get, {"entries", "12.v2.csv"}), "entries.csv2 id=12");
  EXPECT_EQ(found(Method::get, {"entries", "12.csvx"}), "entries.show id=12.csvx");
  EXPECT_EQ(found(Method::get, {"entries", ".csv"}), "entries.show id=.csv");
  EXPECT_EQ(found(Method::del, {"entries", "12.csv", "files", "7"}), "files.remove entry=12.csv file=7");
}

TEST(Router, Match_OtherMethod_TellsTheAllowedOnes) {
  EXPECT_EQ(found(Method::put, {"entries"}), "allow: GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(found(Method::options, {"entries"}), "allow: GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(found(Method::other, {"entries", "1", "files", "2"}), "allow: DELETE, OPTIONS");
}

TEST(Router, Match_UnknownPath_FindsNothing) {
  EXPECT_EQ(found(Method::get, {"entry"}), "allow: ");
  EXPECT_EQ(found(Method::get, {"entries", ""}), "allow: ");
  EXPECT_EQ(found(Method::get, {""}), "allow: ");
  EXPECT_EQ(found(Method::get, {"entries", "1", "files"}), "allow: ");
  EXPECT_EQ(found(Method::get, {"app"}), "allow: ");
}

TEST(Router, Routes_CanBeWalked_WithWhatOthersKnowOfThem) {
  struct Roles {
    std::vector<std::string> names;
  };
  Router router;
  router.add({.path = "/a", .name = "a", .handler = nothing, .extras = Extras::of(Roles{{"juror"}}, 7)});
  router.add(route(Method::get, "/b", "b"));
  const Router moved = std::move(router);
  ASSERT_EQ(moved.routes().size(), 2U);
  EXPECT_EQ(moved.routes()[0].extras.find<Roles>()->names, std::vector<std::string>{"juror"});
  EXPECT_EQ(*moved.routes()[0].extras.find<int>(), 7);
  EXPECT_EQ(moved.routes()[1].extras.find<Roles>(), nullptr);
  EXPECT_EQ(moved.match(Method::get, {"b"}).route, &moved.routes()[1]);
}

TEST(Router, Add_UnsoundRoute_IsRefused) {
  Router router;
  router.add(route(Method::get, "/a/{x}", "taken"));
  for (const auto& path :
       {"", "a", "/a/{x", "/a/x}", "/a/{x}.{y}", "/a/{x...}.y", "/a/{x}y}", "/{}", "/{...}", "/{a...}/b", "/a//b", "/a{x}", "/{a}{b}"}) {
    EXPECT_THROW(router.add(route(Method::get, path, "bad")), std::logic_error) << path;
  }
  EXPECT_THROW(router.add(route(Method::get, "/b", "taken")), std::logic_error);
  EXPECT_THROW(router.add(route(Method::get, "/a/{y}", "same path")), std::logic_error);
  EXPECT_THROW(router.add(route(Method::head, "/b", "head")), std::logic_error);
  EXPECT_THROW(router.add(route(Method::get, "/b", "")), std::logic_error);
  EXPECT_THROW(router.add({.path = "/b", .name = "no handler"}), std::logic_error);
  EXPECT_THROW(router.add({.path = "/b", .name = "get with body", .handler = nothing, .body = json_body()}), std::logic_error);
  EXPECT_THROW(router.add({.method = Method::put, .path = "/b", .name = "no types", .handler = nothing, .body = {.limit = 1}}),
               std::logic_error);
}

}  // namespace
}  // namespace web
