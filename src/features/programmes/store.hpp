#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "db/transaction.hpp"
#include "features/programmes/bundle_index.hpp"
#include "features/programmes/publication.hpp"

/// Programmes and what is published of them, in the database.
namespace programmes::store {

/// Where a result came from, so that the same is not loaded twice.
struct Origin {
  std::string name;
  std::string sha256;
};

struct NewResult {
  std::string id;
  std::string programme;
  tally::Text caption;
  int year = 0;
  std::string sha256;
  std::optional<Origin> origin = {};
  std::optional<std::string> replaces = {};
  base::Instant loaded_at;
};

/// Whether both say the same.
[[nodiscard]] bool is_same(const Programme& a, const Programme& b);
/// Inserts, or updates what has changed. False: it was there just so.
bool put_programme(db::Transaction& transaction, const Programme& programme);
/// All of them, newest first.
[[nodiscard]] std::vector<Programme> programmes(db::Transaction& transaction);
[[nodiscard]] std::optional<Programme> find_programme(db::Transaction& transaction, std::string_view slug);

/// The place of a programme in the list, newest first.
struct ProgrammeMark {
  int year = 9999;
  std::string day = "9999-12-31";  ///< empty: not stated
  std::string slug = {};
};
struct ProgrammeQuery {
  std::string search;  ///< beginnings of words
  std::optional<int> year;
  ProgrammeMark after = {};
  std::int64_t limit = 50;
};
/// Those of which the public sees a result, newest first.
[[nodiscard]] std::vector<Programme> public_programmes(db::Transaction& transaction, const ProgrammeQuery& query, base::Instant now);

void put_bundle(db::Transaction& transaction, const std::string& sha256, std::string_view content);
/// The bytes of a result's bundle.
[[nodiscard]] std::string bundle_of(db::Transaction& transaction, std::string_view result);

void insert_result(db::Transaction& transaction, const NewResult& result, const BundleIndex& index);
/// With its overview.
[[nodiscard]] std::optional<Result> find_result(db::Transaction& transaction, std::string_view id);
[[nodiscard]] std::vector<Result> results_of_programme(db::Transaction& transaction, std::string_view slug);
/// Published results that a search finds, newest first.
[[nodiscard]] std::vector<Result> found_results(db::Transaction& transaction, std::string_view search, std::int64_t limit,
                                                base::Instant now);
/// Other published results of the same pack in which one of this result's units stands, newest first.
[[nodiscard]] std::vector<Result> history_of(db::Transaction& transaction, const Result& result, base::Instant now);
struct OfOrigin {
  std::string id;
  std::string sha256;  ///< of the origin
};
/// The newest result of this origin, whatever its state.
[[nodiscard]] std::optional<OfOrigin> newest_of_origin(db::Transaction& transaction, const std::string& name);

void set_public_from(db::Transaction& transaction, const std::string& id, std::optional<base::Instant> from, const tally::Text& note);
void set_withdrawn(db::Transaction& transaction, const std::string& id, const Withdrawal& withdrawal);

enum class Change { edited, published, cancelled, withdrawn };
/// Notes what changes for readers at `at`, and thereby gives everything public a new revision.
void log_change(db::Transaction& transaction, Change change, const std::optional<std::string>& result, base::Instant at);

/// Of what readers see at this moment.
[[nodiscard]] Edition edition(db::Transaction& transaction, base::Instant now);

/// Something that readers see since: `change` is `published`, `withdrawn` or `replaced`.
struct Event {
  std::string result, programme, change;
  bool operator==(const Event&) const = default;
};
struct Since {
  std::int64_t revision = 0;
  base::Instant moment;
};
/// What was decided after `since.revision`, or decided before for a moment after `since.moment`, and is seen now.
[[nodiscard]] std::vector<Event> events(db::Transaction& transaction, const Since& since, base::Instant now);

}  // namespace programmes::store
