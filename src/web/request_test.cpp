#include "web/request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "base/error.hpp"
#include "tests/support/requests.hpp"

namespace web {
namespace {

using support::request_of;
using testing::ElementsAre;
using Text = std::optional<std::string_view>;

template <typename Run>
std::string problem_of(Run run) {
  try {
    run();
  } catch (const base::Error& error) {
    std::string text = error.what();
    for (const auto& [name, value] : error.problems().front().params) text.append(" ").append(name).append("=").append(value);
    return text;
  }
  return "";
}

TEST(Request, Query_IsDecoded_InItsOrder) {
  const auto request = request_of("GET /a%20b/c?x=1+2&x=%C3%A9&empty=&bare&&x=3%2B4%26");
  EXPECT_EQ(request.path(), "/a b/c");
  EXPECT_THAT(request.data().target.segments, ElementsAre("a b", "c"));
  EXPECT_THAT(request.query_all("x"), ElementsAre("1 2", "\xc3\xa9", "3+4&"));
  EXPECT_EQ(request.query("x"), Text("1 2"));
  EXPECT_EQ(request.query("empty"), Text(""));
  EXPECT_EQ(request.query("bare"), Text(""));
  EXPECT_EQ(request.query("none"), std::nullopt);
}

TEST(Request, QueryInteger_OutsideOfItsRange_IsRefused) {
  const auto request = request_of("GET /?page=12&bad=1x&plus=%2B1&much=99999999999999999999");
  EXPECT_EQ(request.query_integer("page", {.least = 1, .most = 12}), 12);
  EXPECT_EQ(request.query_integer("none", {}), std::nullopt);
  EXPECT_EQ(problem_of([&] { (void)request.query_integer("page", {.least = 13}); }), "http.bad_number field=page found=12");
  EXPECT_EQ(problem_of([&] { (void)request.query_integer("page", {.most = 11}); }), "http.bad_number field=page found=12");
  EXPECT_EQ(problem_of([&] { (void)request.query_integer("bad", {}); }), "http.bad_number field=bad found=1x");
  EXPECT_EQ(problem_of([&] { (void)request.query_integer("plus", {}); }), "http.bad_number field=plus found=+1");
  EXPECT_EQ(problem_of([&] { (void)request.query_integer("much", {}); }), "http.bad_number field=much found=99999999999999999999");
}

TEST(Request, Param_ByName_IsThatOfTheRoute) {
  auto request = request_of("GET /");
  const Route route{.path = "/{id}/{name}", .name = "r", .handler = {}};
  request.data().route = &route;
  request.data().params = {{"id", "-7"}, {"name", "7x"}};
  EXPECT_EQ(request.param("name"), "7x");
  EXPECT_EQ(request.param_integer("id"), -7);
  EXPECT_EQ(problem_of([&] { (void)request.param_integer("name"); }), "http.no_such_address");
  EXPECT_THROW((void)request.param("other"), std::logic_error);
}

TEST(Request, Header_WhateverItsCase_IsFound) {
  const auto request = request_of("GET /", "X-Thing:  a \r\nx-thing: b\r\n");
  EXPECT_EQ(request.header("x-THING"), Text("a"));
  EXPECT_EQ(request.header("X-Other"), std::nullopt);
}

TEST(Request, Cookie_AmongOthers_IsFound) {
  const auto request = request_of("GET /", "Cookie: a=1; session=x=y;b=\"2\"\r\nCookie: c=3; bad\r\n");
  EXPECT_EQ(request.cookie("a"), Text("1"));
  EXPECT_EQ(request.cookie("session"), Text("x=y"));
  EXPECT_EQ(request.cookie("b"), Text("2"));
  EXPECT_EQ(request.cookie("c"), Text("3"));
  EXPECT_EQ(request.cookie("bad"), std::nullopt);
  EXPECT_EQ(request.cookie("ession"), std::nullopt);
}

TEST(Request, Language_IsIndonesian_UnlessEnglishIsPreferred) {
  const auto language = [](const std::string& accepted) {
    return request_of("GET /", "Accept-Language: " + accepted + "\r\n").language() == i18n::Language::en ? "en" : "id";
  };
  EXPECT_EQ(request_of("GET /").language(), i18n::Language::id);
  EXPECT_STREQ(language("en-GB,en;q=0.9,id;q=0.8"), "en");
  EXPECT_STREQ(language("id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7"), "id");
  EXPECT_STREQ(language("en;q=0.5, id;q=0.5"), "id");
  EXPECT_STREQ(language("en;q=0"), "id");
  EXPECT_STREQ(language("fr, de;q=0.9"), "id");
  EXPECT_STREQ(language("EN"), "en");
  EXPECT_STREQ(language("en;q=x"), "id");
  EXPECT_EQ(request_of("GET /?lang=en", "Accept-Language: id\r\n").language(), i18n::Language::en);
  EXPECT_EQ(request_of("GET /?lang=xx", "Accept-Language: en\r\n").language(), i18n::Language::en);
}

TEST(Request, Target_InAbsoluteForm_IsItsPath) {
  EXPECT_EQ(request_of("GET http://juara.test").path(), "/");
  EXPECT_EQ(request_of("GET https://JUARA.test?a=1").query("a"), Text("1"));
}

TEST(Target, PercentEncoded_Text_ComesBackTheSame) {
  const std::string text = "a/b c\xc3\xa9+&=%~";
  EXPECT_EQ(percent_encoded(text), "a%2Fb%20c%C3%A9%2B%26%3D%25~");
  EXPECT_EQ(parse_query("x=" + percent_encoded(text)).front().second, text);
}

TEST(RequestReader, Bytes_InAnyPieces_GiveTheSameRequest) {
  const std::string head = "POST /a?b=c HTTP/1.1\r\nHost: juara.test\r\nTransfer-Encoding: chunked\r\nX:  y\r\n\r\n";
  const std::string body = "5\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: t\r\n\r\n";
  for (std::size_t piece = 1; piece <= body.size(); ++piece) {
    RequestReader reader({});
    RequestData data;
    for (std::size_t size = 1; size < head.size(); ++size) ASSERT_EQ(reader.read_head(head.substr(0, size), data), 0U);
    ASSERT_EQ(reader.read_head(head + body, data), head.size());
    ASSERT_TRUE(reader.expects_body());
    reader.set_body_limit(11);
    std::string inbox;
    for (std::size_t at = 0; at < body.size(); at += piece) {
      inbox += body.substr(at, piece);
      inbox.erase(0, reader.read_body(inbox, data));
    }
    EXPECT_TRUE(reader.is_done());
    EXPECT_EQ(data.body, "hello world");
    EXPECT_EQ(data.headers.size(), 3U);
    EXPECT_EQ(inbox, "");
  }
}

}  // namespace
}  // namespace web
