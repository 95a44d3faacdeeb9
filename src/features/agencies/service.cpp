#include "features/agencies/service.hpp"

#include <algorithm>
#include <map>

#include "features/agencies/import.hpp"
#include "features/agencies/policy.hpp"
#include "features/audit/api.hpp"

namespace agencies {
namespace {

using identity::Caller;

void record(db::Transaction& t, const Tools& tools, const Caller& caller, const char* action, const Organisation* before,
            const Organisation& after) {
  audit::record(t, {.at = tools.clock(),
                    .author = identity::author_of(caller),
                    .action = action,
                    .subject = {.type = "organisation", .id = after.id},
                    .before = before == nullptr ? base::Document() : audited(*before),
                    .after = audited(after)});
}

[[noreturn]] void refuse(const char* code, const char* field, base::Params params = {}) {
  params.insert(params.begin(), {"field", field});
  throw base::Error(base::Kind::invalid, code, params);
}

std::optional<std::string> unless_empty(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

Organisation with(Organisation organisation, const Given& given) {
  if (given.code) organisation.code = unless_empty(*given.code);
  if (given.kind) organisation.kind = *given.kind;
  if (given.name) organisation.name = *given.name;
  if (given.parent) organisation.parent = unless_empty(*given.parent);
  if (given.region) organisation.region = unless_empty(*given.region);
  if (given.closed) organisation.closed = *given.closed;
  return organisation;
}

std::optional<Above> above_of(const std::optional<Organisation>& parent) {
  if (!parent) return std::nullopt;
  return Above{parent->kind, parent->region};
}

void check_code(db::Transaction& t, const Organisation& organisation) {
  if (!organisation.code) return;
  if (!is_code(*organisation.code)) refuse("agencies.bad_code", "code");
  const auto holder = store::find_by_code(t, *organisation.code);
  if (holder && holder->id != organisation.id) throw base::Error(base::Kind::conflict, "agencies.code_taken", {{"field", "code"}});
}

/// Where it is to stand in the tree.
void check_place(db::Transaction& t, const Organisation& organisation) {
  const auto parent = organisation.parent ? store::find(t, *organisation.parent) : std::nullopt;
  if (organisation.parent && !parent) refuse("agencies.no_parent", "parent", {{"found", *organisation.parent}});
  if (const auto fault = fault_of(organisation.kind, organisation.region, above_of(parent))) throw base::Error(base::Kind::invalid, *fault);
  const auto above = parent ? store::upwards(t, parent->id) : std::vector<std::string>();
  if (std::ranges::find(above, organisation.id) != above.end()) refuse("agencies.circle", "parent");
  if (above.size() + 1 + store::levels_below(t, organisation.id) > kDeepest) {
    refuse("agencies.too_deep", "parent", {{"most", std::to_string(kDeepest)}});
  }
  for (const Organisation& child : store::children(t, organisation.id)) {
    if (fault_of(child.kind, child.region, above_of(organisation))) refuse("agencies.breaks_below", "region", {{"name", child.name}});
  }
}

std::vector<identity::Scope> scopes_above(db::Transaction& t, const std::optional<std::string>& parent) {
  return parent ? scopes_from(t, *parent) : std::vector<identity::Scope>();
}

/// Resolves parents that are new themselves, and writes the steps in their order.
void carry_out(db::Transaction& t, const Tools& tools, const Caller& caller, const Plan& plan) {
  std::map<std::string, std::string> new_ids;
  for (const Plan::Step& step : plan.steps) {
    Organisation organisation = step.organisation;
    if (const auto parent = new_ids.find(step.parent_code); parent != new_ids.end()) organisation.parent = parent->second;
    if (step.is_new) {
      organisation.id = tools.new_id();
      organisation.created_at = tools.clock();
      new_ids.emplace(organisation.code.value(), organisation.id);
      store::insert(t, organisation);
      record(t, tools, caller, "agencies.added", nullptr, organisation);
    } else {
      const auto before = store::find(t, organisation.id);
      static_cast<void>(store::update(t, organisation));  // it was read in this transaction
      record(t, tools, caller, "agencies.changed", &*before, organisation);
    }
  }
}

}  // namespace

std::optional<Organisation> find(db::Transaction& transaction, const std::string& id) { return store::find(transaction, id); }

bool exists(db::Transaction& transaction, const std::string& id) { return store::find(transaction, id).has_value(); }

std::vector<identity::Scope> scopes_from(db::Transaction& transaction, const std::string& id) {
  std::vector<identity::Scope> scopes;
  for (const std::string& each : store::upwards(transaction, id)) scopes.push_back(identity::organisation(each));
  return scopes;
}

std::vector<Organisation> list_organisations(const Tools& tools, const Caller& caller, const store::Filter& filter,
                                             const std::string& after, std::size_t limit) {
  identity::require(caller.actor, policy::may_see(caller.actor));
  return tools.database.read([&](db::Transaction& t) { return store::list(t, filter, after, limit); });
}

InTree organisation(const Tools& tools, const Caller& caller, const std::string& id) {
  identity::require(caller.actor, policy::may_see(caller.actor));
  return tools.database.read([&](db::Transaction& t) {
    const auto found = store::find(t, id);
    if (!found) throw base::Error(base::Kind::not_found, "agencies.no_organisation");
    InTree in_tree{.organisation = *found, .above = {}};
    for (const std::string& each : store::upwards(t, id)) {
      if (each != id) in_tree.above.insert(in_tree.above.begin(), store::find(t, each).value());
    }
    return in_tree;
  });
}

Organisation add_organisation(const Tools& tools, const Caller& caller, const Given& given) {
  return tools.database.write([&](db::Transaction& t) {
    Organisation organisation = with({.id = tools.new_id(), .created_at = tools.clock()}, given);
    identity::require(caller.actor, policy::may_add(caller.actor, scopes_above(t, organisation.parent)));
    check_code(t, organisation);
    check_place(t, organisation);
    store::insert(t, organisation);
    record(t, tools, caller, "agencies.added", nullptr, organisation);
    return organisation;
  });
}

Organisation change_organisation(const Tools& tools, const Caller& caller, const std::string& id, std::int64_t version,
                                 const Given& given) {
  return tools.database.write([&](db::Transaction& t) {
    const auto before = store::find(t, id);
    if (!before) throw base::Error(base::Kind::not_found, "agencies.no_organisation");
    Organisation after = with(*before, given);
    after.version = version;
    // Both where it is and where it goes.
    identity::require(caller.actor, policy::may_change(caller.actor, scopes_above(t, before->parent)));
    identity::require(caller.actor, policy::may_add(caller.actor, scopes_above(t, after.parent)));
    check_code(t, after);
    check_place(t, after);
    if (!store::update(t, after)) throw base::Error(base::Kind::precondition, "agencies.changed_meanwhile");
    record(t, tools, caller, "agencies.changed", &*before, after);
    return store::find(t, id).value();
  });
}

Imported import_organisations(const Tools& tools, const Caller& caller, std::istream& list, bool dry_run) {
  identity::require(caller.actor, policy::may_import(caller.actor));
  const std::vector<ImportRow> rows = read_rows(list);
  const auto plan_of = [&](db::Transaction& t) { return plan_import(rows, store::all(t)); };
  const auto told = [](const Plan& plan) {
    const auto added = static_cast<std::size_t>(std::ranges::count_if(plan.steps, &Plan::Step::is_new));
    return Imported{.added = added, .changed = plan.steps.size() - added, .unchanged = plan.unchanged};
  };
  if (dry_run) return told(tools.database.read(plan_of));
  return tools.database.write([&](db::Transaction& t) {
    const Plan plan = plan_of(t);
    carry_out(t, tools, caller, plan);
    return told(plan);
  });
}

}  // namespace agencies
