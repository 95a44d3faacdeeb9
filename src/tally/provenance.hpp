#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/rational.hpp"

namespace tally {

/// How well a figure is sourced, from strong to weak (docs/developer/pack-format.md, "Trust").
enum class Trust : std::uint8_t { official, reported, code, derived, illustrative };

/// A text in both languages.
struct Text {
  std::string id;
  std::string en;
};

/// Where a figure comes from. Every element of a pack that holds figures has one; what it does not state it inherits.
struct Provenance {
  Trust trust = Trust::illustrative;
  std::vector<std::string> sources;  ///< keys of Pack::sources
  Text note;
};

struct Named {
  std::string id;
  Text name;
  Provenance provenance;
};

/// Attribute of a subject -> values it may have; all must match.
using When = std::vector<std::pair<std::string, std::vector<std::string>>>;

struct RoundingRule {
  int decimals = 0;  ///< 0..9
  base::Rounding mode = base::Rounding::half_up;
};

}  // namespace tally
