#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "base/instant.hpp"
#include "features/programmes/api.hpp"
#include "web/ready_cache.hpp"
#include "web/route.hpp"

namespace portal {

/// The files of the web application that were built into this program; none if it was built without.
[[nodiscard]] std::span<const base::EmbeddedFile> application_files();

/// What the pages need; all of it must outlive them.
struct Parts {
  const programmes::Reader& reader;
  web::ReadyCache& cache;  ///< for what publishing changes; it may be that of programmes::public_routes
  base::Clock clock;
  std::string public_url = {};  ///< how readers call the site, without a slash at the end; empty: as each calls it
  web::Extras access = {};      ///< of each route: everybody may
  std::span<const base::EmbeddedFile> application = application_files();
};

/// The public's pages, complete without a script: `/`, `/penyelenggaraan/{slug}`, `/hasil/{id}` with its picture, `/unit/{slug}`, `/paket`,
/// `/cari`, `/verifikasi`, `/sitemap.xml`, `/robots.txt`, and the files of the web application; and a page at each address behind sign-in,
/// which the web application fills. The last route takes every GET that no other one does.
[[nodiscard]] std::vector<web::Route> routes(const Parts& parts);

}  // namespace portal
