#pragma once

#include "jobs/jobs.hpp"

/// What the runner needs of the table of jobs.
namespace jobs::store {

/// Whether a job is due.
[[nodiscard]] bool is_due(db::Transaction& transaction, base::Instant now);
/// Takes the job that is due longest, if there is one, and marks it as running until `lease_end`: a process that dies leaves it to the
/// next.
[[nodiscard]] std::optional<Job> take(db::Transaction& transaction, base::Instant now, base::Instant lease_end);
/// Each of these changes nothing if the job was taken up by another one since `taken`.
void finish(db::Transaction& transaction, const Job& taken, base::Instant now);
void fail(db::Transaction& transaction, const Job& taken, const std::string& fault, base::Instant now);
void put_back(db::Transaction& transaction, const Job& taken, const std::string& fault, base::Instant due_at);
/// Those that ended well, or were cancelled, before the moment.
void forget_before(db::Transaction& transaction, base::Instant moment);

}  // namespace jobs::store
