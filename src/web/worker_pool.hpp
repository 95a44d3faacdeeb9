#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace web {

/// Threads that may block, before a queue of a fixed length.
class WorkerPool {
 public:
  WorkerPool(std::size_t threads, std::size_t queue_length);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False: the queue is full, or the pool was stopped. A task must not throw.
  [[nodiscard]] bool submit(std::function<void()> task);
  /// How many tasks wait.
  [[nodiscard]] std::size_t waiting() const;
  /// Takes no more tasks, does those it has, and returns when all are done.
  void stop();

 private:
  void work();

  const std::size_t queue_length_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace web
