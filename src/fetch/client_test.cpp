#include "fetch/client.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace fetch {
namespace {

TEST(Fetch, IsSafe_OnlyByTlsOrOnThisMachine) {
  EXPECT_TRUE(is_safe("https://sso.bantenprov.go.id/realms/asn"));
  EXPECT_TRUE(is_safe("http://localhost:4000/token"));
  EXPECT_TRUE(is_safe("http://[::1]:4000/token"));
  EXPECT_FALSE(is_safe("http://sso.bantenprov.go.id/"));
  EXPECT_FALSE(is_safe("http://127.example.org/"));
  EXPECT_FALSE(is_safe("http://localhost@sso.example.org/"));
  EXPECT_FALSE(is_safe("file:///etc/passwd"));
  EXPECT_FALSE(is_safe("sso"));
}

TEST(Fetch, Encoded_LeavesNothingThatSeparates) {
  EXPECT_EQ(encoded(Fields{{"scope", "openid email"}, {"url", "https://a.id/?b=c&d"}}),
            "scope=openid%20email&url=https%3A%2F%2Fa.id%2F%3Fb%3Dc%26d");
}

TEST(Fetch, Send_WhereNobodyAnswersOrWithoutTls_SaysSo) {
  for (const char* url : {"http://127.0.0.1:1/", "http://sso.bantenprov.go.id/"}) {
    try {
      static_cast<void>(send({.url = url}));
      FAIL() << url;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::Kind::unavailable);
      EXPECT_STREQ(error.what(), "fetch.failed");
    }
  }
}

}  // namespace
}  // namespace fetch
