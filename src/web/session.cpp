#include "web/session.hpp"

#include <algorithm>

#include "web/pipeline.hpp"

namespace web {
namespace {

constexpr std::size_t kRoom = 2048;                        // holds the head of nearly every request; an idle connection costs little more
constexpr std::size_t kBodyRoom = std::size_t{16} * 1024;  // as long as a body comes
constexpr std::size_t kUploadRoom = std::size_t{64} * 1024;

}  // namespace

Session::Session(Core& core, Loop& loop, std::unique_ptr<Socket> socket)
    : core_(core), loop_(loop), socket_(std::move(socket)), patience_(core.options.timeouts) {}

// Runs on whichever thread lets go last, so it touches only what has a lock.
Session::~Session() {
  if (state_ == State::events) delivery_.events->hub->remove(*this, delivery_.events->topics);
  core_.connections.leave(socket_->peer());
}

void Session::next_request() {
  state_ = State::head;
  request_.reset();
  reader_.reset();
  delivery_ = {};
  is_guarded_ = false;
  sent_ = 0;
  if (inbox_.size() > kRoom && received_ <= kRoom) {
    inbox_.resize(kRoom);
    inbox_.shrink_to_fit();
  }
  if (received_ > 0) return read_head();
  if (core_.stopping) return close();
  deadline_ = now() + core_.options.timeouts.idle;
  read();
}

void Session::read() {
  if (received_ == inbox_.size()) inbox_.resize(std::max(kRoom, inbox_.size() * 2));
  socket_->read_some(inbox_.data() + received_, inbox_.size() - received_, shared_from_this());
}

void Session::consume(std::size_t bytes) {
  std::copy(inbox_.data() + bytes, inbox_.data() + received_, inbox_.data());
  received_ -= bytes;
}

void Session::on_read(std::size_t bytes) {
  if (state_ == State::closed) return;
  if (bytes == 0) return close();
  if (state_ == State::lingering || state_ == State::events) return read();  // over what came before: nobody wants it
  received_ += bytes;
  try {
    if (state_ == State::head) return read_head();
    patience_.progress(now(), bytes);
    read_body();
  } catch (...) {
    refuse();
  }
}

void Session::read_head() {
  if (!request_) {
    began_ = now();
    deadline_ = began_ + core_.options.timeouts.head;
    reader_ = std::make_unique<RequestReader>(core_.options.limits.head);
    request_.emplace(std::make_unique<RequestData>());
    data().id = core_.ids.next();
    data().remote = socket_->peer();
  }
  const auto size = reader_->read_head({inbox_.data(), received_}, data());
  if (size == 0) return read();
  consume(size);
  begin_request();
}

void Session::begin_request() {
  data().received_at = core_.options.clock.now();
  identify(data(), socket_->peer(), core_.options.proxies);
  if (auto response = find_route(core_, data())) {
    return send(web::deliver(core_, data(), *std::move(response), reader_->expects_body()));
  }
  if (!reader_->expects_body()) return answer();
  const auto& rule = data().route->body;
  reader_->set_body_limit(rule.limit);
  if (rule.upload_folder) return receive_upload();
  invite_body();
}

// The guard comes first: a stranger shall not fill the disk.
void Session::receive_upload() {
  const auto task = [this] {
    if (auto refusal = run_guard(core_, *request_)) {
      delivery_ = web::deliver(core_, data(), *std::move(refusal), true);
    } else {
      data().upload = std::make_unique<Upload>(*data().route->body.upload_folder);
    }
  };
  work(core_.workers, task, [this] {
    is_guarded_ = true;
    if (!data().upload) return send(std::move(delivery_));
    invite_body();
  });
}

void Session::invite_body() {
  patience_.reset();
  state_ = State::body;
  const auto room = data().upload ? kUploadRoom : kBodyRoom;
  if (inbox_.size() < room && data().content_length != received_) inbox_.resize(room);
  if (received_ > 0 || data().minor_version == 0 || !data().header("Expect")) return read_body();
  is_inviting_ = true;
  send({.head = "HTTP/1.1 100 Continue\r\n\r\n"});
}

void Session::read_body() {
  consume(reader_->read_body({inbox_.data(), received_}, data()));
  if (!data().upload || data().body.empty()) return go_on_with_body();
  const auto task = [this] {
    data().upload->append(data().body);
    data().body.clear();
  };
  work(core_.disk, task, [this] { go_on_with_body(); });
}

void Session::go_on_with_body() {
  if (reader_->is_done()) {
    if (data().upload) data().upload->finish();
    return answer();
  }
  state_ = State::body;
  deadline_ = patience_.begin(now());
  read();
}

void Session::answer() {
  if (auto response = run_quick(core_, *request_)) return send(web::deliver(core_, data(), *std::move(response), false));
  const auto task = [this] {
    auto refusal = is_guarded_ ? std::nullopt : run_guard(core_, *request_);
    delivery_ = web::deliver(core_, data(), refusal ? *std::move(refusal) : run_handler(core_, *request_), false);
  };
  work(core_.workers, task, [this] { send(std::move(delivery_)); });
}

void Session::work(WorkerPool& pool, std::function<void()> task, std::function<void()> then) {
  state_ = State::working;
  deadline_ = Tick::max();
  auto run = [self = shared_from_this(), task = std::move(task), then = std::move(then)]() mutable {
    try {
      task();
    } catch (...) {
      self->failure_ = std::current_exception();
    }
    auto& loop = self->loop_;
    loop.post([self = std::move(self), then = std::move(then)] { self->resume(then); });
  };
  if (!pool.submit(std::move(run))) throw base::Error(base::Kind::unavailable, "http.busy");
}

void Session::resume(const std::function<void()>& then) {
  if (state_ == State::closed) return;
  try {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    then();
  } catch (...) {
    refuse();
  }
}

void Session::refuse() {
  auto response = current_problem(core_, data());
  if (sent_ > 0) return close();  // in the middle of an answer there is no way to say it
  send(web::deliver(core_, data(), std::move(response), true));
}

void Session::sweep(Tick now) {
  constexpr std::string_view kTooSlow = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  if (now < deadline_ || state_ == State::closed) return;
  if (state_ == State::events && events_.empty()) return queue_event(std::make_shared<const std::string>(":\n\n"));
  if (state_ == State::body || (state_ == State::head && request_)) socket_->say(kTooSlow);
  if (state_ != State::head || request_) core_.metrics->count_timed_out();  // idleness is no fault
  close();
}

void Session::finish() {
  if (state_ == State::events || (state_ == State::head && !request_)) close();
}

void Session::close() {
  if (state_ == State::closed) return;
  if (state_ == State::events) delivery_.events->hub->remove(*this, delivery_.events->topics);
  state_ = State::closed;
  socket_->close();
}

}  // namespace web
