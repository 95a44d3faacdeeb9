#include "app/secretariat.hpp"

#include <utility>

#include "app/storage.hpp"
#include "features/programmes/routes_office.hpp"
#include "features/programmes/routes_programmes.hpp"

namespace app {

Secretariat::Secretariat(const config::Settings& settings, db::Database& database, std::function<void()> decided)
    : office_{.database = database, .clock = instant_now, .decided = std::move(decided)}, uploads_(settings.data / "uploads") {
  std::filesystem::create_directories(uploads_);
}

void Secretariat::add_routes(web::Router& router, const People& people) const {
  const programmes::OfficeParts parts{.office = office_, .uploads = uploads_};
  for (auto& route : programmes::office_programme_routes(parts)) router.add(people.once(std::move(route)));
  for (auto& route : programmes::office_routes(parts)) router.add(people.once(std::move(route)));
}

}  // namespace app
