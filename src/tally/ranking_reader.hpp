#pragma once

#include "tally/fields.hpp"
#include "tally/pack.hpp"

namespace tally {

// The parts of a pack that turn scores into places; levels and parameters must be read before.
void read_rankings(Fields& fields, Pack& pack);
void read_eligibility(Fields& fields, Pack& pack);

}  // namespace tally
