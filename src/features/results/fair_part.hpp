#pragma once

#include <optional>
#include <string>

#include "base/document.hpp"
#include "base/error.hpp"
#include "features/results/api.hpp"

namespace results {

/// The part `fair` of a bundle (docs/developer/bundle-format.md, "Fair ranking in a bundle") as canonical JSON.
[[nodiscard]] std::string fair_part(const Tallied& tallied, const tally::FairRanking& fair);

/// Computes the part anew, if there is one, and reports what differs by more than the tolerance.
std::optional<tally::FairRanking> check_fair(const base::Document& parts, const Tallied& tallied, const std::string& file,
                                             base::Problems& problems);

}  // namespace results
