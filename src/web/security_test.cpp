#include "web/security.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/support/requests.hpp"
#include "web/cookie.hpp"
#include "web/forwarded.hpp"

namespace web {
namespace {

using support::request_of;

bool same(const std::string& headers, bool secure = false) {
  auto request = request_of("POST /", headers);
  request.data().secure = secure;
  return is_same_origin(request);
}

TEST(SameOrigin, SecFetchSite_Decides) {
  EXPECT_TRUE(same("Sec-Fetch-Site: same-origin\r\n"));
  EXPECT_TRUE(same("Sec-Fetch-Site: same-origin\r\nOrigin: null\r\n"));
  for (const char* site : {"cross-site", "same-site", "none", "", "SAME-ORIGIN"}) {
    EXPECT_FALSE(same("Sec-Fetch-Site: " + std::string(site) + "\r\nOrigin: http://juara.test\r\n")) << site;
  }
}

TEST(SameOrigin, Origin_MustBeTheHost) {
  EXPECT_TRUE(same("Origin: http://juara.test\r\n"));
  EXPECT_TRUE(same("Origin: http://JUARA.test:80\r\n"));
  EXPECT_TRUE(same("Origin: https://juara.test\r\n", true));
  EXPECT_TRUE(same("Origin: https://juara.test:443\r\n", true));
  EXPECT_FALSE(same("Origin: http://juara.test\r\n", true));  // a page without TLS may be anybody's
  for (const char* origin : {"null", "", "http://evil.test", "http://juara.test.evil.test", "http://juara.test:8080",
                             "http://evil.test/juara.test", "ftp://juara.test", "juara.test", "https://juara.test:80"}) {
    EXPECT_FALSE(same("Origin: " + std::string(origin) + "\r\n")) << origin;
  }
}

TEST(SameOrigin, WithoutBothHeaders_IsFalse) { EXPECT_FALSE(same("Referer: http://juara.test/\r\n")); }

struct Client {
  std::string remote;
  bool secure;
  std::string id;
  bool operator==(const Client&) const = default;
};

void PrintTo(const Client& client, std::ostream* out) { *out << client.remote << (client.secure ? " secure " : " ") << client.id; }

Client client(const std::string& headers, ForwardedBy header = ForwardedBy::x_forwarded, const char* peer = "127.0.0.1") {
  auto request = request_of("GET /", headers);
  const TrustedProxies proxies{.ranges = {*AddressRange::parse("127.0.0.1"), *AddressRange::parse("10.0.0.0/8")}, .header = header};
  identify(request.data(), *Address::parse(peer), proxies);
  return {request.remote().text(), request.is_secure(), request.id()};
}

TEST(Identify, TrustedProxy_IsBelieved) {
  EXPECT_EQ(client("X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\nX-Request-Id: abc-1\r\n"),
            (Client{"203.0.113.9", true, "abc-1"}));
  EXPECT_EQ(client("X-Forwarded-For: 2001:db8::1\r\nX-Forwarded-Proto: http\r\n"), (Client{"2001:db8::1", false, "id-1"}));
  EXPECT_EQ(client("X-Forwarded-Proto: https\r\n"), (Client{"127.0.0.1", true, "id-1"}));
  EXPECT_EQ(client(""), (Client{"127.0.0.1", false, "id-1"}));
}

TEST(Identify, WhatTheClientWroteItself_IsNot) {
  EXPECT_EQ(client("X-Forwarded-For: 1.2.3.4, 203.0.113.9\r\n"), (Client{"203.0.113.9", false, "id-1"}));
  EXPECT_EQ(client("X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 203.0.113.9, 10.0.0.7\r\n"), (Client{"203.0.113.9", false, "id-1"}));
  EXPECT_EQ(client("X-Forwarded-For: 1.2.3.4, unknown, 10.0.0.7\r\n"), (Client{"10.0.0.7", false, "id-1"}));
  EXPECT_EQ(client("X-Forwarded-Proto: https, http\r\n"), (Client{"127.0.0.1", false, "id-1"}));
  EXPECT_EQ(client("Forwarded: for=1.2.3.4;proto=https\r\n"), (Client{"127.0.0.1", false, "id-1"}));
  EXPECT_EQ(client("X-Forwarded-For: 1.2.3.4\r\n", ForwardedBy::forwarded), (Client{"127.0.0.1", false, "id-1"}));
  EXPECT_EQ(client("X-Request-Id: a b\r\n").id, "id-1");
  EXPECT_EQ(client("X-Request-Id: " + std::string(65, 'a') + "\r\n").id, "id-1");
}

TEST(Identify, OtherPeers_AreNotBelieved) {
  EXPECT_EQ(
      client("X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\nX-Request-Id: abc\r\n", ForwardedBy::x_forwarded, "203.0.113.1"),
      (Client{"203.0.113.1", false, "id-1"}));
}

TEST(Identify, Forwarded_IsReadAsTheStandardSays) {
  const auto by = ForwardedBy::forwarded;
  EXPECT_EQ(client("Forwarded: for=1.2.3.4, For=\"[2001:db8::17]:4711\" ; proto=https\r\n", by), (Client{"2001:db8::17", true, "id-1"}));
  EXPECT_EQ(client("Forwarded: for=203.0.113.9:80;by=10.0.0.1\r\n", by), (Client{"203.0.113.9", false, "id-1"}));
  EXPECT_EQ(client("Forwarded: for=_hidden;proto=https\r\n", by), (Client{"127.0.0.1", true, "id-1"}));
  EXPECT_EQ(client("Forwarded: for=[, for=\"\r\n", by), (Client{"127.0.0.1", false, "id-1"}));
}

TEST(Cookie, ToText_TellsItsLimits) {
  EXPECT_EQ(to_text({.name = "session", .value = "abc"}), "session=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
  EXPECT_EQ(to_text({.name = "a",
                     .value = "",
                     .path = "/api",
                     .max_age = std::chrono::seconds(60),
                     .secure = false,
                     .http_only = false,
                     .same_site = Cookie::SameSite::strict}),
            "a=; Path=/api; Max-Age=60; SameSite=Strict");
  EXPECT_EQ(to_text({.name = "a", .value = "", .max_age = std::chrono::seconds(-1), .same_site = Cookie::SameSite::none}),
            "a=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=None");
}

TEST(Cookie, ToText_OfWhatACookieCannotHold_IsRefused) {
  for (const char* value : {"a;b", "a b", "a\"", "a,b", "a\\b", "a\r\nb", "\xc3\xa9"}) {
    EXPECT_THROW((void)to_text({.name = "a", .value = value}), std::invalid_argument) << value;
  }
  EXPECT_THROW((void)to_text({.name = "a b", .value = "1"}), std::invalid_argument);
  EXPECT_THROW((void)to_text({.name = "a", .value = "1", .path = "/;x"}), std::invalid_argument);
}

}  // namespace
}  // namespace web
