#include "db/pool.hpp"

#include <utility>

namespace db {

Pool::Pool(std::size_t most, std::chrono::milliseconds patience, OpenConnection open)
    : most_(most), patience_(patience), open_(std::move(open)) {}

Pool::Lease Pool::lease() { return {*this, take()}; }

/// Gives an idle connection, or none if the caller may open one.
std::unique_ptr<Connection> Pool::take() {
  std::unique_lock lock(mutex_);
  const auto turn = queue_.insert(queue_.end(), 0);
  const bool free = freed_.wait_for(lock, patience_, [&] { return turn == queue_.begin() && lent_ < most_; });
  queue_.erase(turn);
  freed_.notify_all();  // whoever is next now may find a second one free
  if (!free) throw Failure(base::Kind::unavailable, "db.busy", "no connection was given back in time");
  ++lent_;
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Connection> connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  if (connection && !connection->usable()) connection.reset();
  const std::lock_guard lock(mutex_);
  --lent_;
  if (connection) idle_.push_back(std::move(connection));
  freed_.notify_all();
}

void Pool::close_idle() {
  std::vector<std::unique_ptr<Connection>> dead;
  const std::lock_guard lock(mutex_);
  dead.swap(idle_);
}

Pool::Lease::Lease(Pool& pool, std::unique_ptr<Connection> connection) : pool_(pool), connection_(std::move(connection)) {}

Pool::Lease::~Lease() { pool_.give_back(std::move(connection_)); }

void Pool::Lease::begin(Mode mode) {
  if (connection_) {
    try {
      return connection_->begin(mode);
    } catch (const Failure&) {
      if (connection_->usable()) throw;
      pool_.close_idle();
    }
  }
  connection_ = pool_.open_();
  connection_->begin(mode);
}

void Pool::Lease::rollback() noexcept {
  if (connection_) connection_->rollback();
}

}  // namespace db
