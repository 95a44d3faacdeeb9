#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>

#include "web/address.hpp"

namespace web {

/// Counts connections, in all and by network, and refuses those above the limits.
class ConnectionCount {
 public:
  ConnectionCount(std::size_t most, std::size_t most_per_network) : most_(most), most_per_network_(most_per_network) {}

  /// Each true needs one leave(). `trusted`: without the limit for its network.
  [[nodiscard]] bool enter(const Address& address, bool trusted);
  void leave(const Address& address);
  [[nodiscard]] std::size_t size() const;
  /// Waits until there are none. False: there still are some.
  bool wait_for_none(std::chrono::milliseconds longest);

 private:
  const std::size_t most_;
  const std::size_t most_per_network_;
  mutable std::mutex mutex_;
  std::condition_variable left_;
  std::map<Address, std::size_t> by_network_;
  std::size_t size_ = 0;
};

}  // namespace web
