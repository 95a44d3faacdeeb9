#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/route.hpp"

namespace web {

/// The path parameters of a request, by name.
using PathParams = std::vector<std::pair<std::string_view, std::string>>;

/// Finds routes by the segments of a path. A literal segment goes before a parameter, a longer ending before a shorter one.
class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// Throws std::logic_error for what only a programmer can mend: a bad pattern, no handler, a path or a name given twice, a GET with a
  /// body.
  void add(Route route);

  struct Match {
    const Route* route = nullptr;
    PathParams params;
    std::string allow;  ///< without a route: the methods that the path has; empty if there is no such path
  };
  /// HEAD finds the route of GET. `segments` are decoded.
  [[nodiscard]] Match match(Method method, const std::vector<std::string>& segments) const;

  /// All routes in the order in which they were added; they stay where they are.
  [[nodiscard]] const std::deque<Route>& routes() const { return routes_; }

 private:
  struct Node;
  std::deque<Route> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace web
