#pragma once

#include <vector>

#include "db/database.hpp"
#include "features/identity/api.hpp"
#include "features/outbox/message.hpp"

namespace outbox {

struct Tools {
  db::Database& database;
  base::Clock clock;
  std::function<void()> wake;  ///< told when a job is due again
};

// Each throws Error(forbidden, identity.forbidden) for those who may not.

[[nodiscard]] std::vector<jobs::Job> list_jobs(const Tools& tools, const identity::Caller& caller, std::optional<jobs::State> state,
                                               const std::string& cursor, std::size_t limit);
jobs::Job cancel_job(const Tools& tools, const identity::Caller& caller, const std::string& id);
jobs::Job retry_job(const Tools& tools, const identity::Caller& caller, const std::string& id);
/// Without their texts.
[[nodiscard]] std::vector<Tracked> list_messages(const Tools& tools, const identity::Caller& caller, const std::string& cursor,
                                                 std::size_t limit);
/// With its text, if it has one; that somebody read it is a line of the audit. Throws Error(not_found, outbox.no_message).
[[nodiscard]] Tracked read_message(const Tools& tools, const identity::Caller& caller, const std::string& id);

}  // namespace outbox
