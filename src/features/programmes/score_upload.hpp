#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "features/programmes/scenario_tally.hpp"

namespace programmes {

/// Scores as an office hands them in: CSV, or a workbook whose first sheet holds the scores; its sheets `subjects` (`objek`) and `items`
/// (`butir`), if it has them, hold those lists.
struct ScoreUpload {
  std::string pack;  ///< `id@version` of a shipped one
  std::string stage = {};
  char decimal = '.';  ///< of a CSV
  std::string bytes;
};

/// What is wrong in an upload names the sheet (none: CSV), the line, and the column as parameter `field`.
/// Throws Error: packs.not_shipped, documents.*, csv.*, tally.*.
[[nodiscard]] ScenarioInput read_upload(const ScoreUpload& upload);

struct UploadedTable {
  std::string name;  ///< of the sheet; empty: CSV
  std::vector<std::string> columns;
  std::size_t rows = 0;
};
struct PreviewedRow {
  std::string subject, name, level, score, band;  ///< empty: it has none
  int rank = 0;                                   ///< 0: not ranked
};
/// What an upload would come to.
struct Preview {
  static constexpr std::size_t kMostRows = 20;

  std::vector<UploadedTable> tables;
  std::size_t subjects = 0, evaluators = 0;
  std::vector<PreviewedRow> rows;  ///< the first, as people read them; none while there are problems
  std::vector<base::Problem> problems;
  std::size_t total = 0;  ///< of the problems, of which the list may hold the first only
};

/// Tallies and keeps nothing. What is wrong in the file is told in the preview; throws Error(invalid, packs.not_shipped) only.
[[nodiscard]] Preview preview(const ScoreUpload& upload);

}  // namespace programmes
