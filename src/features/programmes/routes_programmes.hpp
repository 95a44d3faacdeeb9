#pragma once

#include <vector>

#include "features/programmes/routes_office.hpp"

namespace programmes {

/// `/api/v1/office/programmes` of docs/developer/api.md, section "Publishing"; each lets in secretariats only.
[[nodiscard]] std::vector<web::Route> office_programme_routes(const OfficeParts& parts);

}  // namespace programmes
