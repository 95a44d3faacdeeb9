#include "web/server.hpp"

#include <algorithm>
#include <deque>
#include <thread>
#include <vector>

#include "web/core.hpp"
#include "web/net.hpp"
#include "web/session.hpp"

namespace web {
namespace {

// The words to whom no session can be given; fixed, because they are for a server that has no room.
constexpr std::string_view kFull = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 10\r\nContent-Length: 0\r\n\r\n";

/// A loop, its thread, and the sessions on it.
struct IoThread {
  void add(Core& core, std::unique_ptr<Socket> socket) {
    const auto session = std::make_shared<Session>(core, loop, std::move(socket));
    sessions.push_back(session);
    session->start();
  }

  template <typename Use>
  void for_each(Use use) {
    std::erase_if(sessions, [](const auto& session) { return session.expired(); });
    for (const auto& session : sessions) {
      if (const auto alive = session.lock()) use(*alive);
    }
  }

  Loop loop;
  std::vector<std::weak_ptr<Session>> sessions;  ///< for the thread alone
  std::thread thread;
};

}  // namespace

struct Server::Impl {
  Impl(Router router, Options options) : core(std::move(router), std::move(options)) {
    for (std::size_t i = 0; i < core.options.io_threads; ++i) threads.emplace_back();
  }

  ~Impl() {
    // Workers first: their tasks post to the loops. Then the loops, whose handlers hold the sessions.
    core.metrics->remove_gauges(this);
    core.workers.stop();
    core.disk.stop();
    for (auto& io : threads) io.loop.stop();
    for (auto& io : threads) {
      if (io.thread.joinable()) io.thread.join();
    }
  }

  void start() {
    listener.emplace(threads.front().loop, core.options.address, core.options.port);
    port = listener->port();
    core.metrics->add_gauge(this, "juara_http_connections", "Open connections.",
                            [this] { return static_cast<double>(core.connections.size()); });
    core.metrics->add_gauge(this, "juara_http_waiting", "Requests that wait for a worker.",
                            [this] { return static_cast<double>(core.workers.waiting()); });
    for (auto& io : threads) {
      io.loop.repeat(core.options.timeouts.sweep,
                     [this, &io] { io.for_each([now = core.options.clock.tick()](Session& session) { session.sweep(now); }); });
    }
    listener->start([this]() -> Loop& { return next().loop; }, [this](std::unique_ptr<Socket> socket) { accept(std::move(socket)); });
    for (auto& io : threads) {
      io.thread = std::thread([this, &io] { io.loop.run([this](const std::exception& error) { core.log_failure("", error.what()); }); });
    }
  }

  // The loop of the connection that is waited for.
  IoThread& next() {
    turn = (turn + 1) % threads.size();
    return threads[turn];
  }

  void accept(std::unique_ptr<Socket> socket) {
    if (!core.connections.enter(socket->peer(), core.options.proxies.contains(socket->peer()))) {
      core.metrics->count_turned_away();
      return socket->say(kFull);
    }
    auto& io = threads[turn];
    // A std::function is copied, so the socket waits in a shared pointer.
    io.loop.post(
        [this, &io, waiting = std::make_shared<std::unique_ptr<Socket>>(std::move(socket))] { io.add(core, std::move(*waiting)); });
  }

  template <typename Use>
  void for_all(Use use) {
    for (auto& io : threads) {
      io.loop.post([&io, use] { io.for_each(use); });
    }
  }

  bool stop(std::chrono::milliseconds patience) {
    core.stopping = true;
    threads.front().loop.post([this] { listener->close(); });
    for_all([](Session& session) { session.finish(); });
    const bool all_ended = core.connections.wait_for_none(patience);
    if (!all_ended) for_all([](Session& session) { session.close(); });
    return all_ended;
  }

  Core core;
  std::deque<IoThread> threads;
  std::optional<Listener> listener;
  std::size_t turn = 0;
  std::uint16_t port = 0;
};

Server::Server(Router router, Options options) : impl_(std::make_unique<Impl>(std::move(router), std::move(options))) {}
Server::~Server() = default;

const Router& Server::router() const { return impl_->core.router; }
void Server::start() { impl_->start(); }
std::uint16_t Server::port() const { return impl_->port; }
bool Server::stop(std::chrono::milliseconds patience) { return impl_->stop(patience); }

}  // namespace web
