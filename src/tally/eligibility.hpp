#pragma once

#include "tally/result.hpp"

namespace tally {

/// Checks the pack's eligibility rules for the row's subject: fills `broken` and `unchecked`.
void check_eligibility(const Pack& pack, const Subject& subject, Row& row);

}  // namespace tally
