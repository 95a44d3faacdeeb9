#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "web/address.hpp"

/// The network as the rest of this folder sees it; Asio stays behind it.
namespace web {

/// One I/O thread. Everything that lives on a loop is called on the thread in run(), so it needs no locks.
class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Works until stop(). An exception that leaves a callback is given to `failed`; the loop goes on.
  void run(const std::function<void(const std::exception&)>& failed);
  void stop();                            ///< from any thread
  void post(std::function<void()> task);  ///< from any thread
  /// Calls `task` every `interval` until stop(). One repetition a loop.
  void repeat(std::chrono::milliseconds interval, std::function<void()> task);

  struct Impl;
  [[nodiscard]] Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Who is told what came of a read or a write. 0 bytes: the peer has closed, or the connection is broken.
class SocketUser {
 public:
  virtual ~SocketUser() = default;
  virtual void on_read(std::size_t bytes) = 0;
  virtual void on_written(std::size_t bytes) = 0;
};

/// A connection on a loop. At most one read and one write at a time; each keeps its user alive until it is told.
class Socket {
 public:
  struct Impl;
  explicit Socket(std::unique_ptr<Impl> impl);
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  [[nodiscard]] const Address& peer() const;
  void read_some(char* data, std::size_t size, std::shared_ptr<SocketUser> user);
  /// Writes some bytes of the two pieces, in their order; their bytes must stay until the user is told.
  void write_some(std::array<std::string_view, 2> pieces, std::shared_ptr<SocketUser> user);
  /// Sends what fits at once and forgets the rest: the last words to a client that is turned away.
  void say(std::string_view text);
  void shutdown_send();
  void close();

 private:
  std::unique_ptr<Impl> impl_;
};

/// Takes connections at an address, on a loop.
class Listener {
 public:
  /// Throws Error(unavailable, http.cannot_listen). Port 0: any that is free.
  Listener(Loop& loop, const std::string& address, std::uint16_t port);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  /// `next_loop` says on which loop the next connection shall live; `accepted` is called on the listener's loop.
  void start(std::function<Loop&()> next_loop, std::function<void(std::unique_ptr<Socket>)> accepted);
  void close();  ///< on the listener's loop, or after it has stopped

  struct Impl;

 private:
  std::shared_ptr<Impl> impl_;
};

}  // namespace web
