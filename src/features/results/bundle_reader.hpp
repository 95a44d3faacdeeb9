#pragma once

#include <string>

#include "base/document.hpp"
#include "base/error.hpp"
#include "tally/input.hpp"
#include "tally/pack.hpp"
#include "tally/pack_reader.hpp"

namespace results {

/// Checks the shape of a bundle (docs/developer/bundle-format.md): every key known and there, every value of its kind. Faults go to
/// `problems`, each with its path.
void check_shape(const base::Document& bundle, base::Problems& problems);

/// The parameters of a bundle of right shape, as settings for its pack.
[[nodiscard]] tally::Settings settings_of(const base::Document& parts);

/// The input of a bundle of right shape, placed and arranged for its pack. Throws Error: tally.*.
[[nodiscard]] tally::Input input_of(const base::Document& parts, const tally::Pack& pack);

}  // namespace results
