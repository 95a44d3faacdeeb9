#include "features/programmes/office.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "features/audit/api.hpp"
#include "features/programmes/policy.hpp"

namespace programmes {
namespace {

using base::Document;
using identity::Caller;

Result own_result(db::Transaction& transaction, const Caller& caller, const std::string& id) {
  auto result = store::find_result(transaction, id);
  if (!result || !policy::may_publish(caller.actor, result->programme)) {
    throw base::Error(base::Kind::not_found, "programmes.unknown", {{"id", id}});
  }
  return std::move(*result);
}

Document audited(const tally::Text& text) { return Document::Map{{"id", text.id}, {"en", text.en}}; }

/// What an audit line tells of a result: what can change of it, and which bundle it is.
Document audited(const Result& result, base::Instant now) {
  Document::Map map{{"state", word(result.state_at(now))}, {"bundle", result.sha256}};
  if (result.public_from) map.emplace_back("public_from", base::to_text(*result.public_from));
  if (result.replaces) map.emplace_back("replaces", *result.replaces);
  if (!result.note.id.empty()) map.emplace_back("note", audited(result.note));
  if (result.withdrawn) map.emplace_back("reason", audited(result.withdrawn->reason));
  return map;
}

struct Step {
  const char* action;  ///< of the audit
  std::function<void(db::Transaction&, base::Instant now)> work;
};

Result take(const Office& office, const Caller& caller, const Seen& seen, const Step& step) {
  Result changed = office.database.write([&](db::Transaction& transaction) {
    const base::Instant now = office.clock();
    const Result before = own_result(transaction, caller, seen.id);
    if (before.version_at(now) != seen.version) throw base::Error(base::Kind::precondition, "http.changed");
    step.work(transaction, now);
    Result after = own_result(transaction, caller, seen.id);
    audit::record(transaction, {.at = now,
                                .author = identity::author_of(caller),
                                .action = step.action,
                                .subject = {"result", seen.id},
                                .before = audited(before, now),
                                .after = audited(after, now)});
    return after;
  });
  office.decided();
  return changed;
}

}  // namespace

std::vector<Result> office_results(const Office& office, const Caller& caller, const std::string& programme) {
  identity::require(caller.actor, policy::may_publish(caller.actor, programme));
  return office.database.read([&](db::Transaction& transaction) {
    if (!store::find_programme(transaction, programme)) {
      throw base::Error(base::Kind::not_found, "programmes.unknown", {{"id", programme}});
    }
    std::vector<Result> results = store::results_of_programme(transaction, programme);
    std::ranges::stable_sort(results, std::greater(), &Result::loaded_at);
    return results;
  });
}

Result office_result(const Office& office, const Caller& caller, const std::string& id) {
  return office.database.read([&](db::Transaction& transaction) { return own_result(transaction, caller, id); });
}

Result load(const Office& office, const Caller& caller, Loading loading) {
  identity::require(caller.actor, policy::may_publish(caller.actor, loading.programme));
  const PreparedResult prepared = prepare(std::move(loading));
  return office.database.write([&](db::Transaction& transaction) {
    const base::Instant now = office.clock();
    const std::string id = add_draft(transaction, prepared, now);
    Result draft = own_result(transaction, caller, id);
    audit::record(transaction, {.at = now,
                                .author = identity::author_of(caller),
                                .action = "programmes.result_loaded",
                                .subject = {"result", id},
                                .after = audited(draft, now)});
    return draft;
  });
}

Result decide(const Office& office, const Caller& caller, const Seen& seen, const Decision& decision) {
  return take(office, caller, seen,
              {"programmes.result_decided", [&](db::Transaction& transaction, base::Instant now) { decide(transaction, decision, now); }});
}

Result cancel(const Office& office, const Caller& caller, const Seen& seen) {
  return take(office, caller, seen,
              {"programmes.result_cancelled", [&](db::Transaction& transaction, base::Instant now) { cancel(transaction, seen.id, now); }});
}

Result withdraw(const Office& office, const Caller& caller, const Seen& seen, const tally::Text& reason) {
  return take(office, caller, seen, {"programmes.result_withdrawn", [&](db::Transaction& transaction, base::Instant now) {
                                       withdraw(transaction, seen.id, reason, now);
                                     }});
}

}  // namespace programmes
