#pragma once

#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "features/agencies/store.hpp"

namespace agencies {

/// What the service needs from outside; all of it outlives every call.
struct Tools {
  db::Database& database;
  base::Clock clock;
  std::function<std::string()> new_id;
};

[[nodiscard]] std::vector<Organisation> list_organisations(const Tools& tools, const identity::Caller& caller, const store::Filter& filter,
                                                           const std::string& after, std::size_t limit);
/// The organisation, and those above it from the top down.
struct InTree {
  Organisation organisation;
  std::vector<Organisation> above;
};
[[nodiscard]] InTree organisation(const Tools& tools, const identity::Caller& caller, const std::string& id);

/// What may be given; what is not stays as it is, and in a new organisation is absent. An empty parent, code or region takes it away.
struct Given {
  std::optional<std::string> code = {};
  std::optional<Kind> kind = {};
  std::optional<std::string> name = {};
  std::optional<std::string> parent = {};  ///< id
  std::optional<std::string> region = {};
  std::optional<bool> closed = {};
};
/// Error(invalid) agencies.*, Error(conflict, agencies.code_taken), Error(forbidden).
Organisation add_organisation(const Tools& tools, const identity::Caller& caller, const Given& given);
/// The same, and Error(precondition, agencies.changed_meanwhile) unless `version` is the present one.
Organisation change_organisation(const Tools& tools, const identity::Caller& caller, const std::string& id, std::int64_t version,
                                 const Given& given);

struct Imported {
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t unchanged = 0;

  bool operator==(const Imported&) const = default;
};
/// Reads a list (see import.hpp) and does all of it, or with `dry_run` nothing. One fault in it, and nothing is done.
Imported import_organisations(const Tools& tools, const identity::Caller& caller, std::istream& list, bool dry_run);

}  // namespace agencies
