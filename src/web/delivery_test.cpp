#include "web/delivery.hpp"

#include <brotli/decode.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>
#include <stdexcept>

#include "tests/support/requests.hpp"
#include "tests/support/temporary_folder.hpp"
#include "web/conditions.hpp"
#include "web/problem.hpp"

namespace web {
namespace {

using support::request_of;
using testing::HasSubstr;
using testing::Not;

const DeliveryTerms kTerms{.now = base::Instant(std::chrono::seconds(1'795'337'377)), .close = false};

std::string ungzip(std::string_view bytes) {
  std::string out(1U << 20U, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string in(bytes);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string unbrotli(std::string_view bytes) {
  std::string out(1U << 20U, '\0');
  std::size_t size = out.size();
  EXPECT_EQ(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                    reinterpret_cast<std::uint8_t*>(out.data())),
            BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

std::string line_of(const Delivery& delivery, const std::string& name) {
  const auto at = delivery.head.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "";
  const auto begin = at + name.size() + 4;
  return delivery.head.substr(begin, delivery.head.find("\r\n", begin) - begin);
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "pelayanan publik " + std::to_string(i) + "\n";
  return text;
}

Delivery prepared(Response response, std::string_view headers = "", std::string_view line = "GET /") {
  return prepare(request_of(line, headers).data(), std::move(response), kTerms);
}

TEST(Delivery, SmallText_IsSentAsItIs_WithAllThatBrowsersMustKnow) {
  const auto delivery = prepared(json_response("{}"), "Accept-Encoding: gzip, br\r\n");
  EXPECT_EQ(
      delivery.head,
      "HTTP/1.1 200 OK\r\n"
      "Date: Sun, 22 Nov 2026 08:49:37 GMT\r\n"
      "Content-Type: application/json\r\n"
      "Cache-Control: no-store\r\n"
      "Content-Length: 2\r\n"
      "Content-Security-Policy: default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
      "frame-ancestors 'none'\r\n"
      "X-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: same-origin\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n"
      "X-Request-Id: id-1\r\n"
      "\r\n");
  EXPECT_EQ(delivery.body(), "{}");
}

TEST(Delivery, LongText_IsCompressed_AsTheClientLikes) {
  const auto body = long_text();
  const auto encoded = [&](const std::string& accepted) { return prepared(json_response(body), "Accept-Encoding: " + accepted + "\r\n"); };
  EXPECT_EQ(ungzip(encoded("gzip").body()), body);
  EXPECT_EQ(unbrotli(encoded("gzip, deflate, br").body()), body);
  EXPECT_EQ(line_of(encoded("gzip, br;q=0.5"), "Content-Encoding"), "gzip");
  EXPECT_EQ(line_of(encoded("*"), "Content-Encoding"), "br");
  EXPECT_EQ(line_of(encoded("*;q=0.1, br;q=0"), "Content-Encoding"), "gzip");
  for (const char* none : {"identity", "gzip;q=0", "deflate", "gzip;q=0.0, br;q=0.000", "gzipx", "br;q=2"}) {
    const auto plain = encoded(none);
    EXPECT_EQ(plain.body(), body) << none;
    EXPECT_EQ(line_of(plain, "Content-Encoding"), "") << none;
    EXPECT_EQ(line_of(plain, "Vary"), "Accept-Encoding") << none;
    EXPECT_EQ(line_of(plain, "Content-Length"), std::to_string(body.size())) << none;
  }
}

TEST(Delivery, WhatDoesNotShrink_IsNotCompressed) {
  EXPECT_EQ(line_of(prepared(text_response("image/png", long_text()), "Accept-Encoding: gzip\r\n"), "Content-Encoding"), "");
  auto ready = json_response(long_text());
  ready.headers.set("Content-Encoding", "gzip");
  EXPECT_EQ(prepared(std::move(ready), "Accept-Encoding: br\r\n").body(), long_text());
}

TEST(Delivery, Content_IsSharedAndSentInItsForms) {
  const auto content = Content::make("text/html; charset=utf-8", long_text());
  const auto plain = prepared(content_response(content));
  const auto gzip = prepared(content_response(content), "Accept-Encoding: gzip\r\n");
  const auto brotli = prepared(content_response(content), "Accept-Encoding: gzip, br\r\n");
  EXPECT_EQ(plain.body().data(), content->bytes(Encoding::identity).data());
  EXPECT_EQ(ungzip(gzip.body()), long_text());
  EXPECT_EQ(unbrotli(brotli.body()), long_text());
  EXPECT_EQ(line_of(plain, "ETag"), "\"" + content->tag() + "\"");
  EXPECT_EQ(line_of(gzip, "ETag"), "\"" + content->tag() + "-gzip\"");
  EXPECT_EQ(line_of(brotli, "ETag"), "\"" + content->tag() + "-br\"");
  EXPECT_EQ(line_of(brotli, "Vary"), "Accept-Encoding");
  EXPECT_EQ(line_of(plain, "Cache-Control"), "no-cache");
}

TEST(Delivery, KnownTag_Gives304WithoutBody) {
  auto response = json_response("{}");
  response.tag = "v7";
  const auto status = [&](const std::string& header, std::string_view line = "GET /") {
    return prepared(response, "If-None-Match: " + header + "\r\n", line).status;
  };
  EXPECT_EQ(status("\"v7\""), 304);
  EXPECT_EQ(status("W/\"v7\""), 304);
  EXPECT_EQ(status("\"v6\", \"v7-br\""), 304);
  EXPECT_EQ(status("*"), 304);
  EXPECT_EQ(status("\"v7\"", "HEAD /"), 304);
  EXPECT_EQ(status("\"v7\"", "POST /"), 200);
  EXPECT_EQ(status("\"v70\""), 200);
  EXPECT_EQ(status("v7"), 200);
  EXPECT_EQ(status("\"\""), 200);
  const auto known = prepared(response, "If-None-Match: \"v7\"\r\n");
  EXPECT_EQ(known.body(), "");
  EXPECT_EQ(line_of(known, "ETag"), "\"v7\"");
  EXPECT_EQ(line_of(known, "Cache-Control"), "private, no-cache");
  EXPECT_THAT(known.head, Not(HasSubstr("Content-Length")));
  EXPECT_THAT(known.head, Not(HasSubstr("\r\nContent-Type")));
}

TEST(Conditions, RequireMatch_WithoutThePresentTag_IsRefused) {
  const auto status = [](const std::string& headers) {
    try {
      require_match(request_of("PUT /", headers), "v7");
    } catch (const HttpError& error) {
      return error.status();
    } catch (const base::Error& error) {
      return status_of(error.kind());
    }
    return 0;
  };
  EXPECT_EQ(status(""), 428);
  EXPECT_EQ(status("If-Match: \"v6\"\r\n"), 412);
  EXPECT_EQ(status("If-Match: \"v6\", \"v7\"\r\n"), 0);
  EXPECT_EQ(status("If-Match: \"v7-gzip\"\r\n"), 0);
  EXPECT_EQ(status("If-Match: *\r\n"), 0);
}

TEST(Delivery, Head_HasTheLengthButNoBody) {
  const auto delivery = prepared(json_response("{\"a\":1}"), "", "HEAD /");
  EXPECT_EQ(line_of(delivery, "Content-Length"), "7");
  EXPECT_EQ(delivery.body(), "");
}

TEST(Delivery, HeadersOfTheHandler_GoBeforeOurs) {
  auto response = html_response("<p>");
  response.headers.set("content-security-policy", "default-src 'none'");
  response.headers.set("Cache-Control", "max-age=60");
  response.headers.set("Vary", "Accept-Language");
  response.headers.add("Set-Cookie", "a=1");
  response.headers.add("Set-Cookie", "b=2");
  const auto delivery = prepared(std::move(response));
  EXPECT_THAT(delivery.head, HasSubstr("content-security-policy: default-src 'none'\r\n"));
  EXPECT_THAT(delivery.head, Not(HasSubstr("Content-Security-Policy")));
  EXPECT_THAT(delivery.head, HasSubstr("Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n"));
  EXPECT_EQ(line_of(delivery, "Cache-Control"), "max-age=60");
  EXPECT_EQ(line_of(delivery, "Vary"), "Accept-Language");
}

TEST(Delivery, OverTls_DemandsTlsFromThenOn) {
  auto request = request_of("GET /");
  request.data().secure = true;
  EXPECT_EQ(line_of(prepare(request.data(), no_content(), kTerms), "Strict-Transport-Security"), "max-age=31536000");
  EXPECT_EQ(line_of(prepared(no_content()), "Strict-Transport-Security"), "");
}

class FileTest : public testing::Test {
 public:
  FileTest() { std::ofstream(path_) << "0123456789"; }

 protected:
  [[nodiscard]] Delivery part(const std::string& range, const std::string& more = "") const {
    return prepared(download(File::open(path_), "text/plain", "a.txt", "t1"), "Range: " + range + "\r\n" + more);
  }

  support::TemporaryFolder folder_;
  std::string path_ = folder_.path() / "file";
};

TEST_F(FileTest, Range_OneSoundPart_IsSentAlone) {
  struct Case {
    const char* range;
    std::uint64_t offset;
    std::uint64_t length;
    const char* content_range;
  };
  const std::vector<Case> cases{{"bytes=0-0", 0, 1, "bytes 0-0/10"},  {"bytes=2-4", 2, 3, "bytes 2-4/10"},
                                {"bytes=9-99", 9, 1, "bytes 9-9/10"}, {"bytes=3-", 3, 7, "bytes 3-9/10"},
                                {"bytes=-4", 6, 4, "bytes 6-9/10"},   {"bytes=-40", 0, 10, "bytes 0-9/10"}};
  for (const auto& [range, offset, length, content_range] : cases) {
    const auto delivery = part(range);
    EXPECT_EQ(delivery.status, 206) << range;
    EXPECT_EQ(delivery.offset, offset) << range;
    EXPECT_EQ(delivery.length, length) << range;
    EXPECT_EQ(line_of(delivery, "Content-Range"), content_range) << range;
    EXPECT_EQ(line_of(delivery, "Content-Length"), std::to_string(length)) << range;
  }
}

TEST_F(FileTest, Range_ThatNeedNotBeFollowed_GivesTheWhole) {
  for (const char* range : {"bytes=0-1,3-4", "lines=0-1", "bytes=4-2", "bytes=a-b", "bytes=", "bytes=-", "bytes=1", "bytes=0x1-3"}) {
    const auto delivery = part(range);
    EXPECT_EQ(delivery.status, 200) << range;
    EXPECT_EQ(delivery.length, 10U) << range;
  }
  EXPECT_EQ(part("bytes=0-1", "If-Range: \"t1\"\r\n").status, 206);
  EXPECT_EQ(part("bytes=0-1", "If-Range: \"t2\"\r\n").status, 200);
  EXPECT_EQ(part("bytes=0-1", "If-Range: Sun, 22 Nov 2026 08:49:37 GMT\r\n").status, 200);
  EXPECT_EQ(part("bytes=0-1", "If-None-Match: \"t1\"\r\n").status, 304);
  EXPECT_EQ(part("bytes=99-", "If-None-Match: \"t1\"\r\n").status, 304);
}

TEST_F(FileTest, Range_Outside_IsRefusedWithTheSize) {
  for (const char* range : {"bytes=10-", "bytes=10-11", "bytes=-0", "bytes=99999999999999999-"}) {
    try {
      (void)part(range);
      FAIL() << range;
    } catch (const HttpError& error) {
      EXPECT_EQ(error.status(), 416) << range;
      EXPECT_EQ(error.headers().find("Content-Range"), "bytes */10") << range;
    }
  }
}

TEST_F(FileTest, Open_WhatIsNoFile_IsNotFound) {
  EXPECT_THROW((void)File::open(path_ + "x"), base::Error);
  EXPECT_THROW((void)File::open(testing::TempDir()), base::Error);
  EXPECT_THROW((void)File::open("/dev/null"), base::Error);
}

TEST(Response, Attachment_InAnyScript_KeepsItsName) {
  EXPECT_EQ(attachment("Laporan 2026.pdf"), "attachment; filename=\"Laporan 2026.pdf\"; filename*=UTF-8''Laporan%202026.pdf");
  EXPECT_EQ(attachment("r\xc3\xa9sum\xc3\xa9 \"1\"\r\n/..\\%41.txt"),
            "attachment; filename=\"r_sum_ _1____..__41.txt\"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%221%22%0D%0A%2F..%5C%2541.txt");
}

TEST(Headers, Set_WhatCouldBreakOut_IsRefused) {
  Headers headers;
  for (const std::string value : {"a\r\nSet-Cookie: evil=1", "a\nb", "a\rb", "a\x7f", "\x1b"}) {
    EXPECT_THROW(headers.set("X", value), std::invalid_argument) << value;
    EXPECT_THROW(headers.add("X", value), std::invalid_argument) << value;
  }
  EXPECT_THROW(headers.set("X", std::string("a\0b", 3)), std::invalid_argument);
  for (const char* name : {"", "X Y", "X:", "X\r\n", "content-length", "Transfer-Encoding", "CONNECTION", "Date", "ETag"}) {
    EXPECT_THROW(headers.set(name, "a"), std::invalid_argument) << name;
  }
  EXPECT_TRUE(headers.all().empty());
  headers.set("X", "caf\xc3\xa9");
  headers.set("x", "b");
  EXPECT_EQ(headers.all(), (std::vector<Headers::Pair>{{"x", "b"}}));
}

TEST(Delivery, UnsoundResponse_IsNeverPrepared) {
  auto with_tag = json_response("{}");
  with_tag.tag = "a\"b";
  EXPECT_THROW((void)prepared(std::move(with_tag)), std::invalid_argument);
  EXPECT_THROW((void)prepared(json_response("{}", 299)), std::invalid_argument);
  EXPECT_THROW((void)prepared(json_response("{}", 100)), std::invalid_argument);
}

}  // namespace
}  // namespace web
