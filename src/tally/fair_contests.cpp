#include "tally/fair_contests.hpp"

namespace tally {

std::vector<std::uint32_t> subjects_of(const Input& input, const fair::Ratings& ratings) {
  std::vector<std::uint32_t> subjects;
  for (const std::string& entry : ratings.entries()) subjects.push_back(find_subject(input.subjects, entry));
  return subjects;
}

FairContests contests_of(const FairContest& contest, const std::vector<std::uint32_t>& subjects) {
  const auto& rankings = contest.pack.rankings;
  FairContests contests;
  for (std::uint32_t entry = 0; entry < subjects.size(); ++entry) {
    const Row& row = contest.result.rows[subjects[entry]];
    const std::size_t place = row.ranking == nullptr ? rankings.size() : static_cast<std::size_t>(row.ranking - rankings.data());
    FairField& field = contests[{place, row.scope}];
    field.entries.push_back(entry);
    if (row.ranking == nullptr || (row.complete() && row.eligible())) field.competing.push_back(entry);
  }
  return contests;
}

std::vector<std::uint32_t> groups_of(const FairContests& contests, std::size_t entries) {
  if (contests.size() < 2) return {};
  std::vector<std::uint32_t> groups(entries);
  std::uint32_t group = 0;
  for (const auto& [key, field] : contests) {
    for (const std::uint32_t entry : field.entries) groups[entry] = group;
    ++group;
  }
  return groups;
}

}  // namespace tally
