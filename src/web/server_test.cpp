#include "web/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <latch>
#include <sstream>
#include <thread>

#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_server.hpp"
#include "web/events.hpp"
#include "web/health.hpp"
#include "web/security.hpp"

namespace web {
namespace {

using support::RawClient;
using support::TestServer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string get(const std::string& target, const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: juara.test\r\n" + headers + "\r\n";
}

Route route(std::string path, Handler handler) {
  std::string name = path;
  return {.path = std::move(path), .name = std::move(name), .handler = std::move(handler)};
}

Response ok(const Request&) { return json_response("{}"); }

// How a route is made: docs/developer/http.md shows this one.
// [example]
Route greeting_route() {
  return {
      .method = Method::post,
      .path = "/greetings/{name}",
      .name = "greetings.add",
      .handler =
          [](const Request& request) {
            require_same_origin(request);
            const auto times = request.query_integer("times", {.least = 1, .most = 3}).value_or(1);
            std::string text;
            for (std::int64_t i = 0; i < times; ++i) text += "Halo " + request.param("name") + "! ";
            return text_response("text/plain; charset=utf-8", text + std::string(request.body()), 201);
          },
      .body = json_body(1024),
  };
}
// [end of example]

std::string file(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(JUARA_SOURCE_DIR "/" + path).rdbuf();
  return out.str();
}

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin) + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

TEST(Docs, Example_IsThisOne) {
  const auto here = between(file("src/web/server_test.cpp"), "// [example]\n", "// [end of example]");
  EXPECT_EQ(between(file("docs/developer/http.md"), "```cpp\n", "```\n"), here);
}

std::string greet(const std::string& target, const std::string& origin) {
  return "POST " + target + " HTTP/1.1\r\nHost: juara.test\r\nOrigin: " + origin +
         "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
}

TEST(Server, Example_IsAnswered) {
  const TestServer server({greeting_route()});
  const auto answer = server.ask(greet("/greetings/Ibu%20Ani?times=2", "http://juara.test"));
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, "Halo Ibu Ani! Halo Ibu Ani! {}");
  EXPECT_EQ(server.ask(greet("/greetings/Ani?times=4", "http://juara.test")).status, 400);
  EXPECT_EQ(server.ask(greet("/greetings/Ani", "http://evil.test")).status, 403);
}

TEST(Server, RequestsOnOneConnection_AreAnsweredInTheirOrder) {
  TestServer server({route("/{n}", [](const Request& request) { return text_response("text/plain", request.param("n")); })});
  RawClient client(server.port());
  client.send(get("/1") + get("/2") + "HEAD /3 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/4"));
  EXPECT_EQ(client.answer().body, "1");
  EXPECT_EQ(client.answer().body, "2");
  EXPECT_EQ(client.answer(true).header("content-length"), "1");
  EXPECT_EQ(client.answer().body, "4");
  for (const char c : get("/5", "Connection: close\r\n")) client.send({&c, 1});
  const auto last = client.answer();
  EXPECT_EQ(last.body, "5");
  EXPECT_EQ(last.header("connection"), "close");
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, Http10_WithKeepAlive_IsKeptAlive) {
  const TestServer server({route("/", ok)});
  RawClient client(server.port());
  client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(client.answer().header("connection"), "keep-alive");
  client.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.answer().header("connection"), "close");
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, UnknownPathOrMethod_IsAProblem_AndTheConnectionGoesOn) {
  const TestServer server({route("/a", ok), {.method = Method::put, .path = "/a", .name = "a.put", .handler = ok}});
  RawClient client(server.port());
  client.send(get("/b", "Accept-Language: en\r\n"));
  const auto missing = client.answer();
  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(missing.body, HasSubstr("\"title\":\"Not found\""));
  EXPECT_THAT(missing.body, HasSubstr("\"request_id\":\"" + missing.header("x-request-id") + "\""));
  client.send("BREW /a HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto brew = client.answer();
  EXPECT_EQ(brew.status, 405);
  EXPECT_EQ(brew.header("allow"), "GET, HEAD, PUT, OPTIONS");
  EXPECT_THAT(brew.body, HasSubstr("\"title\":\"Metode tidak diperbolehkan\""));
  client.send("OPTIONS /a HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto options = client.answer();
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("allow"), "GET, HEAD, PUT, OPTIONS");
  EXPECT_EQ(client.answer().status, 204);
}

TEST(Server, HandlerThatThrows_IsAnsweredByKind_AndTellsNoSecret) {
  TestServer server({route("/conflict", [](const Request&) -> Response { throw base::Error(base::Kind::conflict, "http.busy"); }),
                     route("/secret", [](const Request&) -> Response { throw std::runtime_error("password 1234"); }),
                     route("/int", [](const Request&) -> Response { throw 1234; })});
  EXPECT_EQ(server.get("/conflict").status, 409);
  EXPECT_TRUE(server.log().failures().empty());
  const auto secret = server.get("/secret");
  EXPECT_EQ(secret.status, 500);
  EXPECT_THAT(secret.body, Not(HasSubstr("1234")));
  EXPECT_EQ(server.get("/int").status, 500);
  ASSERT_EQ(server.log().failures().size(), 2U);
  EXPECT_EQ(server.log().failures()[0], std::make_pair(secret.header("x-request-id"), std::string("password 1234")));
}

TEST(Server, HandlerThatSetsABadHeader_IsAnsweredWith500) {
  TestServer server({route("/", [](const Request& request) {
    auto response = json_response("{}");
    response.headers.set("X", *request.query("x"));
    return response;
  })});
  const auto answer = server.get("/?x=a%0D%0ASet-Cookie:%20evil=1");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.header("set-cookie"), "");
  EXPECT_THAT(server.log().failures(), ElementsAre(testing::Pair(answer.header("x-request-id"), HasSubstr("response header X"))));
}

