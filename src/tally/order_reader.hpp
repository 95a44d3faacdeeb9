#pragma once

#include "tally/fields.hpp"
#include "tally/pack.hpp"

namespace tally {

/// Reads `method` and its options into a ranking whose level and cuts have been read; the pack's trees and stages must be there.
void read_order(Fields& fields, const Pack& pack, Ranking& ranking);

}  // namespace tally
