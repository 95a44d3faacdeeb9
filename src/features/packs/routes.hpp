#pragma once

#include <vector>

#include "base/instant.hpp"
#include "web/ready_cache.hpp"
#include "web/route.hpp"

namespace packs {

/// `/api/v1/packs` of docs/developer/api.md. `cache`, which must outlive them, is for what never changes while the program runs; `access`:
/// of each route, everybody may.
[[nodiscard]] std::vector<web::Route> routes(web::ReadyCache& cache, const base::Clock& clock, const web::Extras& access);

}  // namespace packs
