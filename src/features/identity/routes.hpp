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

/// The route as it is, unless its Access says `once`. Then a request with a key that the account has used within a day gets the first
/// answer again: Error(conflict) identity.key_reused if it asks for something else, identity.key_running if there is no answer yet or the
/// server was stopped before there was one. What was refused may be asked again. The tools outlive the route.
[[nodiscard]] web::Route once(const Tools& tools, web::Route route);

/// Throws std::logic_error that names a route without Access; to be called before the server starts.
void check_access(const web::Router& router);

}  // namespace identity
