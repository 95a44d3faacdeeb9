#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/results/api.hpp"
#include "tally/provenance.hpp"

namespace programmes {

/// What tells which unit a subject belongs to.
struct UnitClue {
  std::string name;    ///< as people write it; empty: the subject belongs to none
  std::string region;  ///< empty: not stated
  std::string code;    ///< empty: not stated
  std::string own;     ///< normalised name of the subject where it is something of the unit, not the unit itself

  bool operator==(const UnitClue&) const = default;
};

/// One row of a result as it is kept for reading. Empty text = not stated.
struct IndexedRow {
  std::string subject, parent;
  std::string name_key;
  std::string level, group, category, region, band;
  std::optional<std::size_t> contest;
  std::optional<double> score;  ///< for sorting only
  UnitClue unit;
  std::string brief;        ///< JSON: what `previous` repeats of the row
  std::string body;         ///< JSON: `row` of docs/developer/api.md without what other results decide (`unit`, `previous`)
  tally::Text explanation;  ///< each step of the arithmetic in words
};

/// What is public of a bundle.
struct BundleIndex {
  std::string pack_id, pack_version;
  tally::Text pack_name;
  std::string pack_trust;
  std::string signed_by;  ///< hex of the public key; empty = not signed
  bool illustrative = false;
  std::string overview;          ///< JSON: members of `result` that the bundle alone decides
  std::vector<IndexedRow> rows;  ///< as people read them
};

[[nodiscard]] BundleIndex index_bundle(const results::Recomputed& bundle);

/// By the attributes `unit` and `code` of the list of subjects, else by the subject's own name.
[[nodiscard]] UnitClue unit_clue(const tally::Subject& subject);

}  // namespace programmes
