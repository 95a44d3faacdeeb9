#pragma once

#include <string>
#include <vector>

namespace base {

/// Lines of cells under a head for a terminal: each column as wide as its widest cell, those asked for to the right. A column whose cells
/// are all empty is left out.
class Grid {
 public:
  using Line = std::vector<std::string>;

  /// `right` says of each column whether its cells stand to the right.
  Grid(Line head, std::vector<bool> right);
  /// As many cells as the head has.
  void add(Line line) { lines_.push_back(std::move(line)); }
  [[nodiscard]] std::string text() const;

 private:
  void append(std::string& out, const Line& line, const std::vector<std::size_t>& widths) const;

  std::vector<Line> lines_;
  std::vector<bool> right_;
};

}  // namespace base
