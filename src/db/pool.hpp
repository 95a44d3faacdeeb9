#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "db/connection.hpp"

namespace db {

/// Lends connections to threads, first come, first served; opens them when they are needed.
class Pool {
 public:
  /// A connection on loan; goes back at the end of its life, or is closed if it is no longer usable.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection);
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();

    [[nodiscard]] Connection& connection() const { return *connection_; }  ///< after begin()
    /// Begins a transaction. Where the connection was left over from before and turns out to be dead (the server was restarted), closes
    /// all such and opens a new one.
    void begin(Mode mode);
    void rollback() noexcept;

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;  ///< none while the first one is yet to be opened
  };

  Pool(std::size_t most, std::chrono::milliseconds patience, OpenConnection open);

  /// Waits for its turn. Throws Failure db.busy if that takes longer than `patience`.
  [[nodiscard]] Lease lease();

 private:
  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);
  void close_idle();

  const std::size_t most_;
  const std::chrono::milliseconds patience_;
  const OpenConnection open_;

  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t lent_ = 0;
  std::list<int> queue_;  ///< one entry for each waiting thread; the front one is next
};

}  // namespace db
