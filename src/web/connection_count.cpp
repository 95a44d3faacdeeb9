#include "web/connection_count.hpp"

namespace web {

bool ConnectionCount::enter(const Address& address, bool trusted) {
  const std::lock_guard lock(mutex_);
  if (size_ >= most_) return false;
  auto& here = by_network_[address.network()];
  if (!trusted && here >= most_per_network_) return false;
  ++here;
  ++size_;
  return true;
}

void ConnectionCount::leave(const Address& address) {
  {
    const std::lock_guard lock(mutex_);
    const auto here = by_network_.find(address.network());
    if (--here->second == 0) by_network_.erase(here);
    --size_;
  }
  left_.notify_all();
}

std::size_t ConnectionCount::size() const {
  const std::lock_guard lock(mutex_);
  return size_;
}

bool ConnectionCount::wait_for_none(std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  return left_.wait_for(lock, longest, [this] { return size_ == 0; });
}

}  // namespace web
