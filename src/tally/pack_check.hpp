#pragma once

#include "tally/fields.hpp"
#include "tally/pack.hpp"

namespace tally {

/// What a pack must satisfy beyond its shape: weights that add up, bands without gap or overlap that span the scale, names that exist.
void check_pack(const Pack& pack, Reading& reading);

}  // namespace tally
