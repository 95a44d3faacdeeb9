#include "app/public_site.hpp"

#include "app/storage.hpp"
#include "base/error.hpp"
#include "features/identity/api.hpp"
#include "features/packs/routes.hpp"
#include "features/portal/routes.hpp"

namespace app {
namespace {

constexpr std::size_t kReadyBytes = std::size_t{64} << 20U;
constexpr std::chrono::seconds kBetweenLooks{1};

web::Extras for_everybody() { return web::Extras::of(identity::Access{.who = identity::Access::Who::everybody}); }

}  // namespace

PublicSite::PublicSite(db::Database& database, const logging::Logger& logger, std::string public_url)
    : logger_(logger),
      public_url_(std::move(public_url)),
      reader_(database, instant_now),
      cache_(kReadyBytes),
      news_(database, instant_now, programmes::listener_of_news(cache_, events_)),
      ticker_(kBetweenLooks, [this] { look_for_news(); }) {}

void PublicSite::look_for_news() {
  try {
    news_.look();
    is_deaf_ = false;
  } catch (const base::Error& error) {
    if (!is_deaf_) logger_.write(logging::Level::warning, "news.unavailable", {{"what", error.what()}});
    is_deaf_ = true;
  }
}

void PublicSite::add_api(web::Router& router) {
  const web::Extras access = for_everybody();
  for (auto& route : programmes::public_routes({reader_, cache_, events_, instant_now, access})) router.add(std::move(route));
  for (auto& route : packs::routes(cache_, instant_now, access)) router.add(std::move(route));
}

void PublicSite::add_pages(web::Router& router) {
  const portal::Parts parts{.reader = reader_, .cache = cache_, .clock = instant_now, .public_url = public_url_, .access = for_everybody()};
  for (auto& route : portal::routes(parts)) router.add(std::move(route));
}

}  // namespace app
