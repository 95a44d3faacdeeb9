#include "jobs/store.hpp"

#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "crypto/ids.hpp"

namespace jobs {
namespace {

constexpr std::array<std::pair<State, const char*>, 5> kStates{{{State::waiting, "waiting"},
                                                                {State::running, "running"},
                                                                {State::done, "done"},
                                                                {State::failed, "failed"},
                                                                {State::cancelled, "cancelled"}}};

constexpr std::string_view kColumns = "id, kind, subject, state, attempts, due_at, created_at, finished_at, fault";

Job read_job(const db::Row& row) {
  const auto finished = row.optional_integer(7);
  return {.id = row.text(0),
          .kind = row.text(1),
          .subject = row.text(2),
          .state = *parse_state(row.text(3)),
          .attempts = row.integer(4),
          .due_at = base::from_millis(row.integer(5)),
          .created_at = base::from_millis(row.integer(6)),
          .finished_at = finished ? std::optional(base::from_millis(*finished)) : std::nullopt,
          .fault = row.optional_text(8)};
}

std::string select(std::string_view rest) { return "SELECT " + std::string(kColumns) + " FROM jobs " + std::string(rest); }

}  // namespace

const char* name_of(State state) {
  for (const auto& [value, name] : kStates) {
    if (value == state) return name;
  }
  return "";
}

std::optional<State> parse_state(std::string_view name) {
  for (const auto& [value, text] : kStates) {
    if (text == name) return value;
  }
  return std::nullopt;
}

std::string add(db::Transaction& transaction, const std::string& kind, const std::string& subject, base::Instant now) {
  std::string id = crypto::new_id(now);
  transaction.execute("INSERT INTO jobs (id, kind, subject, state, attempts, due_at, created_at) VALUES ($1, $2, $3, 'waiting', 0, $4, $4)",
                      id, kind, subject, base::to_millis(now));
  return id;
}

std::vector<Job> list(db::Transaction& transaction, const Page& page) {
  const std::int64_t before = page.after ? base::to_millis(page.after->created_at) : std::numeric_limits<std::int64_t>::max();
  const std::string before_id = page.after ? page.after->id : "";
  const std::string state = page.state ? name_of(*page.state) : "";
  std::vector<Job> jobs;
  for (const db::Row& row :
       transaction.query(select("WHERE ($1 = '' OR state = $1) AND (created_at, id) < ($2, $3) ORDER BY created_at DESC, id DESC LIMIT $4"),
                         state, before, before_id, static_cast<std::int64_t>(page.limit))) {
    jobs.push_back(read_job(row));
  }
  return jobs;
}

Job find(db::Transaction& transaction, const std::string& id) {
  const auto row = transaction.maybe_one(select("WHERE id = $1"), id);
  if (!row) throw base::Error(base::Kind::not_found, "jobs.none");
  return read_job(*row);
}

std::optional<Job> find_by_subject(db::Transaction& transaction, const std::string& kind, const std::string& subject) {
  const auto row =
      transaction.maybe_one(select("WHERE kind = $1 AND subject = $2 ORDER BY created_at DESC, id DESC LIMIT 1"), kind, subject);
  return row ? std::optional(read_job(*row)) : std::nullopt;
}

Job cancel(db::Transaction& transaction, const std::string& id, base::Instant now) {
  if (find(transaction, id).state != State::waiting) throw base::Error(base::Kind::conflict, "jobs.not_waiting");
  transaction.execute("UPDATE jobs SET state = 'cancelled', finished_at = $2 WHERE id = $1", id, base::to_millis(now));
  return find(transaction, id);
}

Job retry(db::Transaction& transaction, const std::string& id, base::Instant now) {
  const State state = find(transaction, id).state;
  if (state != State::failed && state != State::cancelled) throw base::Error(base::Kind::conflict, "jobs.not_over");
  transaction.execute("UPDATE jobs SET state = 'waiting', attempts = 0, due_at = $2, finished_at = NULL WHERE id = $1", id,
                      base::to_millis(now));
  return find(transaction, id);
}

namespace store {

bool is_due(db::Transaction& transaction, base::Instant now) {
  return transaction.maybe_one("SELECT 1 FROM jobs WHERE state IN ('waiting', 'running') AND due_at <= $1 LIMIT 1", base::to_millis(now))
      .has_value();
}

std::optional<Job> take(db::Transaction& transaction, base::Instant now, base::Instant lease_end) {
  const auto found = transaction.maybe_one(select("WHERE state IN ('waiting', 'running') AND due_at <= $1 ORDER BY due_at, id LIMIT 1"),
                                           base::to_millis(now));
  if (!found) return std::nullopt;
  Job job = read_job(*found);
  job.state = State::running;
  ++job.attempts;
  job.due_at = lease_end;
  transaction.execute("UPDATE jobs SET state = 'running', attempts = $2, due_at = $3 WHERE id = $1", job.id, job.attempts,
                      base::to_millis(lease_end));
  return job;
}

void finish(db::Transaction& transaction, const Job& taken, base::Instant now) {
  transaction.execute(
      "UPDATE jobs SET state = 'done', finished_at = $3, fault = NULL WHERE id = $1 AND state = 'running' AND attempts = $2", taken.id,
      taken.attempts, base::to_millis(now));
}

void fail(db::Transaction& transaction, const Job& taken, const std::string& fault, base::Instant now) {
  transaction.execute(
      "UPDATE jobs SET state = 'failed', finished_at = $3, fault = $4 WHERE id = $1 AND state = 'running' AND attempts = $2", taken.id,
      taken.attempts, base::to_millis(now), fault);
}

void put_back(db::Transaction& transaction, const Job& taken, const std::string& fault, base::Instant due_at) {
  transaction.execute("UPDATE jobs SET state = 'waiting', due_at = $3, fault = $4 WHERE id = $1 AND state = 'running' AND attempts = $2",
                      taken.id, taken.attempts, base::to_millis(due_at), fault);
}

void forget_before(db::Transaction& transaction, base::Instant moment) {
  transaction.execute("DELETE FROM jobs WHERE state IN ('done', 'cancelled') AND finished_at < $1", base::to_millis(moment));
}

}  // namespace store
}  // namespace jobs
