#pragma once

#include <optional>

#include "web/core.hpp"
#include "web/delivery.hpp"

/// From a whole request to its delivery: no sockets here, so it runs on any thread.
namespace web {

/// Finds the route and fills in its parameters. Nothing: the request may go on. Else the answer to OPTIONS, or the problem: 404, 405, 413,
/// 415, 417.
[[nodiscard]] std::optional<Response> find_route(const Core& core, RequestData& request);

/// Runs the guard. Its refusal, or nothing.
[[nodiscard]] std::optional<Response> run_guard(const Core& core, Request& request);

/// Asks the quick handler, if there is one.
[[nodiscard]] std::optional<Response> run_quick(const Core& core, const Request& request);

[[nodiscard]] Response run_handler(const Core& core, const Request& request);

/// The problem that the exception being handled stands for; what the client must not know goes to the log. Inside of a catch block only.
[[nodiscard]] Response current_problem(const Core& core, const RequestData& request);

/// Never throws: a response that must not be sent becomes 500. `close`: the connection ends with it.
[[nodiscard]] Delivery deliver(const Core& core, const RequestData& request, Response response, bool close);

}  // namespace web
