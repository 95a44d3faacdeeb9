#pragma once

#include <string>

#include "features/fairness/api.hpp"

namespace fairness {

/// The ranking and how sure it is as a picture (SVG 1.1, text as text): a row for each entry around the cuts, its estimate with the
/// interval that holds it in eight of ten cases, its official score, its zone and chances. Told apart by shape and shade, not by colour.
[[nodiscard]] std::string plot(const FairRanking& fair, const results::Tallied& tallied, i18n::Language language);

}  // namespace fairness
