#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tally/fair_ranking.hpp"

namespace tally {

/// Entries of the ratings that are ranked against each other, ascending.
struct FairField {
  std::vector<std::uint32_t> entries;
  std::vector<std::uint32_t> competing;  ///< without the ineligible and the incomplete: they take nobody's place
};
/// By place of the ranking in the pack (none last) and values of its `by`.
using FairContests = std::map<std::pair<std::size_t, std::vector<std::string>>, FairField>;

/// The index in Input::subjects of each entry of the ratings.
[[nodiscard]] std::vector<std::uint32_t> subjects_of(const Input& input, const fair::Ratings& ratings);
/// `subjects` as subjects_of() gives them.
[[nodiscard]] FairContests contests_of(const FairContest& contest, const std::vector<std::uint32_t>& subjects);
/// The number of each entry's contest, as the model takes groups; empty if there is but one.
[[nodiscard]] std::vector<std::uint32_t> groups_of(const FairContests& contests, std::size_t entries);

}  // namespace tally
