#include "features/programmes/office_programmes.hpp"

#include "base/error.hpp"
#include "features/audit/api.hpp"
#include "features/packs/api.hpp"
#include "features/programmes/names.hpp"
#include "features/programmes/policy.hpp"
#include "features/programmes/store.hpp"

namespace programmes {
namespace {

using base::Document;
using identity::Caller;

PackName pack_of(const std::string& name) {
  const auto at = name.find('@');
  const std::string version = at == std::string::npos ? "" : name.substr(at + 1);
  if (!packs::shipped_pack(name.substr(0, at), version)) {
    throw base::Error(base::Kind::not_found, "packs.not_shipped", {{"field", "pack"}, {"pack", name}});
  }
  const tally::Pack pack = packs::load_pack(name).pack;
  return {pack.id, pack.version, pack.name};
}

Programme programme_of(const ProgrammeGiven& given, std::string slug) {
  return {.slug = std::move(slug),
          .title = given.title,
          .pack = pack_of(given.pack),
          .year = given.year,
          .day = given.day,
          .place = given.place,
          .organiser = given.organiser,
          .facts = {},
          .illustrative = {}};
}

Document or_null(const std::optional<std::string>& text) { return text ? Document(*text) : Document(); }

Document audited(const Programme& programme) {
  return Document::Map{{"title", Document::Map{{"id", programme.title.id}, {"en", programme.title.en}}},
                       {"pack", programme.pack.key()},
                       {"year", std::int64_t{programme.year}},
                       {"date", or_null(programme.day)},
                       {"place", or_null(programme.place)},
                       {"organiser", or_null(programme.organiser)}};
}

struct Change {
  const char* action = "";  ///< of the audit
  const Programme& programme;
  Document before = {};
};

void put(db::Transaction& transaction, const Office& office, const Caller& caller, Change change) {
  const base::Instant now = office.clock();
  if (store::put_programme(transaction, change.programme)) store::log_change(transaction, store::Change::edited, {}, now);
  audit::record(transaction, {.at = now,
                              .author = identity::author_of(caller),
                              .action = change.action,
                              .subject = {"programme", change.programme.slug},
                              .before = std::move(change.before),
                              .after = audited(change.programme)});
}

}  // namespace

std::vector<Programme> office_programmes(const Office& office, const Caller& caller) {
  identity::require(caller.actor, identity::has_anywhere(caller.actor, identity::Role::secretariat));
  auto all = office.database.read([](db::Transaction& transaction) { return store::programmes(transaction); });
  std::erase_if(all, [&](const Programme& programme) { return !policy::may_publish(caller.actor, programme.slug); });
  return all;
}

Programme office_programme(const Office& office, const Caller& caller, const std::string& slug) {
  identity::require(caller.actor, policy::may_publish(caller.actor, slug));
  auto found = office.database.read([&](db::Transaction& transaction) { return store::find_programme(transaction, slug); });
  if (!found) throw base::Error(base::Kind::not_found, "programmes.unknown", {{"id", slug}});
  return *std::move(found);
}

Programme open_programme(const Office& office, const Caller& caller, const ProgrammeGiven& given) {
  identity::require(caller.actor, policy::may_open(caller.actor));
  if (!given.slug.empty() && !is_slug(given.slug)) throw base::Error(base::Kind::invalid, "programmes.bad_slug", {{"field", "slug"}});
  Programme programme = programme_of(given, given.slug.empty() ? slug_of(given.title.id) : given.slug);
  office.database.write([&](db::Transaction& transaction) {
    if (store::find_programme(transaction, programme.slug)) {
      throw base::Error(base::Kind::conflict, "programmes.slug_taken", {{"field", "slug"}, {"slug", programme.slug}});
    }
    put(transaction, office, caller, {"programmes.opened", programme});
  });
  return programme;
}

Programme change_programme(const Office& office, const Caller& caller, const Programme& seen, const ProgrammeGiven& given) {
  identity::require(caller.actor, policy::may_publish(caller.actor, seen.slug));
  Programme programme = programme_of(given, seen.slug);
  programme.facts = seen.facts;
  programme.illustrative = seen.illustrative;
  office.database.write([&](db::Transaction& transaction) {
    const auto before = store::find_programme(transaction, seen.slug);
    if (!before || !store::is_same(*before, seen)) throw base::Error(base::Kind::precondition, "http.changed");
    put(transaction, office, caller, {"programmes.changed", programme, audited(*before)});
  });
  office.decided();
  return programme;
}

}  // namespace programmes
