#include "web/net.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <optional>

#include "base/error.hpp"

namespace web {
namespace {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;  // any_io_executor would cost an allocation here and there
using TcpSocket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using TcpAcceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using boost::system::error_code;

constexpr int kBacklog = 4096;
constexpr std::chrono::milliseconds kPauseWithoutDescriptors{100};

Address address_of(const asio::ip::address& address) {
  return Address((address.is_v6() ? address.to_v6() : asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4())).to_bytes());
}

}  // namespace

struct Loop::Impl {
  asio::io_context context{1};
  asio::executor_work_guard<Executor> work{context.get_executor()};
  Timer timer{context};

  void wait(std::chrono::milliseconds interval, std::function<void()> task) {
    timer.expires_after(interval);
    timer.async_wait([this, interval, task = std::move(task)](error_code error) mutable {
      if (error) return;
      task();
      wait(interval, std::move(task));
    });
  }
};

Loop::Loop() : impl_(std::make_unique<Impl>()) {}
Loop::~Loop() = default;

void Loop::run(const std::function<void(const std::exception&)>& failed) {
  while (!impl_->context.stopped()) {
    try {
      impl_->context.run();
    } catch (const std::exception& error) {
      failed(error);
    }
  }
}

void Loop::stop() { impl_->context.stop(); }
void Loop::post(std::function<void()> task) { asio::post(impl_->context, std::move(task)); }
void Loop::repeat(std::chrono::milliseconds interval, std::function<void()> task) { impl_->wait(interval, std::move(task)); }

struct Socket::Impl {
  explicit Impl(TcpSocket&& accepted) : socket(std::move(accepted)) {
    error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (!error) peer = address_of(endpoint.address());
    // Without it the second half of an answer may wait 40 ms for the client's acknowledgement of the first.
    socket.set_option(asio::ip::tcp::no_delay(true), error);
  }

  TcpSocket socket;
  Address peer;
};

Socket::Socket(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Socket::~Socket() = default;

const Address& Socket::peer() const { return impl_->peer; }

void Socket::read_some(char* data, std::size_t size, std::shared_ptr<SocketUser> user) {
  impl_->socket.async_read_some(asio::mutable_buffer(data, size),
                                [user = std::move(user)](error_code error, std::size_t bytes) { user->on_read(error ? 0 : bytes); });
}

void Socket::write_some(std::array<std::string_view, 2> pieces, std::shared_ptr<SocketUser> user) {
  const std::array<asio::const_buffer, 2> buffers{asio::const_buffer(pieces[0].data(), pieces[0].size()),
                                                  asio::const_buffer(pieces[1].data(), pieces[1].size())};
  impl_->socket.async_write_some(buffers,
                                 [user = std::move(user)](error_code error, std::size_t bytes) { user->on_written(error ? 0 : bytes); });
}

void Socket::say(std::string_view text) {
  error_code error;
  impl_->socket.non_blocking(true, error);
  // What the client has sent is read first: closing over unread bytes would reset the connection and lose our words.
  std::array<char, 4096> unread{};
  impl_->socket.read_some(asio::mutable_buffer(unread.data(), unread.size()), error);
  impl_->socket.write_some(asio::const_buffer(text.data(), text.size()), error);
  shutdown_send();
}

void Socket::shutdown_send() {
  error_code ignored;
  impl_->socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void Socket::close() {
  error_code ignored;
  impl_->socket.close(ignored);
}

struct Listener::Impl : std::enable_shared_from_this<Listener::Impl> {
  explicit Impl(Loop& loop) : acceptor(loop.impl().context), pause(loop.impl().context) {}

  void accept() {
    coming.emplace(next_loop().impl().context);
    acceptor.async_accept(*coming, [self = shared_from_this()](error_code error) {
      if (!self->acceptor.is_open()) return;
      if (!error) {
        self->accepted(std::make_unique<Socket>(std::make_unique<Socket::Impl>(*std::move(self->coming))));
        self->accept();
      } else {
        self->accept_later();
      }
    });
  }

  // Out of descriptors: asking again at once would spin; some connection will end.
  void accept_later() {
    pause.expires_after(kPauseWithoutDescriptors);
    pause.async_wait([self = shared_from_this()](error_code error) {
      if (!error && self->acceptor.is_open()) self->accept();
    });
  }

  TcpAcceptor acceptor;
  std::optional<TcpSocket> coming;
  Timer pause;
  std::function<Loop&()> next_loop;
  std::function<void(std::unique_ptr<Socket>)> accepted;
};

Listener::Listener(Loop& loop, const std::string& address, std::uint16_t port) : impl_(std::make_shared<Impl>(loop)) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  const asio::ip::tcp::endpoint endpoint(ip, port);
  if (!error) impl_->acceptor.open(endpoint.protocol(), error);
  if (!error) impl_->acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), error);
  if (!error) impl_->acceptor.bind(endpoint, error);
  if (!error) impl_->acceptor.listen(kBacklog, error);
  if (error) {
    throw base::Error(base::Kind::unavailable, "http.cannot_listen",
                      {{"address", address}, {"port", std::to_string(port)}, {"reason", error.message()}});
  }
}

Listener::~Listener() = default;

std::uint16_t Listener::port() const { return impl_->acceptor.local_endpoint().port(); }

void Listener::start(std::function<Loop&()> next_loop, std::function<void(std::unique_ptr<Socket>)> accepted) {
  impl_->next_loop = std::move(next_loop);
  impl_->accepted = std::move(accepted);
  impl_->accept();
}

void Listener::close() {
  error_code ignored;
  impl_->acceptor.close(ignored);
  impl_->pause.cancel();
}

}  // namespace web
