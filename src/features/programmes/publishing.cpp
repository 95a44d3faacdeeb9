#include "features/programmes/publishing.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "crypto/crypto.hpp"
#include "features/programmes/api.hpp"
#include "features/programmes/row_store.hpp"

namespace programmes {
namespace {

constexpr std::size_t kIdBytes = 4;  // of chance: a number would tell how many drafts there are

Result known_result(db::Transaction& transaction, const std::string& id) {
  auto result = store::find_result(transaction, id);
  if (!result) throw base::Error(base::Kind::not_found, "programmes.unknown", {{"id", id}});
  return std::move(*result);
}

void require_text(const tally::Text& text, const char* code, const char* field) {
  if (text.id.empty() || text.en.empty()) throw base::Error(base::Kind::invalid, code, {{"field", field}});
}

}  // namespace

bool exists(db::Transaction& transaction, const std::string& programme) {
  return store::find_programme(transaction, programme).has_value();
}

PreparedResult prepare(Loading loading) {
  const auto opened = results::open_bundle(loading.bundle, loading.file);
  BundleIndex index = index_bundle(*opened);
  std::string sha256 = crypto::sha256(loading.bundle);
  return {std::move(loading), std::move(sha256), std::move(index)};
}

std::string add_draft(db::Transaction& transaction, const PreparedResult& result, base::Instant now) {
  const Loading& loading = result.loading;
  if (!store::find_programme(transaction, loading.programme)) {
    throw base::Error(base::Kind::not_found, "programmes.unknown", {{"id", loading.programme}});
  }
  if (loading.replaces && known_result(transaction, *loading.replaces).programme != loading.programme) {
    throw base::Error(base::Kind::invalid, "programmes.other_programme", {{"result", *loading.replaces}, {"field", "replaces"}});
  }
  store::NewResult draft{.id = loading.programme + "-" + crypto::random_hex(kIdBytes),
                         .programme = loading.programme,
                         .caption = loading.caption,
                         .year = loading.year,
                         .sha256 = result.sha256,
                         .origin = loading.origin,
                         .replaces = loading.replaces,
                         .loaded_at = now};
  store::put_bundle(transaction, result.sha256, loading.bundle);
  store::insert_result(transaction, draft, result.index);
  store::insert_rows(transaction, draft.id, result.index.rows);
  return draft.id;
}

void decide(db::Transaction& transaction, const Decision& decision, base::Instant now) {
  const Result result = known_result(transaction, decision.result);
  require_undecided(result, now);
  if (result.replaces) {
    require_replaceable(known_result(transaction, *result.replaces), result.id, now);
    require_text(decision.note, "programmes.note_needed", "note");
  }
  const base::Instant from = std::max(decision.from.value_or(now), now);
  store::set_public_from(transaction, result.id, from, result.replaces ? decision.note : tally::Text{});
  store::log_change(transaction, store::Change::published, result.id, from);
}

void cancel(db::Transaction& transaction, const std::string& id, base::Instant now) {
  const Result result = known_result(transaction, id);
  require_undecided(result, now);
  if (!result.public_from) return;
  store::set_public_from(transaction, id, std::nullopt, {});
  store::log_change(transaction, store::Change::cancelled, id, now);
}

void withdraw(db::Transaction& transaction, const std::string& id, const tally::Text& reason, base::Instant now) {
  require_withdrawable(known_result(transaction, id), now);
  require_text(reason, "programmes.reason_needed", "reason");
  store::set_withdrawn(transaction, id, {now, reason});
  store::log_change(transaction, store::Change::withdrawn, id, now);
}

}  // namespace programmes
