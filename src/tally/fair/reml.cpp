#include "tally/fair/reml.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tally::fair {
namespace {

constexpr int kGridPerUnit = 2;
constexpr int kGrid = 2 * static_cast<int>(kLogLambdaBound) * kGridPerUnit;  ///< steps; one point more
constexpr double kFlat = 1e-9;
constexpr double kLevel = 1e-9;    ///< a slope so small at an end of the grid may only be rounding
constexpr double kShallow = 1e-4;  ///< a valley this little below its lower end is none: where it is deepest hangs on last digits
constexpr double kStep = 1e-13;
constexpr int kSteps = 200;

struct Point {
  double value = 0;  ///< −2 log restricted likelihood
  double slope = 0;  ///< by log λ
  double residual_variance = 0;
};

Point evaluate(const Laplacian& graph, const RemlInput& input, double p) {
  const double lambda = std::exp(p);
  const Profile profile = graph.at(lambda, input.b);
  const auto jurors = static_cast<double>(input.b.size());
  const auto freedom = static_cast<double>(input.freedom);
  const double rest = input.within - profile.fitted;
  Point point;
  point.residual_variance = rest / freedom;
  point.value = profile.log_det - jurors * p + input.log_panels + freedom * (1 + std::log(2 * std::numbers::pi * point.residual_variance));
  point.slope = lambda * profile.trace - jurors + freedom * lambda * profile.square / rest;
  return point;
}

/// The zero of the slope, which is negative at low and positive at high (regula falsi after Illinois). Comparing values alone
/// would leave half of the digits to chance, and two programs would differ.
double zero_of_slope(const Laplacian& graph, const RemlInput& input, double low, double high) {
  double at_high = evaluate(graph, input, high).slope;
  double at_low = evaluate(graph, input, low).slope;
  // A second valley between two points of the grid can turn the sign at one end; the zero of the one found is inside all the same.
  if (at_low >= 0) at_low = -at_high;
  if (at_high <= 0) at_high = -at_low;
  double next = high;
  int side = 0;
  for (int step = 0; step < kSteps; ++step) {
    const double last = next;
    next = (at_high * low - at_low * high) / (at_high - at_low);
    const double slope = evaluate(graph, input, next).slope;
    if (slope == 0 || std::abs(next - last) <= kStep) break;
    const int now = slope < 0 ? -1 : 1;
    (now < 0 ? low : high) = next;
    (now < 0 ? at_low : at_high) = slope;
    if (now == side) (now < 0 ? at_high : at_low) /= 2;
    side = now;
  }
  return next;
}

}  // namespace

Reml reml_at(const Laplacian& graph, const RemlInput& input, double lambda) {
  const Point point = evaluate(graph, input, std::log(lambda));
  return {.where = Reml::Where::inside, .lambda = lambda, .residual_variance = point.residual_variance, .criterion = point.value};
}

Reml reml_best(const Laplacian& graph, const RemlInput& input) {
  const auto at = [](int i) { return static_cast<double>(i) / kGridPerUnit - kLogLambdaBound; };
  std::array<Point, kGrid + 1> grid;
  for (int i = 0; i <= kGrid; ++i) grid[static_cast<std::size_t>(i)] = evaluate(graph, input, at(i));
  const auto [least, most] =
      std::minmax_element(grid.begin(), grid.end(), [](const Point& a, const Point& b) { return a.value < b.value; });
  const int best = static_cast<int>(least - grid.begin());

  double p = at(best);
  Reml::Where where = Reml::Where::inside;
  if (most->value - least->value < kFlat * static_cast<double>(input.freedom)) {
    where = Reml::Where::flat;
  } else if (best == 0 && least->slope >= -kLevel) {
    where = Reml::Where::lower;
  } else if (best == kGrid && least->slope <= kLevel) {
    where = Reml::Where::upper;
  } else {
    p = least->slope > 0 ? zero_of_slope(graph, input, at(best - 1), p) : zero_of_slope(graph, input, p, at(best + 1));
  }
  Reml result = reml_at(graph, input, std::exp(p));
  if (where == Reml::Where::inside && grid.front().value - result.criterion < kShallow) {
    where = Reml::Where::lower;
    result = reml_at(graph, input, std::exp(at(0)));
  }
  result.where = where;
  return result;
}

}  // namespace tally::fair
