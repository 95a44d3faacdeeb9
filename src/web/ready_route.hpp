#pragma once

#include <functional>
#include <string>
#include <vector>

#include "web/ready_cache.hpp"
#include "web/route.hpp"

namespace web {

/// A GET that many ask for and that answers everybody alike: its answers are kept in a ReadyCache, and given from there without a worker.
struct ReadyRoute {
  std::string path, name;
  std::vector<std::string> query = {};  ///< the parameters that decide the answer; others do not count
  bool by_language = false;             ///< whether the answer depends on the reader's language
  bool by_host = false;                 ///< whether it depends on how the reader calls the server
  std::function<ReadyCache::Made(const Request&)> make;
  Extras extras = {};
};

/// `cache` must outlive the route.
[[nodiscard]] Route ready_route(ReadyCache& cache, const base::Clock& clock, ReadyRoute ready);

}  // namespace web