TEST(Server, Guard_RefusesOrLetsPass_BeforeTheHandler) {
  struct User {
    std::string name;
  };
  Options options;
  options.guard = [](Request& request) {
    const auto user = request.cookie("user");
    if (!user) throw base::Error(base::Kind::unauthenticated, "http.no_such_address");
    request.extras().set(User{std::string(*user) + " at " + request.route().path});
  };
  const TestServer server(
      {route("/", [](const Request& request) { return text_response("text/plain", request.extras().find<User>()->name); })},
      std::move(options));
  EXPECT_EQ(server.get("/").status, 401);
  EXPECT_EQ(server.get("/", "Cookie: user=ani\r\n").body, "ani at /");
}

TEST(Server, QuickHandler_AnswersWhileAllWorkersAreBusy) {
  std::latch busy(1);
  std::latch go(1);
  const auto cached = Content::make("text/plain", "cached");
  Options options;
  options.workers = 1;
  auto quick = route("/quick", [](const Request&) { return text_response("text/plain", "slow"); });
  quick.quick = [&](const Request& request) -> std::optional<Response> {
    if (request.query("miss")) return std::nullopt;
    if (request.query("throw")) throw base::Error(base::Kind::forbidden, "http.no_such_address");
    return content_response(cached);
  };
  const TestServer server({route("/block",
                                 [&](const Request&) {
                                   busy.count_down();
                                   go.wait();
                                   return no_content();
                                 }),
                           std::move(quick)},
                          std::move(options));
  RawClient blocked(server.port());
  blocked.send(get("/block"));
  busy.wait();
  EXPECT_EQ(server.get("/quick").body, "cached");
  EXPECT_EQ(server.get("/quick?throw").status, 403);
  go.count_down();
  EXPECT_EQ(server.get("/quick?miss").body, "slow");
  EXPECT_EQ(blocked.answer().status, 204);
}

