#include "app/operations.hpp"

#include "base/error.hpp"
#include "web/health.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace app {
namespace {

bool is_this_machine(const web::Address& address) {
  return web::AddressRange::parse("127.0.0.0/8")->contains(address) || web::AddressRange::parse("::1")->contains(address);
}

}  // namespace

void add_operations(web::Router& router, db::Database& database, const web::Metrics& metrics, const web::Extras& access) {
  web::Route health = web::health_route(
      [&database] { database.read([](db::Transaction& transaction) { static_cast<void>(transaction.one("SELECT 1")); }); });
  health.extras = access;
  router.add(std::move(health));
  router.add({.path = "/metrics",
              .name = "metrics",
              .handler =
                  [&metrics](const web::Request& request) {
                    // Behind a proxy it is the visitor's address that counts.
                    if (!is_this_machine(request.remote())) throw base::Error(base::Kind::not_found, "http.no_such_address");
                    return web::text_response("text/plain; version=0.0.4; charset=utf-8", metrics.text());
                  },
              .extras = access});
}

}  // namespace app
