#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace app {

/// Does something again and again on a thread of its own, with the same pause between.
class Ticker {
 public:
  /// `work` must not throw.
  Ticker(std::chrono::milliseconds pause, std::function<void()> work);
  ~Ticker();
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

 private:
  void run();

  std::chrono::milliseconds pause_;
  std::function<void()> work_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ends_ = false;
  std::thread thread_;  ///< the last to begin
};

}  // namespace app
