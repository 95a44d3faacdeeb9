#pragma once

#include <vector>

#include "base/instant.hpp"
#include "features/programmes/news.hpp"
#include "features/programmes/reader.hpp"
#include "web/events.hpp"
#include "web/ready_cache.hpp"
#include "web/route.hpp"

namespace programmes {

/// What the public's routes need; all of it must outlive them.
struct PublicParts {
  const Reader& reader;
  web::ReadyCache& cache;
  web::EventHub& events;
  base::Clock clock;
  web::Extras access;  ///< of each route: everybody may
};

/// `/api/v1/programmes`, `results`, `units`, `search` and `events` of docs/developer/api.md.
[[nodiscard]] std::vector<web::Route> public_routes(const PublicParts& parts);

/// Passes news on: answers kept ready are forgotten, and browsers that follow `events` are told.
[[nodiscard]] News::Listener listener_of_news(web::ReadyCache& cache, web::EventHub& events);

}  // namespace programmes
