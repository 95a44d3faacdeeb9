#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "db/database.hpp"
#include "features/identity/api.hpp"
#include "features/programmes/publishing.hpp"

/// What a programme's secretariat does with its results. Each change is one transaction with one line of the audit. A result of a programme
/// that is not the caller's is Error(not_found, programmes.unknown), as if it were not there.
namespace programmes {

/// All of it outlives every call, and is for many threads.
struct Office {
  db::Database& database;
  base::Clock clock;
  std::function<void()> decided;  ///< runs after each change, before its caller hears of it: what readers see may be another now
};

/// A result as the caller has seen it. A change of another version is Error(precondition, http.changed).
struct Seen {
  std::string id;
  std::int64_t version = 0;  ///< Result::version_at()
};

/// All results of a programme in whatever state, newest first. Error(forbidden, identity.forbidden).
[[nodiscard]] std::vector<Result> office_results(const Office& office, const identity::Caller& caller, const std::string& programme);
[[nodiscard]] Result office_result(const Office& office, const identity::Caller& caller, const std::string& id);

/// Verifies a bundle and keeps it as a draft. Throws Error as prepare() and add_draft() do, and Error(forbidden, identity.forbidden) before
/// it looks at the bundle.
[[nodiscard]] Result load(const Office& office, const identity::Caller& caller, Loading loading);

// The steps of publishing.hpp, with their errors.
[[nodiscard]] Result decide(const Office& office, const identity::Caller& caller, const Seen& seen, const Decision& decision);
[[nodiscard]] Result cancel(const Office& office, const identity::Caller& caller, const Seen& seen);
[[nodiscard]] Result withdraw(const Office& office, const identity::Caller& caller, const Seen& seen, const tally::Text& reason);

}  // namespace programmes
