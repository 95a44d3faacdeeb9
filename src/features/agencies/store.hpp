#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/agencies/organisation.hpp"

namespace agencies::store {

using db::Transaction;

void insert(Transaction& t, const Organisation& organisation);
[[nodiscard]] std::optional<Organisation> find(Transaction& t, const std::string& id);
[[nodiscard]] std::optional<Organisation> find_by_code(Transaction& t, const std::string& code);
/// False if the version is no longer that of `organisation`; else it goes up by one.
[[nodiscard]] bool update(Transaction& t, const Organisation& organisation);

struct Filter {
  std::string words = {};  ///< part of name or code
  std::optional<Kind> kind = {};
  std::optional<std::string> region = {};  ///< and what lies in it
  std::optional<std::string> parent = {};  ///< directly below this one; empty: at the top
  bool closed = false;                     ///< also those that are no longer there
};
/// By name; those after the organisation `after`, which is an id or empty.
[[nodiscard]] std::vector<Organisation> list(Transaction& t, const Filter& filter, const std::string& after, std::size_t limit);
[[nodiscard]] std::vector<Organisation> all(Transaction& t);
[[nodiscard]] std::vector<Organisation> children(Transaction& t, const std::string& id);
/// The id itself first, then those above it.
[[nodiscard]] std::vector<std::string> upwards(Transaction& t, const std::string& id);
/// How many levels are below it: 0 for one without children.
[[nodiscard]] std::size_t levels_below(Transaction& t, const std::string& id);

}  // namespace agencies::store
