#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "tally/fair/laplacian.hpp"
#include "tally/fair/outlook.hpp"
#include "tally/fair/readers.hpp"

namespace tally::fair {

/// What is known, and what is left to chance.
struct Judged {
  const Ratings& ratings;
  const Laplacian& graph;
  const WithinFit& fit;    ///< of the standard model
  const Drawing& drawing;  ///< without parts if nothing is left to chance, or nothing known of it
};

/// What each further sheet for each entry is worth: how many right choices more are to be expected of it.
class Prospects {
 public:
  /// Refers to `judged`; `readers` tell how many sheets an entry can still get.
  Prospects(const Judged& judged, const std::vector<Choice>& choices, const Readers& readers);

  /// Of the next sheet; at most that of the one before. Nothing where chances are not known.
  [[nodiscard]] std::optional<double> next(std::uint32_t entry) const;
  void take(std::uint32_t entry) { ++entries_[entry].taken; }
  /// Whether chance may still put it on either side of the cut.
  [[nodiscard]] bool open(std::uint32_t entry) const;
  /// Of the entry's choice; none where nothing can be gained.
  [[nodiscard]] const Outlook* outlook(std::uint32_t entry) const { return entries_[entry].outlook; }
  /// Places of all choices whose chances are known, and how many are expected to go to those who deserve them.
  [[nodiscard]] std::size_t places() const { return places_; }
  [[nodiscard]] double right() const { return right_; }

 private:
  struct Entry {
    const Outlook* outlook = nullptr;
    std::optional<double> chance = {};
    std::vector<double> steps = {};
    std::size_t taken = 0;
  };

  void look_at(const Judged& judged, const Choice& choice, const Readers& readers);

  std::vector<Entry> entries_;
  std::vector<std::unique_ptr<Outlook>> outlooks_;
  std::size_t places_ = 0;
  double right_ = 0;
};

}  // namespace tally::fair
