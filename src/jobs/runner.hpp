#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "base/error.hpp"
#include "db/database.hpp"
#include "jobs/jobs.hpp"

namespace jobs {

/// Does one kind of job; `subject` says for what. What it throws counts as a failed attempt: an Error of kind `unavailable` or
/// `rate_limited` is tried again later, any other Error never mends itself. It may be called again for a job that it has done, if the
/// process died in between.
using Handler = std::function<void(const std::string& subject)>;

struct Options {
  std::chrono::milliseconds first_pause{60'000};  ///< after the first failed attempt; each further pause is twice as long
  std::chrono::milliseconds longest_pause{21'600'000};
  std::int64_t most_attempts = 10;                ///< then it has failed
  std::chrono::milliseconds lease{300'000};       ///< how long an attempt may take at most
  std::chrono::milliseconds kept{7'776'000'000};  ///< how long those that are over can be seen
  std::chrono::milliseconds look{1'000};          ///< how often the runner looks by itself
  /// Told of each failed attempt, for the log.
  std::function<void(const Job& job, const std::string& fault)> failed = {};
};

/// Does the jobs that are due, one after the other, on a thread of its own.
class Runner {
 public:
  Runner(db::Database& database, base::Clock clock, std::map<std::string, Handler> handlers, Options options = {});
  /// Ends after the attempt that is going on.
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  void start();
  /// There is something to do: for Transaction::after_commit.
  void wake();
  /// Does everything that is due now, on this thread. Gives how many attempts it made.
  std::size_t run_due();

 private:
  void attempt(const Job& job);
  void settle(const Job& job, const std::string& fault, bool may_mend);
  [[nodiscard]] std::chrono::milliseconds pause_after(std::int64_t attempts) const;
  void work();

  db::Database& database_;
  base::Clock clock_;
  std::map<std::string, Handler> handlers_;
  Options options_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool is_awake_ = false;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace jobs
