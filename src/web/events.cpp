#include "web/events.hpp"

#include <stdexcept>

namespace web {
namespace {

std::string frame_of(std::string_view event, std::string_view data) {
  if (event.find_first_of("\r\n") != std::string_view::npos) throw std::invalid_argument("an event's name is one line");
  std::string frame = "event: " + std::string(event) + "\n";
  while (true) {
    const auto end = data.find_first_of("\r\n");
    frame.append("data: ").append(data.substr(0, end)).append("\n");
    if (end == std::string_view::npos) break;
    data.remove_prefix(data.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
  return frame + "\n";
}

}  // namespace

Response EventHub::listen(std::vector<std::string> topics) {
  Response response{.body = EventStream{.hub = this, .topics = std::move(topics)}};
  response.headers.set("Content-Type", "text/event-stream");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Accel-Buffering", "no");  // nginx would hold events back until its buffer is full
  return response;
}

void EventHub::publish(const std::string& topic, std::string_view event, std::string_view data) {
  const auto frame = std::make_shared<const std::string>(frame_of(event, data));
  const std::lock_guard lock(mutex_);
  const auto found = topics_.find(topic);
  if (found == topics_.end()) return;
  for (auto* listener : found->second) listener->deliver(frame);
}

std::size_t EventHub::listeners() const {
  const std::lock_guard lock(mutex_);
  return listeners_;
}

void EventHub::add(Listener& listener, const std::vector<std::string>& topics) {
  const std::lock_guard lock(mutex_);
  for (const auto& topic : topics) topics_[topic].insert(&listener);
  ++listeners_;
}

void EventHub::remove(Listener& listener, const std::vector<std::string>& topics) {
  const std::lock_guard lock(mutex_);
  for (const auto& topic : topics) {
    const auto found = topics_.find(topic);
    if (found == topics_.end()) continue;
    found->second.erase(&listener);
    if (found->second.empty()) topics_.erase(found);
  }
  --listeners_;
}

}  // namespace web
