#include "web/router.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "base/text.hpp"
#include "web/characters.hpp"

namespace web {
namespace {

enum class Segment { literal, one, rest };

struct Pattern {
  Segment kind = Segment::literal;
  std::string_view name;         ///< of the parameter, or the literal itself
  std::string_view ending = {};  ///< literal text behind the parameter
};

Pattern read(std::string_view segment) {
  const auto close = segment.find('}');
  if (!segment.starts_with('{') || close == std::string_view::npos) return {Segment::literal, segment};
  const auto name = segment.substr(1, close - 1);
  if (segment.ends_with("...}")) return {Segment::rest, name.substr(0, name.size() - 3)};
  return {Segment::one, name, segment.substr(close + 1)};
}

[[noreturn]] void refuse(const Route& route, std::string_view why) {
  throw std::logic_error("route " + route.name + " " + route.path + ": " + std::string(why));
}

void check(const Route& route) {
  if (!route.path.starts_with('/')) refuse(route, "a path begins with a slash");
  if (route.name.empty() || !route.handler) refuse(route, "it needs a name and a handler");
  if (route.method == Method::head || route.method == Method::options || route.method == Method::other) {
    refuse(route, "HEAD and OPTIONS are answered by the server");
  }
  if (route.method == Method::get && route.body.limit != 0) refuse(route, "a GET has no body");
  if (route.body.limit != 0 && route.body.types.empty()) refuse(route, "a body needs media types");
}

std::vector<Pattern> patterns_of(const Route& route) {
  std::vector<Pattern> patterns;
  if (route.path == "/") return patterns;
  for (const auto segment : base::split(std::string_view{route.path}.substr(1), '/')) patterns.push_back(read(segment));
  return patterns;
}

void check(const std::vector<Pattern>& patterns, const Route& route) {
  for (const auto& pattern : patterns) {
    const auto has_brace = [](std::string_view text) { return text.find_first_of("{}") != std::string_view::npos; };
    if (pattern.name.empty() || has_brace(pattern.name) || has_brace(pattern.ending)) {
      refuse(route, "a segment is a literal, {name}, {name}.ending or {name...}");
    }
    if (pattern.kind == Segment::rest && &pattern != &patterns.back()) refuse(route, "{name...} stands at the end");
  }
}

struct LongestFirst {
  bool operator()(const std::string& a, const std::string& b) const { return a.size() != b.size() ? a.size() > b.size() : a < b; }
};

constexpr std::size_t kMethods = static_cast<std::size_t>(Method::other);

}  // namespace

// A node may end a path (`own`), or take the rest of any longer one (`rest`).
struct Router::Node {
  using ByMethod = std::array<const Route*, kMethods>;

  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::map<std::string, std::unique_ptr<Node>, LongestFirst> parameters;  ///< by ending; one without ending is the last
  ByMethod own{};
  ByMethod rest{};

  static bool any(const ByMethod& routes) {
    return std::ranges::any_of(routes, [](const Route* route) { return route != nullptr; });
  }

  // The routes of the path, or null. Goes back from a literal that leads nowhere to the parameter beside it; no path of ours has so many
  // segments that this could become slow.
  [[nodiscard]] const ByMethod* find(const std::vector<std::string>& segments, std::size_t at) const {
    if (at == segments.size()) return any(own) ? &own : nullptr;
    if (const auto literal = literals.find(segments[at]); literal != literals.end()) {
      if (const auto* found = literal->second->find(segments, at + 1); found != nullptr) return found;
    }
    for (const auto& [ending, node] : parameters) {
      if (segments[at].size() <= ending.size() || !segments[at].ends_with(ending)) continue;
      if (const auto* found = node->find(segments, at + 1); found != nullptr) return found;
    }
    return any(rest) ? &rest : nullptr;
  }
};

namespace {

// Read from the pattern of the route found, so that two routes may name the same place differently.
PathParams params_of(const Route& route, const std::vector<std::string>& segments) {
  PathParams params;
  if (route.path.find('{') == std::string::npos) return params;
  const auto patterns = patterns_of(route);
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (patterns[i].kind == Segment::literal) continue;
    auto value = segments[i].substr(0, segments[i].size() - patterns[i].ending.size());
    if (patterns[i].kind == Segment::rest) {
      for (std::size_t j = i + 1; j < segments.size(); ++j) value.append("/").append(segments[j]);
    }
    params.emplace_back(patterns[i].name, std::move(value));
  }
  return params;
}

template <typename ByMethod>
std::string allow(const ByMethod& routes) {
  std::string text;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    if (routes[i] == nullptr) continue;
    text.append(to_text(static_cast<Method>(i))).append(", ");
    if (static_cast<Method>(i) == Method::get) text += "HEAD, ";
  }
  return text + "OPTIONS";
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
  check(route);
  if (std::ranges::find(routes_, route.name, &Route::name) != routes_.end()) refuse(route, "the name is taken");
  const auto& kept = routes_.emplace_back(std::move(route));
  const auto patterns = patterns_of(kept);
  check(patterns, kept);
  Node* node = root_.get();
  for (const auto& pattern : patterns) {
    if (pattern.kind == Segment::rest) break;
    auto& next = pattern.kind == Segment::one ? node->parameters[std::string(pattern.ending)] : node->literals[std::string(pattern.name)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  auto& routes = !patterns.empty() && patterns.back().kind == Segment::rest ? node->rest : node->own;
  auto& place = routes.at(static_cast<std::size_t>(kept.method));
  if (place != nullptr) refuse(kept, "the path is taken by " + place->name);
  place = &kept;
}

Router::Match Router::match(Method method, const std::vector<std::string>& segments) const {
  Match match;
  const auto* found = root_->find(segments, 0);
  if (found == nullptr) return match;
  if (method == Method::head) method = Method::get;
  if (method != Method::other) match.route = found->at(static_cast<std::size_t>(method));
  if (match.route == nullptr) {
    match.allow = allow(*found);
  } else {
    match.params = params_of(*match.route, segments);
  }
  return match;
}

BodyRule json_body(std::uint64_t limit) { return {.limit = limit, .types = {"application/json"}}; }

BodyRule form_body(std::uint64_t limit) { return {.limit = limit, .types = {"application/x-www-form-urlencoded"}}; }

BodyRule upload_body(std::filesystem::path folder, std::uint64_t limit, std::vector<std::string> types) {
  return {.limit = limit, .types = std::move(types), .upload_folder = std::move(folder)};
}

}  // namespace web
