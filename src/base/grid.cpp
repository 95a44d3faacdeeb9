#include "base/grid.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace base {

Grid::Grid(Line head, std::vector<bool> right) : right_(std::move(right)) { lines_.push_back(std::move(head)); }

std::string Grid::text() const {
  std::vector<std::size_t> widths(lines_.front().size(), 0);
  std::vector<bool> filled(widths.size(), false);
  for (const Line& line : lines_) {
    for (std::size_t column = 0; column < line.size(); ++column) {
      widths[column] = std::max(widths[column], display_width(line[column]));
      if (&line != &lines_.front() && !line[column].empty()) filled[column] = true;
    }
  }
  for (std::size_t column = 0; column < widths.size(); ++column) {
    if (!filled[column]) widths[column] = 0;
  }
  std::string out;
  for (const Line& line : lines_) {
    append(out, line, widths);
    if (&line == &lines_.front()) {
      Line rule;
      for (const std::size_t width : widths) rule.emplace_back(std::string(width, '-'));
      append(out, rule, widths);
    }
  }
  return out;
}

/// A column of width 0 is left out.
void Grid::append(std::string& out, const Line& line, const std::vector<std::size_t>& widths) const {
  std::string text = " ";
  for (std::size_t column = 0; column < line.size(); ++column) {
    if (widths[column] == 0) continue;
    const std::string padding(widths[column] - display_width(line[column]), ' ');
    text += " " + (right_[column] ? padding + line[column] : line[column] + padding) + " ";
  }
  text.erase(text.find_last_not_of(' ') + 1);
  out += text + "\n";
}

}  // namespace base
