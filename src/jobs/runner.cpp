#include "jobs/runner.hpp"

#include <algorithm>
#include <utility>

#include "jobs/store.hpp"

namespace jobs {
namespace {

/// The code and what fills it, for people who read logs: `mail.cannot_send (reason: Connection refused)`.
std::string told(const base::Error& error) {
  const base::Problem& problem = error.problems().front();
  std::string text = problem.code;
  for (const auto& [name, value] : problem.params) text += " (" + name + ": " + value + ")";
  return text;
}

bool may_mend(base::Kind kind) { return kind == base::Kind::unavailable || kind == base::Kind::rate_limited; }

}  // namespace

Runner::Runner(db::Database& database, base::Clock clock, std::map<std::string, Handler> handlers, Options options)
    : database_(database), clock_(std::move(clock)), handlers_(std::move(handlers)), options_(std::move(options)) {}

Runner::~Runner() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Runner::start() {
  thread_ = std::thread([this] { work(); });
}

void Runner::wake() {
  {
    const std::lock_guard lock(mutex_);
    is_awake_ = true;
  }
  woken_.notify_one();
}

void Runner::work() {
  std::unique_lock lock(mutex_);
  while (!is_over_) {
    is_awake_ = false;
    lock.unlock();
    try {
      run_due();
    } catch (const base::Error&) {  // the database is away; the jobs wait for it
    }
    lock.lock();
    woken_.wait_for(lock, options_.look, [this] { return is_awake_ || is_over_; });
  }
}

std::size_t Runner::run_due() {
  std::size_t attempts = 0;
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      if (is_over_) return attempts;
    }
    const base::Instant now = clock_();
    // A look costs a reader nothing; only one who finds something writes.
    const bool is_due = database_.read([&](db::Transaction& t) { return store::is_due(t, now); });
    if (!is_due) return attempts;
    const auto job = database_.write([&](db::Transaction& t) {
      store::forget_before(t, now - options_.kept);
      return store::take(t, now, now + options_.lease);
    });
    if (!job) return attempts;
    attempt(*job);
    ++attempts;
  }
}

void Runner::attempt(const Job& job) {
  try {
    const auto handler = handlers_.find(job.kind);
    if (handler == handlers_.end()) throw base::Error(base::Kind::invalid, "jobs.unknown_kind", {{"kind", job.kind}});
    handler->second(job.subject);
    database_.write([&](db::Transaction& t) { store::finish(t, job, clock_()); });
  } catch (const base::Error& error) {
    settle(job, told(error), may_mend(error.kind()));
  } catch (const std::exception& error) {
    settle(job, error.what(), false);
  }
}

void Runner::settle(const Job& job, const std::string& fault, bool may_mend) {
  if (options_.failed) options_.failed(job, fault);
  const base::Instant now = clock_();
  database_.write([&](db::Transaction& t) {
    if (may_mend && job.attempts < options_.most_attempts) {
      store::put_back(t, job, fault, now + pause_after(job.attempts));
    } else {
      store::fail(t, job, fault, now);
    }
  });
}

std::chrono::milliseconds Runner::pause_after(std::int64_t attempts) const {
  auto pause = options_.first_pause;
  for (std::int64_t i = 1; i < attempts && pause < options_.longest_pause; ++i) pause *= 2;
  return std::min(pause, options_.longest_pause);
}

}  // namespace jobs
