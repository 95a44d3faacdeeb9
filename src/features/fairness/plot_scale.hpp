#pragma once

#include <string>
#include <vector>

#include "features/fairness/plot_rows.hpp"

namespace fairness {

/// From values to places on the page, with round values to mark. Holds all estimates with their reach and all official scores.
class PlotScale {
 public:
  PlotScale(const std::vector<PlotRow>& rows, double left, double right);

  [[nodiscard]] double at(double value) const { return left_ + (value - low_) / (high_ - low_) * (right_ - left_); }
  [[nodiscard]] bool holds(double value) const { return value >= low_ && value <= high_; }
  [[nodiscard]] std::vector<double> ticks() const;
  [[nodiscard]] std::string label(double tick) const;

 private:
  double left_, right_;
  double low_ = 0, high_ = 0;
  double step_ = 1;  ///< between ticks: 1, 2 or 5 times a power of ten
};

}  // namespace fairness
