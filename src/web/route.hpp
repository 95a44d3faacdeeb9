#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "web/extras.hpp"
#include "web/method.hpp"

namespace web {

class Request;
struct Response;

/// What a route takes as a body. By default nothing: a request that brings one is refused with 413.
struct BodyRule {
  std::uint64_t limit = 0;              ///< bytes
  std::vector<std::string> types = {};  ///< media types that are taken, `image/*` being a whole family
  /// Set: the body is streamed to a file in this folder, and the handler finds it in Request::upload().
  std::optional<std::filesystem::path> upload_folder = {};
};

inline constexpr std::uint64_t kUsualBodyLimit = std::uint64_t{1} << 20U;

[[nodiscard]] BodyRule json_body(std::uint64_t limit = kUsualBodyLimit);
[[nodiscard]] BodyRule form_body(std::uint64_t limit = kUsualBodyLimit);
/// `folder` must be on a file system of this machine, and on the one on which the handler keeps the file.
[[nodiscard]] BodyRule upload_body(std::filesystem::path folder, std::uint64_t limit, std::vector<std::string> types);

/// Runs on a worker and may block. What it throws becomes a problem: base::Error as its kind says, all else 500.
using Handler = std::function<Response(const Request&)>;
/// Runs on an I/O thread and must not block; nothing: let the handler answer. It is asked before the guard, so it belongs only to routes
/// that answer everybody alike.
using QuickHandler = std::function<std::optional<Response>(const Request&)>;

/// One method of one path. `path` is made of literal segments, `{name}` for any one segment, `{name}.csv` for one with that ending and, at
/// the end, `{name...}` for the rest.
struct Route {
  Method method = Method::get;
  std::string path = {};
  std::string name = {};  ///< unique and stable, for metrics and the API's description: `entries.list`
  Handler handler = {};
  QuickHandler quick = {};
  BodyRule body = {};
  Extras extras = {};  ///< what others know of it: roles, a line of documentation, schemas
};

}  // namespace web
