#include "app/ticker.hpp"

#include <utility>

namespace app {

Ticker::Ticker(std::chrono::milliseconds pause, std::function<void()> work)
    : pause_(pause), work_(std::move(work)), thread_([this] { run(); }) {}

Ticker::~Ticker() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  ended_.notify_one();
  thread_.join();
}

void Ticker::run() {
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, pause_, [this] { return ends_; })) {
    lock.unlock();
    work_();
    lock.lock();
  }
}

}  // namespace app
