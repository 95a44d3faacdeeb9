#pragma once

#include <memory>
#include <utility>

#include "features/identity/routes.hpp"
#include "tests/support/browser.hpp"
#include "tests/support/people.hpp"
#include "tests/support/test_server.hpp"

namespace support {

/// An installation that people sign in to over HTTP.
class OfficeTest : public PeopleTest {
 protected:
  /// A server with these routes besides those of identity, behind the guard. `options` may trust proxies.
  std::unique_ptr<TestServer> serve(std::vector<web::Route> routes, web::Options options = {}) {
    for (auto& route : identity::routes(tools, web_clock_.clock())) routes.push_back(std::move(route));
    for (auto& route : routes) route = identity::once(tools, std::move(route));
    options.guard = identity::guard(tools);
    return std::make_unique<TestServer>(std::move(routes), std::move(options));
  }
  /// Somebody with these rights, signed in.
  Browser someone(const TestServer& server, const std::string& mail, std::vector<identity::Grant> grants = {}) {
    join(mail, std::move(grants));
    Browser made(server.port());
    EXPECT_EQ(made.post("/api/v1/session", R"({"mail":")" + mail + R"(","password":")" + kPassword + "\"}").status, 200);
    return made;
  }

 private:
  HandClock web_clock_;
};

}  // namespace support
