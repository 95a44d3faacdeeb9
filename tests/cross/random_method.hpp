#pragma once

#include "base/document.hpp"
#include "tests/cross/random_pack.hpp"

namespace cross {

/// Gives a ranking a `method` other than `score` and some of its options. Lots stand in the column `undian`; a stage is the caller's care.
void add_method(Dice& dice, base::Document::Map& ranking);

}  // namespace cross
