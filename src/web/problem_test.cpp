#include "web/problem.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/requests.hpp"

namespace web {
namespace {

using i18n::Language;

std::string body(const Response& response) { return std::get<std::string>(response.body); }
std::string header(const Response& response, std::string_view name) { return std::string(response.headers.find(name).value_or("")); }

const Reader kEnglish{.language = Language::en, .request_id = "id-1"};

TEST(Problem, Error_BecomesJson_InTheReadersLanguage) {
  const base::Error error(base::Kind::not_found, "http.no_such_address");
  const auto english = problem(error, kEnglish);
  EXPECT_EQ(english.status, 404);
  EXPECT_EQ(header(english, "Content-Type"), "application/problem+json");
  EXPECT_EQ(header(english, "Content-Language"), "en");
  EXPECT_EQ(
      body(english),
      R"({"type":"about:blank","title":"Not found","status":404,"code":"http.no_such_address",)"
      R"("detail":"there is no page at this address; check it or start from the home page","request_id":"id-1",)"
      R"("problems":[{"code":"http.no_such_address",)"
      R"("detail":"there is no page at this address; check it or start from the home page","field":null,"file":null,"line":null}],"total":1})");
  const auto indonesian = problem(error, support::request_of("GET /"));
  EXPECT_EQ(header(indonesian, "Content-Language"), "id");
  EXPECT_THAT(body(indonesian), testing::HasSubstr("\"title\":\"Tidak ditemukan\""));
}

TEST(Problem, ManyProblems_EachHaveTheirPlace) {
  base::Problem first{.file = "a.csv", .line = 3, .code = "http.bad_number", .params = {{"field", "page"}, {"found", "x"}}};
  base::Problem second{.file = {}, .line = 0, .code = "http.bad_path", .params = {}};
  const auto response = problem(base::Error(base::Kind::invalid, {first, second}, 70), kEnglish);
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(body(response), testing::HasSubstr(R"("detail":"`x` is not an integer allowed for `page`; correct that value",)"
                                                 R"("field":"page","file":"a.csv","line":3},{"code":"http.bad_path")"));
  EXPECT_THAT(body(response), testing::EndsWith("\"total\":70}"));
}

TEST(Problem, EachKind_HasItsStatus) {
  using base::Kind;
  EXPECT_EQ(status_of(Kind::invalid), 400);
  EXPECT_EQ(status_of(Kind::usage), 400);
  EXPECT_EQ(status_of(Kind::unauthenticated), 401);
  EXPECT_EQ(status_of(Kind::forbidden), 403);
  EXPECT_EQ(status_of(Kind::not_found), 404);
  EXPECT_EQ(status_of(Kind::conflict), 409);
  EXPECT_EQ(status_of(Kind::precondition), 412);
  EXPECT_EQ(status_of(Kind::too_large), 413);
  EXPECT_EQ(status_of(Kind::rate_limited), 429);
  EXPECT_EQ(status_of(Kind::unavailable), 503);
}

TEST(Problem, EachStatusSent_HasATitle) {
  for (const int status : {400, 401, 403, 404, 405, 409, 412, 413, 414, 415, 416, 417, 428, 429, 431, 500, 503, 505}) {
    for (const auto language : {Language::id, Language::en}) {
      const auto code = "http.status_" + std::to_string(status);
      EXPECT_NE(i18n::text(language, code), code);
    }
    EXPECT_NE(reason_phrase(status), "") << status;
  }
}

TEST(Problem, ThoseThatPass_TellWhenToComeAgain) {
  EXPECT_EQ(
      header(problem(base::Error(base::Kind::rate_limited, "http.too_many_requests", {{"retry_after", "17"}}), kEnglish), "Retry-After"),
      "17");
  EXPECT_EQ(header(problem(base::Error(base::Kind::unavailable, "http.busy"), kEnglish), "Retry-After"), "5");
  EXPECT_EQ(header(problem(base::Error(base::Kind::conflict, "http.busy"), kEnglish), "Retry-After"), "");
}

TEST(Problem, Internal_TellsTheRequestIdAlone) {
  EXPECT_THAT(body(internal_problem(kEnglish)),
              testing::HasSubstr("something went wrong on the server; report the number id-1 to the administrator of the system"));
}

}  // namespace
}  // namespace web
