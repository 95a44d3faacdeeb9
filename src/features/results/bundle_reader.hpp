#pragma once

#include <string>

#include "base/document.hpp"
#include "tally/input.hpp"
#include "tally/pack.hpp"
#include "tally/pack_reader.hpp"

namespace results {

/// The parameters of a bundle of right shape, as settings for its pack.
[[nodiscard]] tally::Settings settings_of(const base::Document& parts);

/// The input of a bundle of right shape, placed and arranged for its pack. Throws Error: tally.*.
[[nodiscard]] tally::Input input_of(const base::Document& parts, const tally::Pack& pack);

}  // namespace results
