#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "tally/fair/ratings.hpp"

namespace tally::fair {

/// Pairs of (entry, juror), sorted.
using Conflicts = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Why nobody reads an entry once more.
enum class Unread : std::uint8_t {
  nobody_left,  ///< every juror has read it or has a conflict
  no_room,      ///< those who may read it have their share already
};

/// Who may read what once more and who has been asked to. A juror is asked for at most his share: the least number that gives the budget
/// room if each has the same, and never more than his cap.
class Readers {
 public:
  struct Limits {
    std::size_t budget = 1;
    Conflicts conflicts = {};
    std::vector<std::optional<std::size_t>> caps = {};  ///< by juror; empty: none has one
  };

  /// Refers to both.
  Readers(const Ratings& ratings, const Limits& limits);

  /// Whether he has neither read the entry, nor been asked to, nor a conflict.
  [[nodiscard]] bool may(std::uint32_t entry, std::uint32_t juror) const;
  [[nodiscard]] bool has_room(std::uint32_t juror) const { return load_[juror] < share_[juror]; }
  [[nodiscard]] std::size_t load(std::uint32_t juror) const { return load_[juror]; }
  [[nodiscard]] bool all_full() const { return room_ == 0; }
  /// Who has read the entry or been asked to.
  [[nodiscard]] std::vector<std::uint32_t> panel(std::uint32_t entry) const;

  /// Asks this juror, who may and has room. Gives the number of the sheet, which he keeps.
  std::size_t ask(std::uint32_t entry, std::uint32_t juror);
  /// Asks the juror with the least cost (by juror; empty: all alike), among equals the one asked least, then the one of the lowest id. If
  /// those who may have no room, others take over their sheets until one has. Gives the number of the sheet.
  std::optional<std::size_t> ask_best(std::uint32_t entry, std::span<const double> costs);
  [[nodiscard]] Unread why_not(std::uint32_t entry) const;
  /// Who reads a sheet, as it stands now.
  [[nodiscard]] std::uint32_t reader(std::size_t sheet) const { return asked_[sheet].juror; }

 private:
  struct Asked {
    std::uint32_t entry = 0;
    std::uint32_t juror = 0;
    bool for_good = false;
  };

  [[nodiscard]] bool preferred(std::uint32_t a, std::uint32_t b, std::span<const double> costs) const;
  [[nodiscard]] std::optional<std::uint32_t> best(std::uint32_t entry, std::span<const double> costs) const;
  std::size_t add(const Asked& asked);
  bool make_room(std::uint32_t entry);
  void move(std::size_t sheet, std::uint32_t juror);

  const Ratings& ratings_;
  const Limits& limits_;
  std::vector<std::size_t> share_, load_;  ///< by juror
  std::size_t room_ = 0;
  std::vector<Asked> asked_;
  std::vector<std::vector<std::uint32_t>> of_entry_;  ///< jurors asked
  std::vector<std::vector<std::size_t>> of_juror_;    ///< sheets asked for
};

}  // namespace tally::fair
