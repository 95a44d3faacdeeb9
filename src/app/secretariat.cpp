#include "app/secretariat.hpp"

#include <utility>

#include "app/storage.hpp"
#include "features/programmes/routes_office.hpp"

namespace app {

Secretariat::Secretariat(const config::Settings& settings, db::Database& database, std::function<void()> decided)
    : office_{.database = database, .clock = instant_now, .decided = std::move(decided)}, uploads_(settings.data / "uploads") {
  std::filesystem::create_directories(uploads_);
}

void Secretariat::add_routes(web::Router& router, const People& people) const {
  for (auto& route : programmes::office_routes({.office = office_, .uploads = uploads_})) router.add(people.once(std::move(route)));
}

}  // namespace app
