#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tally/fair/prospects.hpp"
#include "tally/fair/readers.hpp"

namespace tally::fair {

struct AdviceOptions {
  Readers::Limits limits;  ///< the budget, at least 1, and who may not read what
  std::size_t links = 2;   ///< sheets wanted between panels that nothing joins, or little
};

enum class AdviceKind : std::uint8_t {
  bridge,      ///< joins panels that never shared an entry
  strengthen,  ///< joins the two sides of a weak link
  reread,      ///< tells more about an entry near the cut
};

struct AdvisedSheet {
  AdviceKind kind = AdviceKind::reread;
  std::uint32_t entry = 0;
  std::uint32_t juror = 0;
  std::optional<double> gain = {};  ///< expected right choices more; nothing where chances are not known
};

/// An entry that another sheet would help and nobody can give it.
struct NotAdvised {
  std::uint32_t entry = 0;
  Unread why = Unread::nobody_left;
  double gain = 0;
};

/// The cut through a connected juror graph that the fewest shared entries cross.
struct Bottleneck {
  double value = 0;                      ///< second smallest eigenvalue of A
  std::size_t jurors = 0;                ///< on the smaller side
  std::size_t others = 0;                ///< on the other
  std::optional<double> deviation = {};  ///< to which the difference of both sides' mean severity is known
  bool weak = false;                     ///< more than half of the mean deviation of a panel's mean by chance, or not known
};

struct Advice {
  std::vector<AdvisedSheet> sheets;           ///< by priority: links, then by gain
  std::vector<NotAdvised> not_advised;        ///< in the order in which they would have come
  std::vector<std::uint32_t> apart;           ///< components that no sheet advised joins to the largest
  bool apart_for_budget = false;              ///< the budget ended before all of them were tried
  std::optional<Bottleneck> bottleneck = {};  ///< if the graph is connected and has several jurors
  bool jurors_full = false;                   ///< every juror has his share or cap before the budget is spent
  std::size_t places = 0;                     ///< of all choices whose chances are known,
  double right_before = 0;                    ///< how many of them are expected to go to those who deserve them,
  double right_after = 0;                     ///< and after these sheets
};

/// Which entries to read again and by whom: first the links that are missing or weak, then the sheets that add most to the expected number
/// of right choices (docs/developer/fair.md, "Advice"). Each choice has fewer places than entries; no entry is in two.
[[nodiscard]] Advice advise(const Judged& judged, const std::vector<Choice>& choices, const AdviceOptions& options);

}  // namespace tally::fair
