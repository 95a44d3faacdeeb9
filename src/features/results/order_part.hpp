#pragma once

#include <string>

#include "base/document.hpp"
#include "features/results/api.hpp"

namespace results {

/// Whether bundles of this pack say how orders were made.
[[nodiscard]] bool has_methods(const tally::Pack& pack);

/// The orders of a tally as docs/developer/bundle-format.md has them, as canonical JSON.
[[nodiscard]] std::string orders_part(const Tallied& tallied);

/// The figures that the part `orders` of a bundle states; what is not of its shape is left out, and found by comparison. `part` may be
/// null.
[[nodiscard]] tally::PublishedFigures published_figures(const base::Document* part);

}  // namespace results
