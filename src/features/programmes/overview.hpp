#pragma once

#include <string>

#include "features/programmes/census.hpp"
#include "features/results/api.hpp"
#include "json/writer.hpp"

namespace programmes {

/// The members of `result` (docs/developer/api.md) that its bundle alone decides, as JSON: notices, levels, groups, categories, regions,
/// bands, contests, fair.
[[nodiscard]] std::string overview_of(const results::Recomputed& bundle, const Census& census);

/// The members that a band has wherever it is named, without braces.
void write_band(json::Writer& writer, const tally::Band& band);

}  // namespace programmes
