#include "features/packs/routes.hpp"

#include "features/packs/api.hpp"
#include "web/ready_route.hpp"
#include "web/request.hpp"

namespace packs {
namespace {

web::ReadyCache::Made made(std::string json) {
  return {web::content_response(web::Content::make("application/json", std::move(json))), {}};
}

}  // namespace

std::vector<web::Route> routes(web::ReadyCache& cache, const base::Clock& clock, const web::Extras& access) {
  const auto list = [](const web::Request&) { return made(list_answer()); };
  const auto show = [](const web::Request& request) { return made(pack_answer(request.param("id"), request.param("version"))); };
  return {web::ready_route(cache, clock, {.path = "/api/v1/packs", .name = "packs.list", .make = list, .extras = access}),
          web::ready_route(cache, clock, {.path = "/api/v1/packs/{id}/{version}", .name = "packs.show", .make = show, .extras = access})};
}

}  // namespace packs
