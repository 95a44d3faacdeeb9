#pragma once

#include "features/results/api.hpp"
#include "json/writer.hpp"

namespace results {

/// Writes one row as bundle-format.md has it; `for_people` adds name, group, category and region, which a bundle holds elsewhere.
void write_row(json::Writer& writer, const Tallied& tallied, const tally::Row& row, bool for_people);

}  // namespace results
