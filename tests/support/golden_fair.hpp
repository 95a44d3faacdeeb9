#pragma once

#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "tally/fair/ratings.hpp"

namespace support {

/// A golden CSV file of tests/golden/fair: rows of column name → text.
inline std::vector<std::map<std::string, std::string>> golden_rows(const std::string& name) {
  const std::string path = std::string(JUARA_SOURCE_DIR) + "/tests/golden/fair/" + name;
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot open " + path);
  base::csv::Reader reader(path, in);
  std::vector<std::map<std::string, std::string>> rows;
  for (std::vector<std::string_view> fields; reader.next(fields);) {
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < fields.size(); ++i) row.emplace(reader.header()[i], fields[i]);
  }
  return rows;
}

/// The simulated sheets of one set (TINY, S, M, ISL), weighted .30 .25 .20 .15 .10.
inline std::vector<tally::fair::SheetInput> golden_sheets(const std::string& set) {
  const std::vector<std::pair<std::string, double>> weights = {{"c1", .30}, {"c2", .25}, {"c3", .20}, {"c4", .15}, {"c5", .10}};
  std::vector<tally::fair::SheetInput> sheets;
  for (const auto& row : golden_rows("ratings_" + set + ".csv")) {
    auto& sheet = sheets.emplace_back(tally::fair::SheetInput{.entry = row.at("entry"), .juror = row.at("juror")});
    for (const auto& [criterion, weight] : weights) {
      sheet.scores.push_back(std::stod(row.at(criterion)));
      sheet.total += weight * sheet.scores.back();
    }
  }
  return sheets;
}

inline tally::fair::Ratings golden_ratings(const std::string& set) {
  return tally::fair::Ratings({"c1", "c2", "c3", "c4", "c5"}, golden_sheets(set));
}

/// Position of each id.
inline std::map<std::string, std::size_t> index_of(const std::vector<std::string>& ids) {
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < ids.size(); ++i) index.emplace(ids[i], i);
  return index;
}

}  // namespace support
