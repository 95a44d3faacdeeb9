#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "db/database.hpp"
#include "features/programmes/bundle_index.hpp"
#include "features/programmes/publication.hpp"
#include "features/programmes/store.hpp"

namespace programmes {

/// A bundle to be loaded as a result of a programme.
struct Loading {
  std::string programme;  ///< slug
  tally::Text caption;
  int year = 0;  ///< that the result is about
  std::string bundle;
  std::string file;  ///< for messages
  std::optional<store::Origin> origin = {};
  std::optional<std::string> replaces = {};
};

/// A bundle that verifies, ready to be stored.
struct PreparedResult {
  Loading loading;
  std::string sha256;
  BundleIndex index;
};
/// Verifies and indexes; this may take long, so it needs no database. Throws Error(invalid) with every difference.
[[nodiscard]] PreparedResult prepare(Loading loading);

/// When a result appears. `note`: for one that replaces another, what was corrected.
struct Decision {
  std::string result;
  std::optional<base::Instant> from = {};  ///< absent or past: now
  tally::Text note = {};
};

// The steps of publishing, within a transaction. Unknown programmes and results are Error(not_found, programmes.unknown).
/// Stores a draft and gives its id.
std::string add_draft(db::Transaction& transaction, const PreparedResult& result, base::Instant now);
/// Throws Error(conflict): programmes.already_public, programmes.not_replaceable; Error(invalid): programmes.note_needed.
void decide(db::Transaction& transaction, const Decision& decision, base::Instant now);
/// Takes a decision back whose moment has not yet come. Throws Error(conflict): programmes.already_public.
void cancel(db::Transaction& transaction, const std::string& id, base::Instant now);
/// Throws Error(conflict): programmes.not_public, programmes.already_withdrawn; Error(invalid): programmes.reason_needed.
void withdraw(db::Transaction& transaction, const std::string& id, const tally::Text& reason, base::Instant now);

}  // namespace programmes
