#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "features/programmes/office.hpp"
#include "web/route.hpp"

namespace programmes {

/// What the secretariat's routes need; all of it must outlive them.
struct OfficeParts {
  const Office& office;
  std::filesystem::path uploads;  ///< a folder for bundles while they are read
  std::function<identity::Caller(const web::Request&)> caller = identity::caller_of;
};

/// `/api/v1/office/...` of docs/developer/api.md, section "Publishing"; each lets in secretariats only.
[[nodiscard]] std::vector<web::Route> office_routes(const OfficeParts& parts);

}  // namespace programmes
