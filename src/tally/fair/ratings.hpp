#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tally::fair {

/// One juror's sheet for one entry, as it was handed in.
struct SheetInput {
  std::string entry;
  std::string juror;
  double total = 0;                 ///< Σ weight · score
  std::vector<double> scores = {};  ///< one per criterion, or none at all
  std::string file = {};            ///< where it stands, for messages
  std::size_t line = 0;
};

struct Sheet {
  std::uint32_t entry = 0;
  std::uint32_t juror = 0;
  double total = 0;
};

/// Who scored what. Entries are in order of their ids, jurors in order of their sheets, sheets in order of (entry, juror):
/// neither the order of the input nor the names of jurors change one bit of any result.
class Ratings {
 public:
  /// Throws base::Error with every faulty sheet: duplicate, not a finite number, criterion missing.
  Ratings(std::vector<std::string> criteria, std::span<const SheetInput> sheets);

  [[nodiscard]] const std::vector<std::string>& criteria() const { return criteria_; }
  [[nodiscard]] const std::vector<std::string>& entries() const { return entries_; }
  [[nodiscard]] const std::vector<std::string>& jurors() const { return jurors_; }
  [[nodiscard]] const std::vector<Sheet>& sheets() const { return sheets_; }
  [[nodiscard]] std::size_t first_sheet(std::size_t entry) const { return begin_[entry]; }
  /// The sheets of one entry; never empty.
  [[nodiscard]] std::span<const Sheet> panel(std::size_t entry) const {
    return {sheets_.data() + begin_[entry], begin_[entry + 1] - begin_[entry]};
  }
  [[nodiscard]] double score(std::size_t sheet, std::size_t criterion) const { return scores_[sheet * criteria_.size() + criterion]; }

  /// The same without the sheets of one juror who withdrew; entries that only he scored are gone.
  [[nodiscard]] Ratings without_juror(std::string_view juror) const;

 private:
  std::vector<std::string> criteria_;
  std::vector<std::string> entries_;
  std::vector<std::string> jurors_;
  std::vector<Sheet> sheets_;
  std::vector<double> scores_;  ///< sheet by sheet
  std::vector<std::size_t> begin_;
};

}  // namespace tally::fair
