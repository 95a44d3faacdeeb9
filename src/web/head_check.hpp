#pragma once

#include "web/request.hpp"

namespace web {

/// What must hold of a head before anybody acts on it: one sound Host, one sound length of the body, a target that means one path only.
/// Fills in host, target, length. Throws HttpError or base::Error.
void check_head(RequestData& data);

}  // namespace web
