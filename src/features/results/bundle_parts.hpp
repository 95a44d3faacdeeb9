#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/document.hpp"
#include "features/results/api.hpp"

namespace results {

/// The parts of a bundle by name, in the order of their names, each as canonical JSON.
using BundleParts = std::vector<std::pair<std::string_view, std::string>>;

[[nodiscard]] BundleParts parts_of(const Tallied& tallied, const base::Document& pack);

}  // namespace results
