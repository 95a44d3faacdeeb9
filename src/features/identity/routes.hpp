#pragma once

#include <vector>

#include "features/identity/service.hpp"
#include "web/options.hpp"
#include "web/router.hpp"

namespace identity {

/// Everything below /api/v1 that is about accounts: session, me, invitations, password-resets, accounts. The tools outlive the routes.
[[nodiscard]] std::vector<web::Route> routes(const Tools& tools, const web::Clock& clock);

/// Finds out who sends a request, and refuses those whom the route's Access does not let in; a route without one lets in nobody. A request
/// that changes something must come from our own pages or carry an API token.
[[nodiscard]] web::Guard guard(const Tools& tools);

/// Throws std::logic_error that names a route without Access; to be called before the server starts.
void check_access(const web::Router& router);

}  // namespace identity
