#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tally/fair/readers.hpp"

namespace tally::fair {

/// Groups of jurors between which sheets are wanted.
struct LinkRequest {
  std::vector<std::uint32_t> group;    ///< by juror, numbered from 0 without gaps
  std::vector<std::uint32_t> entries;  ///< all of them, those that make the best links first
  std::vector<double> costs;           ///< by juror: how little is known of his severity
  std::size_t links = 2;               ///< wanted between two groups
  std::size_t budget = 1;              ///< sheets at most
};

struct Link {
  std::size_t sheet = 0;  ///< number in Readers
  std::uint32_t entry = 0;
};

struct Links {
  std::vector<Link> made;            ///< the first of every group before the second of any
  std::vector<std::uint32_t> apart;  ///< groups that stay apart from the largest, ascending
  bool budget_spent = false;         ///< whether that may be for want of budget alone
};

/// Joins all groups in a tree by the fewest sheets, each a juror of one group for an entry that only another group has read, and repeats
/// each link by other jurors and entries up to the number wanted. The largest group is in the middle; directions alternate.
[[nodiscard]] Links link_groups(const Ratings& ratings, Readers& readers, const LinkRequest& request);

}  // namespace tally::fair
