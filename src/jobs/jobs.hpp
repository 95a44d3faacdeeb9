#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "db/transaction.hpp"

/// Work that is done after the answer has gone. A job is written in the transaction of what asks for it, so there is never one without the
/// other; it is done at least once, also after a crash.
namespace jobs {

enum class State : std::uint8_t { waiting, running, done, failed, cancelled };
[[nodiscard]] const char* name_of(State state);
[[nodiscard]] std::optional<State> parse_state(std::string_view name);

struct Job {
  std::string id;
  std::string kind;     ///< `send_mail`: which handler does it
  std::string subject;  ///< id of what it is about
  State state = State::waiting;
  std::int64_t attempts = 0;  ///< begun so far
  base::Instant due_at;       ///< waiting: not before; running: taken up again if it has not ended by then
  base::Instant created_at;
  std::optional<base::Instant> finished_at = {};
  std::optional<std::string> fault = {};  ///< why the last attempt failed, for those who operate the server: a code and what fills it

  bool operator==(const Job&) const = default;
};

/// Adds a job that is due at once, and gives its id.
std::string add(db::Transaction& transaction, const std::string& kind, const std::string& subject, base::Instant now);

/// Newest first; `after`: the last one of the page before.
struct Page {
  std::optional<State> state = {};
  std::optional<Job> after = {};
  std::size_t limit = 50;
};
[[nodiscard]] std::vector<Job> list(db::Transaction& transaction, const Page& page);
/// Throws Error(not_found, jobs.none).
[[nodiscard]] Job find(db::Transaction& transaction, const std::string& id);
[[nodiscard]] std::optional<Job> find_by_subject(db::Transaction& transaction, const std::string& kind, const std::string& subject);

/// A waiting job is not done any more. Throws Error(not_found, jobs.none), Error(conflict, jobs.not_waiting).
Job cancel(db::Transaction& transaction, const std::string& id, base::Instant now);
/// A failed or cancelled job is due again at once, with all its attempts. Throws Error(not_found, jobs.none), Error(conflict,
/// jobs.not_over).
Job retry(db::Transaction& transaction, const std::string& id, base::Instant now);

}  // namespace jobs
