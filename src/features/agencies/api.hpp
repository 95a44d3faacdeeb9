#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "db/transaction.hpp"
#include "features/identity/api.hpp"

namespace agencies {

/// A province (`32`), or a regency or city (`32.04`), by its code of the Ministry of Home Affairs.
struct Region {
  std::string code;
  std::string name = {};

  bool operator==(const Region&) const = default;
};
/// All 38 provinces and 514 regencies and cities, by code.
[[nodiscard]] const std::vector<Region>& regions();
/// Null if there is none.
[[nodiscard]] const Region* find_region(std::string_view code);
/// `32.04` lies in `32` and in itself.
[[nodiscard]] bool lies_in(std::string_view code, std::string_view region);

enum class Kind {
  government,  ///< of a province, a regency or a city
  agency,      ///< an office of a government, or a ministry
  unit,        ///< what serves people: a puskesmas, a school, a counter
};

struct Organisation {
  std::string id;
  std::optional<std::string> code = {};  ///< the office's own; unique
  Kind kind = Kind::unit;
  std::string name = {};
  std::optional<std::string> parent = {};  ///< id
  std::optional<std::string> region = {};
  bool closed = false;  ///< no longer there; kept, because results refer to it
  std::int64_t version = 1;
  base::Instant created_at = {};

  bool operator==(const Organisation&) const = default;
};

[[nodiscard]] std::optional<Organisation> find(db::Transaction& transaction, const std::string& id);
[[nodiscard]] bool exists(db::Transaction& transaction, const std::string& id);
/// The organisation and those above it, itself first: for identity::has_in_any(), since who has a role above has it below.
[[nodiscard]] std::vector<identity::Scope> scopes_from(db::Transaction& transaction, const std::string& id);

}  // namespace agencies
