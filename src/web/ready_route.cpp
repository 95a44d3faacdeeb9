#include "web/ready_route.hpp"

#include <memory>
#include <utility>

#include "web/request.hpp"

namespace web {
namespace {

constexpr char kBetween = '\x1f';  // a control character that no path and no query of a request holds

std::string key_of(const ReadyRoute& route, const Request& request) {
  std::string key = request.path();
  if (route.by_language) key.append(1, kBetween).append(request.language() == i18n::Language::en ? "en" : "id");
  if (route.by_host) key.append(1, kBetween).append(request.is_secure() ? "s" : "p").append(request.host());
  for (const std::string& name : route.query) {
    key += kBetween;
    if (const auto value = request.query(name)) key.append("=").append(*value);
  }
  return key;
}

Response told(const ReadyRoute& route, const Request& request, Response response) {
  if (!route.by_language) return response;
  response.headers.set("Content-Language", request.language() == i18n::Language::en ? "en" : "id");
  response.headers.set("Vary", "Accept-Language");
  return response;
}

}  // namespace

Route ready_route(ReadyCache& cache, const base::Clock& clock, ReadyRoute ready) {
  const auto route = std::make_shared<const ReadyRoute>(std::move(ready));
  return {.method = Method::get,
          .path = route->path,
          .name = route->name,
          .handler =
              [&cache, clock, route](const Request& request) {
                return cache.find_or_make(key_of(*route, request), clock(), [&] {
                  ReadyCache::Made made = route->make(request);
                  made.response = told(*route, request, std::move(made.response));
                  return made;
                });
              },
          .quick = [&cache, clock, route](const Request& request) { return cache.find(key_of(*route, request), clock()); },
          .body = {},
          .extras = route->extras};
}

}  // namespace web
