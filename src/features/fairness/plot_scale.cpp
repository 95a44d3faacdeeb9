#include "features/fairness/plot_scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fairness {
namespace {

constexpr double kRoom = 0.04;  ///< of the width, on either side
constexpr double kTicks = 5;

}  // namespace

PlotScale::PlotScale(const std::vector<PlotRow>& rows, double left, double right) : left_(left), right_(right) {
  low_ = high_ = rows.front().estimate;
  for (const PlotRow& row : rows) {
    const double official = row.official->complete() ? row.official->official.to_double() : row.estimate;
    low_ = std::min({low_, row.estimate - row.reach, official});
    high_ = std::max({high_, row.estimate + row.reach, official});
  }
  const double room = high_ > low_ ? kRoom * (high_ - low_) : 1;
  low_ -= room;
  high_ += room;
  const double least = (high_ - low_) / kTicks;
  step_ = std::pow(10, std::floor(std::log10(least)));
  for (const double times : {2.0, 2.5, 2.0}) {
    if (step_ < least) step_ *= times;
  }
}

std::vector<double> PlotScale::ticks() const {
  const double first = std::ceil(low_ / step_);
  std::vector<double> ticks(1 + static_cast<std::size_t>(std::max(0.0, std::floor(high_ / step_ - first))));
  for (std::size_t at = 0; at < ticks.size(); ++at) ticks[at] = (first + static_cast<double>(at)) * step_;
  return ticks;
}

std::string PlotScale::label(double tick) const {
  const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step_) - 1e-9)));
  return fmt::format("{:.{}f}", tick == 0 ? 0.0 : tick, decimals);
}

}  // namespace fairness
