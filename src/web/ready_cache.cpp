#include "web/ready_cache.hpp"

#include <stdexcept>
#include <utility>
#include <variant>

namespace web {
namespace {

constexpr std::size_t kOfAnEntry = 512;  // bytes besides the content

std::size_t size_of(const Response& response) {
  const auto* content = std::get_if<std::shared_ptr<const Content>>(&response.body);
  if (content == nullptr) throw std::logic_error("a ready answer needs a Content");
  std::size_t size = kOfAnEntry;
  for (const Encoding encoding : {Encoding::identity, Encoding::gzip, Encoding::brotli}) size += (*content)->bytes(encoding).size();
  return size;
}

}  // namespace

std::optional<Response> ReadyCache::find(std::string_view key, base::Instant now) {
  const std::lock_guard lock(mutex_);
  const Response* found = look_up(key, now);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

Response ReadyCache::find_or_make(const std::string& key, base::Instant now, const std::function<Made()>& make) {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (const Response* found = look_up(key, now)) return *found;
    if (in_the_making_.insert(key).second) break;
    made_.wait(lock, [&] { return !in_the_making_.contains(key); });
  }
  lock.unlock();
  std::optional<Made> made;
  std::exception_ptr failure;
  try {
    made = make();
  } catch (...) {
    failure = std::current_exception();
  }
  lock.lock();
  in_the_making_.erase(key);
  if (made) keep(key, *made);
  made_.notify_all();
  if (failure) std::rethrow_exception(failure);
  return std::move(made->response);
}

void ReadyCache::set_revision(std::int64_t revision) {
  const std::lock_guard lock(mutex_);
  renew(revision);
}

std::size_t ReadyCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

const Response* ReadyCache::look_up(std::string_view key, base::Instant now) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  const auto entry = found->second;
  if (entry->made.freshness.until && *entry->made.freshness.until <= now) {
    drop(entry);
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, entry);
  return &entry->made.response;
}

void ReadyCache::keep(const std::string& key, const Made& made) {
  renew(made.freshness.revision);
  const std::size_t bytes = size_of(made.response) + key.size();
  if (made.freshness.revision < revision_ || bytes > most_bytes_) return;
  if (const auto known = by_key_.find(key); known != by_key_.end()) drop(known->second);
  entries_.push_front({key, made, bytes});
  by_key_.emplace(entries_.front().key, entries_.begin());
  bytes_ += bytes;
  while (bytes_ > most_bytes_) drop(std::prev(entries_.end()));
}

void ReadyCache::renew(std::int64_t revision) {
  if (revision <= revision_) return;
  revision_ = revision;
  by_key_.clear();
  entries_.clear();
  bytes_ = 0;
}

void ReadyCache::drop(Entries::iterator entry) {
  by_key_.erase(entry->key);
  bytes_ -= entry->bytes;
  entries_.erase(entry);
}

}  // namespace web