TEST(Server, BodyInManyPieces_IsWhole) {
  const TestServer server({{.method = Method::post,
                            .path = "/",
                            .name = "post",
                            .handler = [](const Request& request) { return text_response("text/plain", std::string(request.body())); },
                            .body = {.limit = 1U << 22U, .types = {"text/*"}}}});
  std::string body;
  for (int i = 0; body.size() < (3U << 20U); ++i) body += std::to_string(i) + " ";
  RawClient client(server.port());
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n";
  client.send(head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_EQ(client.answer().body, body);
  client.send(head + "Transfer-Encoding: chunked\r\n\r\n");
  for (std::size_t at = 0; at < body.size(); at += 70'000) {
    const auto piece = body.substr(at, 70'000);
    std::ostringstream size;
    size << std::hex << piece.size();
    client.send(size.str() + "\r\n" + piece + "\r\n");
  }
  client.send("0\r\n\r\n" + head + "Content-Length: 1\r\n\r\nx");
  EXPECT_EQ(client.answer().body, body);
  EXPECT_EQ(client.answer().body, "x");
}

TEST(Server, Expect100_IsInvited_UnlessTheBodyIsRefused) {
  const TestServer server({{.method = Method::put,
                            .path = "/",
                            .name = "put",
                            .handler = [](const Request& request) { return json_response(std::string(request.body())); },
                            .body = json_body(10)}});
  const std::string head = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
  RawClient client(server.port());
  client.send(head + "Content-Length: 2\r\n\r\n");
  EXPECT_EQ(client.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(client.send("[]").answer().body, "[]");
  client.send(head + "Content-Length: 2\r\n\r\n{}");  // does not wait for the invitation
  EXPECT_EQ(client.answer().body, "{}");
  EXPECT_EQ(client.send(head + "Content-Length: 11\r\n\r\n").answer().status, 413);
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, Download_IsSentWhole_OrInPart) {
  const support::TemporaryFolder folder;
  const std::string path = folder.path() / "download";
  std::string content;
  for (int i = 0; content.size() < 1'000'000; ++i) content += std::to_string(i) + " ";
  std::ofstream(path) << content;
  const TestServer server({route("/", [&](const Request&) { return download(File::open(path), "text/csv", "Nilai \xc3\xa9.csv", "t1"); })});
  const auto whole = server.get("/");
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.body, content);
  EXPECT_EQ(whole.header("content-disposition"), "attachment; filename=\"Nilai _.csv\"; filename*=UTF-8''Nilai%20%C3%A9.csv");
  const auto part = server.get("/", "Range: bytes=200000-699999\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, content.substr(200'000, 500'000));
  const auto outside = server.get("/", "Range: bytes=99999999-\r\n");
  EXPECT_EQ(outside.status, 416);
  EXPECT_EQ(outside.header("content-range"), "bytes */" + std::to_string(content.size()));
  EXPECT_EQ(server.get("/", "If-None-Match: \"t1\"\r\n").status, 304);
}

class UploadServerTest : public testing::Test {
 public:
  UploadServerTest() {
    Options options;
    options.guard = [](Request& request) {
      if (request.header("X-Refuse")) throw base::Error(base::Kind::forbidden, "http.no_such_address");
    };
    server_.emplace(std::vector<Route>{{.method = Method::put,
                                        .path = "/files/{name}",
                                        .name = "files.put",
                                        .handler = [this](const Request& request) { return store(request); },
                                        .body = upload_body(folder_, 1'000'000, {"application/pdf"})}},
                    std::move(options));
  }

 protected:
  [[nodiscard]] Response store(const Request& request) const {
    if (request.upload() == nullptr) return text_response("text/plain", "nothing");
    if (request.param("name") != "drop" && !request.upload()->keep(folder_ / request.param("name"))) {
      throw base::Error(base::Kind::conflict, "http.busy");
    }
    return text_response("text/plain", request.upload()->sha256() + " " + std::to_string(request.upload()->size()));
  }

  [[nodiscard]] static std::string put(const std::string& name, const std::string& headers) {
    return "PUT /files/" + name + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/pdf\r\n" + headers + "\r\n";
  }
  [[nodiscard]] bool is_empty() const { return std::filesystem::is_empty(folder_); }

  support::TemporaryFolder own_;
  std::filesystem::path folder_ = own_.path();
  std::optional<TestServer> server_;
};

TEST_F(UploadServerTest, Body_GoesToDisk_WithItsHash) {
  const std::string body(700'000, 'a');
  const auto answer = server_->ask(put("kept", "Content-Length: 700000\r\n") + body);
  EXPECT_EQ(answer.body, crypto::sha256(body) + " 700000");
  std::ostringstream stored;
  stored << std::ifstream(folder_ / "kept").rdbuf();
  EXPECT_EQ(stored.str(), body);
  EXPECT_EQ(server_->ask(put("kept", "Content-Length: 1\r\n") + "b").status, 409);
  EXPECT_EQ(server_->ask(put("other", "Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\n\r\n").body,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 3");
}

TEST_F(UploadServerTest, WhatTheHandlerDoesNotKeep_IsGone) {
  EXPECT_EQ(server_->ask(put("drop", "Content-Length: 3\r\n") + "abc").status, 200);
  EXPECT_EQ(server_->ask(put("none", "Content-Length: 0\r\n")).body, "nothing");
  EXPECT_TRUE(is_empty());
}

TEST_F(UploadServerTest, TooLarge_IsRefused_AndLeavesNothing) {
  EXPECT_EQ(server_->ask(put("a", "Content-Length: 1000001\r\n")).status, 413);
  RawClient client(server_->port());
  client.send(put("a", "Transfer-Encoding: chunked\r\n"));
  for (int i = 0; i < 100; ++i) client.send("8000\r\n" + std::string(0x8000, 'a') + "\r\n");
  EXPECT_EQ(client.answer().status, 413);
  EXPECT_TRUE(is_empty());
}

TEST_F(UploadServerTest, Guard_RefusesBeforeTheBodyIsRead) {
  RawClient client(server_->port());
  client.send(put("a", "Content-Length: 1000\r\nX-Refuse: 1\r\nExpect: 100-continue\r\n"));
  EXPECT_EQ(client.answer().status, 403);
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, Events_ReachTheListener) {
  EventHub hub;
  TestServer server({route("/events", [&](const Request&) { return hub.listen({"news"}); })});
  RawClient client(server.port());
  client.send(get("/events"));
  const auto head = client.until("\r\n\r\n");
  EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("Content-Length")));
  while (hub.listeners() == 0) std::this_thread::yield();
  hub.publish("other", "a", "0");
  hub.publish("news", "a", "1");
  hub.publish("news", "b", "2\n3");
  EXPECT_EQ(client.until("3\n\n"), "event: a\ndata: 1\n\nevent: b\ndata: 2\ndata: 3\n\n");
  const std::jthread time([&](const std::stop_token& stop) {
    for (; !stop.stop_requested(); std::this_thread::sleep_for(std::chrono::milliseconds(1))) server.clock().push(std::chrono::seconds(1));
  });
  EXPECT_EQ(client.until("\n\n"), ":\n\n");
  EXPECT_EQ(server.ask("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST(Server, LogAndMetrics_TellOfEachRequest) {
  Options options;
  options.metrics = std::make_shared<Metrics>();
  options.proxies.ranges = {*AddressRange::parse("127.0.0.1")};
  TestServer server({metrics_route(options.metrics), health_route([] {}), route("/a/{b}", ok)}, options);
  EXPECT_EQ(server.get("/a/b%20c?secret=1", "X-Forwarded-For: 203.0.113.9\r\n").status, 200);
  EXPECT_EQ(server.get("/none").status, 404);
  EXPECT_EQ(server.ask("nonsense\r\n\r\n").status, 400);
  EXPECT_EQ(server.get("/health").body, "{\"status\":\"ok\"}");
  const auto metrics = server.get("/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("juara_http_requests_total{route=\"/a/{b}\",status=\"200\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("juara_http_requests_total{route=\"none\",status=\"404\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("juara_http_connections "));
  EXPECT_THAT(server.log().lines(), testing::IsSupersetOf({"GET /a/b c /a/{b} 200 203.0.113.9", "GET /none  404 127.0.0.1",
                                                           "   400 127.0.0.1", "GET /health health 200 127.0.0.1"}));
}

TEST(Server, Health_WithoutWhatItNeeds_Is503) {
  TestServer server({health_route([] { throw base::Error(base::Kind::unavailable, "http.busy"); })});
  EXPECT_EQ(server.get("/health").status, 503);
  EXPECT_EQ(server.log().failures().size(), 1U);
}

}  // namespace
}  // namespace web
