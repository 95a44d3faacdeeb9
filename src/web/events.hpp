#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "web/response.hpp"

namespace web {

/// Tells browsers at once what has changed (Server-Sent Events). It must outlive the server. A listener that does not keep up is dropped;
/// its browser connects again and asks for the present state, so nothing is kept for it.
class EventHub {
 public:
  /// The answer of a route: the connection stays open, and gets what is published on these topics. It does not block: let a public route
  /// answer so in `quick`, because after a restart all browsers come back at once, and an EventSource that gets 503 gives up.
  [[nodiscard]] Response listen(std::vector<std::string> topics);

  /// From any thread; does not wait for anybody. `event` is one line (else std::invalid_argument), `data` may have many.
  void publish(const std::string& topic, std::string_view event, std::string_view data);

  [[nodiscard]] std::size_t listeners() const;

  /// A connection; for this folder.
  class Listener {
   public:
    virtual ~Listener() = default;
    /// From any thread; must return at once.
    virtual void deliver(std::shared_ptr<const std::string> frame) = 0;
  };
  void add(Listener& listener, const std::vector<std::string>& topics);
  void remove(Listener& listener, const std::vector<std::string>& topics);  ///< after it, no more is delivered

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::unordered_set<Listener*>> topics_;
  std::size_t listeners_ = 0;
};

}  // namespace web
