#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <ostream>
#include <string>

#include "tests/support/test_server.hpp"

namespace web {
namespace {

using support::RawClient;
using support::TestServer;

/// Bytes that a client sends, and what they must come to. A refusal ends the connection, and no handler sees the request.
struct Hostile {
  const char* name;
  std::string bytes;
  int status;
  std::string code;
};

void PrintTo(const Hostile& hostile, std::ostream* out) { *out << hostile.name; }

std::string get(const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: juara.test\r\n\r\n"; }
std::string with(const std::string& headers) { return "GET /any HTTP/1.1\r\nHost: juara.test\r\n" + headers + "\r\n"; }
std::string without_host(const std::string& headers) { return "GET /any HTTP/1.1\r\n" + headers + "\r\n"; }
// A JSON body of four bytes, with a sound Content-Length unless the headers say otherwise.
std::string post(const std::string& headers, const std::string& body = "{  }") {
  return "POST /any HTTP/1.1\r\nHost: juara.test\r\nContent-Type: application/json\r\n" + headers + "\r\n" + body;
}
std::string chunked(const std::string& body) { return post("Transfer-Encoding: chunked\r\n", body); }
std::string text(const char* bytes, std::size_t size) { return {bytes, size}; }

const std::string kBad = "http.bad_request";
const std::string kPath = "http.bad_path";
const std::string kHost = "http.bad_host";

const std::vector<Hostile> kHostile{
    // Two programs on the way see two different lengths (request smuggling).
    {"length and encoding", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, kBad},
    {"encoding and length", post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n"), 400, kBad},
    {"blank before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400, kBad},
    {"blank before the colon of length", post("Content-Length : 4\r\n"), 400, kBad},
    {"two lengths", post("Content-Length: 4\r\nContent-Length: 5\r\n"), 400, kBad},
    {"the same length twice", post("Content-Length: 4\r\nContent-Length: 4\r\n"), 400, kBad},
    {"a list of lengths", post("Content-Length: 4, 4\r\n"), 400, kBad},
    {"length with plus", post("Content-Length: +4\r\n"), 400, kBad},
    {"negative length", post("Content-Length: -4\r\n"), 400, kBad},
    {"length in hex", post("Content-Length: 0x4\r\n"), 400, kBad},
    {"length with a blank inside", post("Content-Length: 4 4\r\n"), 400, kBad},
    {"no length at all", post("Content-Length:\r\n"), 400, kBad},
    {"length above 64 bits", post("Content-Length: 18446744073709551616\r\n"), 400, kBad},
    {"xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400, kBad},
    {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400, kBad},
    {"chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400, kBad},
    {"identity", post("Transfer-Encoding: identity\r\n"), 400, kBad},
    {"chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, kBad},
    {"chunked, chunked", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 400, kBad},
    {"quoted chunked", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), 400, kBad},
    {"chunked with vertical tab", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"), 400, kBad},
    {"chunked in HTTP/1.0", "POST /any HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, kBad},
    {"folded encoding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), 400, kBad},

    // Chunks.
    {"negative chunk", chunked("-1\r\n"), 400, kBad},
    {"chunk with plus", chunked("+4\r\n{  }\r\n0\r\n\r\n"), 400, kBad},
    {"chunk in 0x", chunked("0x4\r\n{  }\r\n0\r\n\r\n"), 400, kBad},
    {"chunk without size", chunked("\r\n{  }\r\n0\r\n\r\n"), 400, kBad},
    {"chunk above 64 bits", chunked("10000000000000000\r\n"), 400, kBad},
    {"chunk longer than said", chunked("3\r\n{  }\r\n0\r\n\r\n"), 400, kBad},
    {"chunk line with LF alone", chunked("4\n{  }\r\n0\r\n\r\n"), 400, kBad},
    {"chunk extension", chunked("4;a=b\r\n{  }\r\n0\r\n\r\n"), 400, kBad},
    {"endless chunk line", chunked(std::string(100'000, '0')), 400, kBad},
    {"endless trailers", chunked("0\r\n" + std::string(100'000, 'a')), 400, kBad},
    {"length in the trailers", chunked("4\r\n{  }\r\n0\r\nContent-Length: 9\r\n\r\n"), 400, kBad},
    {"chunks above the limit", chunked("fff\r\n" + std::string(4095, ' ') + "\r\n2\r\n{}\r\n0\r\n\r\n"), 413, "http.too_large"},
    {"chunk said to be above the limit", chunked("7fffffffffffffff\r\n"), 413, "http.too_large"},

    // The lines of the head.
    {"LF alone", "GET /any HTTP/1.1\nHost: juara.test\n\n", 400, kBad},
    {"LF alone after a header", "GET /any HTTP/1.1\r\nHost: juara.test\n\r\n", 400, kBad},
    {"LF alone at the end", "GET /any HTTP/1.1\r\nHost: juara.test\r\n\n", 400, kBad},
    {"CR alone in a value", with("X: a\rb\r\n"), 400, kBad},
    {"CR alone hides a header", with("X: a\rContent-Length: 4\r\n"), 400, kBad},
    {"two CR", with("X: a\r\r\n"), 400, kBad},
    {"folded header", with("X: a\r\n b\r\n"), 400, kBad},
    {"folded with a tab", with("X: a\r\n\tb\r\n"), 400, kBad},
    {"fold right after the request line", "GET /any HTTP/1.1\r\n X: a\r\nHost: juara.test\r\n\r\n", 400, kBad},
    {"NUL in a value", with("X: a" + text("\0", 1) + "b\r\n"), 400, kBad},
    {"NUL in a name", with("X" + text("\0", 1) + ": a\r\n"), 400, kBad},
    {"DEL in a value", with("X: a\x7f\r\n"), 400, kBad},
    {"escape in a value", with("X: \x1b[2J\r\n"), 400, kBad},
    {"no name", with(": a\r\n"), 400, kBad},
    {"no colon", with("Xa\r\n"), 400, kBad},
    {"a blank in a name", with("X Y: a\r\n"), 400, kBad},
    {"letters beyond ASCII in a name", with("X\xc3\xa9: a\r\n"), 400, kBad},
    {"a list of connections that is none", with("Connection: close,,\"x\r\n"), 400, kBad},
    {"200 kB in a header", with("X: " + std::string(200'000, 'a') + "\r\n"), 431, "http.header_too_large"},
    {"many headers", with([] {
       std::string all;
       for (int i = 0; i < 500; ++i) all += "X: a\r\n";
       return all;
     }()),
     431, "http.header_too_large"},
    {"an address of 100 kB", get("/" + std::string(100'000, 'a')), 414, "http.uri_too_long"},
    {"an empty line first", "\r\nGET /any HTTP/1.1\r\nHost: juara.test\r\n\r\n", 400, kBad},
    {"TLS", text("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400, kBad},

    // The request line.
    {"HTTP/0.9", "GET /any\r\n\r\n", 400, kBad},
    {"HTTP/1.2", "GET /any HTTP/1.2\r\nHost: juara.test\r\n\r\n", 505, "http.version"},
    {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "http.version"},
    {"version in small letters", "GET /any http/1.1\r\nHost: juara.test\r\n\r\n", 505, "http.version"},
    {"a blank behind the version", "GET /any HTTP/1.1 \r\nHost: juara.test\r\n\r\n", 505, "http.version"},
    {"a blank in the address", "GET /a ny HTTP/1.1\r\nHost: juara.test\r\n\r\n", 505, "http.version"},
    {"a tab for the blank", "GET\t/any HTTP/1.1\r\nHost: juara.test\r\n\r\n", 400, kBad},
    {"two blanks", "GET  /any HTTP/1.1\r\nHost: juara.test\r\n\r\n", 400, kBad},
    {"raw UTF-8 in the address", get("/\xc3\xa9"), 400, kBad},
    {"a method that is no token", "G(T /any HTTP/1.1\r\nHost: juara.test\r\n\r\n", 400, kBad},
    {"a tunnel", "CONNECT juara.test:443 HTTP/1.1\r\nHost: juara.test\r\n\r\n", 400, kBad},
    {"an address without a slash", "GET any HTTP/1.1\r\nHost: juara.test\r\n\r\n", 400, kBad},
    {"an asterisk", "GET * HTTP/1.1\r\nHost: juara.test\r\n\r\n", 400, kBad},
    {"the address of another host", "GET http://evil.test/any HTTP/1.1\r\nHost: juara.test\r\n\r\n", 400, kHost},
    {"another scheme", "GET ftp://juara.test/any HTTP/1.1\r\nHost: juara.test\r\n\r\n", 400, kHost},

    // The host.
    {"no host", without_host(""), 400, kHost},
    {"an empty host", without_host("Host:\r\n"), 400, kHost},
    {"two hosts", without_host("Host: juara.test\r\nHost: juara.test\r\n"), 400, kHost},
    {"a host with a path", without_host("Host: juara.test/evil\r\n"), 400, kHost},
    {"a host with a user", without_host("Host: evil@juara.test\r\n"), 400, kHost},
    {"a host with a comma", without_host("Host: juara.test, evil.test\r\n"), 400, kHost},
    {"a host with a bad port", without_host("Host: juara.test:99999\r\n"), 400, kHost},
    {"a host with an empty port", without_host("Host: juara.test:\r\n"), 400, kHost},
    {"a host with a signed port", without_host("Host: juara.test:+80\r\n"), 400, kHost},
    {"an IPv6 host that is none", without_host("Host: [::1\r\n"), 400, kHost},
    {"a host with letters beyond ASCII", without_host("Host: ju\xc3\xa1ra.test\r\n"), 400, kHost},

    // A path that means another one to somebody else.
    {"dots", get("/files/../any"), 400, kPath},
    {"dots at the end", get("/files/.."), 400, kPath},
    {"encoded dots", get("/files/%2e%2E/any"), 400, kPath},
    {"half encoded dots", get("/files/.%2e/any"), 400, kPath},
    {"one dot", get("/./any"), 400, kPath},
    {"backslash", get("/files\\..\\any"), 400, kPath},
    {"encoded backslash", get("/files/%5c..%5cany"), 400, kPath},
    {"encoded slash", get("/files%2f..%2fany"), 400, kPath},
    {"NUL", get("/any%00.txt"), 400, kPath},
    {"encoded line end", get("/any%0d%0aSet-Cookie:a=b"), 400, kPath},
    {"encoded DEL", get("/any%7f"), 400, kPath},
    {"bad escape", get("/any%zz"), 400, kPath},
    {"cut escape", get("/any%4"), 400, kPath},
    {"not UTF-8", get("/any%ff"), 400, kPath},
    {"overlong UTF-8 for a dot", get("/%c0%ae%c0%ae/any"), 400, kPath},
    {"a surrogate", get("/%ed%a0%80"), 400, kPath},
    {"a fragment", get("/any#x"), 400, kPath},
    {"bad escape in the query", get("/any?a=%z1"), 400, "http.bad_query"},
    {"NUL in the query", get("/any?a=%00"), 400, "http.bad_query"},
    {"not UTF-8 in the query", get("/any?a=%fe"), 400, "http.bad_query"},
    {"line end in a query's name", get("/any?a%0d%0a=1"), 400, "http.bad_query"},

    // The body.
    {"above the limit", post("Content-Length: 4097\r\n"), 413, "http.too_large"},
    {"a body where none is taken", "GET /any HTTP/1.1\r\nHost: juara.test\r\nContent-Length: 4\r\n\r\n{  }", 413, "http.too_large"},
    {"another media type", "POST /any HTTP/1.1\r\nHost: juara.test\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n{  }", 415,
     "http.media_type"},
    {"no media type", "POST /any HTTP/1.1\r\nHost: juara.test\r\nContent-Length: 4\r\n\r\n{  }", 415, "http.media_type"},
    {"a media type that begins alike",
     "POST /any HTTP/1.1\r\nHost: juara.test\r\nContent-Type: application/jsonx\r\nContent-Length: 4\r\n\r\n{  }", 415, "http.media_type"},
    {"an expectation nobody knows", post("Expect: 200-maybe\r\nContent-Length: 4\r\n"), 417, "http.expectation"},
};

class HostileTest : public testing::TestWithParam<Hostile> {
 public:
  static void SetUpTestSuite() {
    const Handler count = [](const Request&) {
      ++calls();
      return json_response("{}");
    };
    server() = std::make_unique<TestServer>(
        std::vector<Route>{{.path = "/any", .name = "any.get", .handler = count},
                           {.method = Method::post, .path = "/any", .name = "any.post", .handler = count, .body = json_body(4096)},
                           {.path = "/files/{path...}", .name = "files", .handler = count}});
  }
  static void TearDownTestSuite() { server().reset(); }

 protected:
  static std::unique_ptr<TestServer>& server() {
    static std::unique_ptr<TestServer> instance;
    return instance;
  }
  static std::atomic<int>& calls() {
    static std::atomic<int> count{0};
    return count;
  }
};

TEST_P(HostileTest, Request_IsRefused_AndTheConnectionEnds) {
  const int before = calls();
  RawClient client(server()->port());
  client.send(GetParam().bytes);
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, GetParam().status);
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_THAT(answer.body, testing::HasSubstr("\"code\":\"" + GetParam().code + "\""));
  client.send(get("/any"));  // must not be taken for a second request
  EXPECT_EQ(client.rest(), "");
  EXPECT_EQ(calls(), before);
}

std::string test_name(const testing::TestParamInfo<Hostile>& info) {
  std::string name;
  for (const char c : std::string(info.param.name)) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Table, HostileTest, testing::ValuesIn(kHostile), test_name);

TEST_F(HostileTest, SoundRequests_OfTheSameShapes_AreAnswered) {
  const std::vector<std::string> sound{
      get("/any"),
      get("/any?a=%0D%0A&b=1+2&c"),
      get("/files/a%20b/%C3%A9.txt"),
      with("X: \xc3\xa9 and a\ttab\r\n"),
      with("X:\r\n"),
      "GET http://juara.test/any HTTP/1.1\r\nHost: JUARA.test\r\n\r\n",
      without_host("Host: [::1]:8080\r\n"),
      without_host("hOST:127.0.0.1:80  \r\n"),
      post("Content-Length: 4\r\n"),
      post("Content-Length: 004\r\n"),
      post("Content-Length: 4096\r\n", std::string(4096, ' ')),
      chunked("4\r\n{  }\r\n0\r\n\r\n"),
      chunked("2\r\n{ \r\n00002\r\n }\r\n0\r\nX: y\r\n\r\n"),
      post("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n"),
      "POST /any HTTP/1.1\r\nHost: juara.test\r\nContent-Type: Application/JSON ; charset=utf-8\r\nContent-Length: 4\r\n\r\n{  }",
  };
  for (const auto& request : sound) {
    const int before = calls();
    EXPECT_EQ(server()->ask(request).status, 200) << request;
    EXPECT_EQ(calls(), before + 1) << request;
  }
}

TEST_F(HostileTest, Http10_WithoutHost_IsAnsweredAndEnded) {
  RawClient client(server()->port());
  client.send("GET /any HTTP/1.0\r\n\r\n");
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_EQ(client.rest(), "");
}

}  // namespace
}  // namespace web
