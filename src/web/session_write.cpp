#include <algorithm>

#include "web/session.hpp"

namespace web {
namespace {

constexpr std::size_t kFilePart = std::size_t{128} * 1024;
constexpr std::size_t kEventsRoom = 64;  // those who listen have nothing to say

}  // namespace

void Session::send(Delivery delivery) {
  delivery_ = std::move(delivery);
  state_ = State::writing;
  part_sent_ = 0;
  patience_.reset();
  send_more();
}

void Session::send_more() {
  const std::string_view head = delivery_.head;
  const auto body = delivery_.body();
  if (part_sent_ == head.size() + body.size()) {
    if (delivery_.file && delivery_.length > 0) return send_file_part();
    return end_answer();
  }
  const auto head_sent = std::min(part_sent_, head.size());
  deadline_ = patience_.begin(now());
  socket_->write_some({head.substr(head_sent), body.substr(part_sent_ - head_sent)}, shared_from_this());
}

// The part takes the place of head and body, which are sent by now.
void Session::send_file_part() {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(kFilePart, delivery_.length));
  const auto task = [this, size] {
    delivery_.head.clear();
    delivery_.text = delivery_.file->read(delivery_.offset, size);
  };
  work(core_.disk, task, [this] {
    if (delivery_.text.empty()) return close();  // somebody has cut the file
    delivery_.offset += delivery_.text.size();
    delivery_.length -= delivery_.text.size();
    state_ = State::writing;
    part_sent_ = 0;
    send_more();
  });
}

void Session::on_written(std::size_t bytes) {
  if (state_ == State::closed) return;
  if (bytes == 0) return close();
  if (state_ == State::events) return end_event(bytes);
  patience_.progress(now(), bytes);
  part_sent_ += bytes;
  sent_ += bytes;
  try {
    send_more();
  } catch (...) {
    refuse();
  }
}

void Session::end_answer() {
  if (is_inviting_) {
    is_inviting_ = false;
    sent_ = 0;
    patience_.reset();
    return go_on_with_body();
  }
  report();
  if (delivery_.events) return begin_events();
  if (delivery_.close || core_.stopping) return linger();
  next_request();
}

void Session::report() {
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(now() - began_);
  const auto* route = data().route;
  core_.metrics->record(route, delivery_.status, took, sent_);
  if (!core_.options.log) return;
  core_.options.log->access({.request_id = data().id,
                             .method = data().method_text,
                             .path = data().target.path,
                             .route = route == nullptr ? std::string_view() : route->name,
                             .status = delivery_.status,
                             .bytes = sent_,
                             .took = took,
                             .remote = data().remote});
}

// Closing over bytes that were not read would reset the connection, and the client might never see the answer.
void Session::linger() {
  state_ = State::lingering;
  request_.reset();
  socket_->shutdown_send();
  deadline_ = now() + core_.options.timeouts.linger;
  received_ = 0;
  read();
}

void Session::begin_events() {
  if (core_.stopping) return close();
  // Thousands may listen, so all that the request needed is given back.
  auto stream = *std::move(delivery_.events);
  delivery_ = {};
  delivery_.events = std::move(stream);
  request_.reset();
  reader_.reset();
  inbox_ = std::string(kEventsRoom, '\0');
  received_ = 0;
  part_sent_ = 0;
  state_ = State::events;
  deadline_ = now() + core_.options.timeouts.ping;
  delivery_.events->hub->add(*this, delivery_.events->topics);
  read();
}

void Session::deliver(std::shared_ptr<const std::string> frame) {
  loop_.post([weak = weak_from_this(), frame = std::move(frame)] {
    if (const auto self = weak.lock()) self->queue_event(frame);
  });
}

void Session::queue_event(std::shared_ptr<const std::string> frame) {
  if (state_ != State::events) return;
  events_size_ += frame->size();
  if (events_size_ > core_.options.limits.event_backlog) return close();
  events_.push_back(std::move(frame));
  if (events_.size() == 1) send_event();
}

void Session::send_event() {
  deadline_ = now() + core_.options.timeouts.grace;
  socket_->write_some({std::string_view{*events_.front()}.substr(part_sent_), {}}, shared_from_this());
}

void Session::end_event(std::size_t bytes) {
  part_sent_ += bytes;
  if (part_sent_ == events_.front()->size()) {
    events_size_ -= part_sent_;
    part_sent_ = 0;
    events_.erase(events_.begin());
  }
  if (!events_.empty()) return send_event();
  deadline_ = now() + core_.options.timeouts.ping;
}

}  // namespace web
