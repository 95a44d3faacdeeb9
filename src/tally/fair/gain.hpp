#pragma once

#include <vector>

namespace tally::fair {

/// P(z < x) of a standard normal number, and the x of a p above 0 and below 1.
[[nodiscard]] double normal_share(double x);
[[nodiscard]] double normal_point(double p);
/// P(z₁ < h and z₂ < k) of two standard normal numbers with a correlation from 0 to below 1.
[[nodiscard]] double normal_share(double h, double k, double correlation);

/// By how much the expected number of right choices grows if an entry with this chance of being among the first is chosen or not after a
/// share of its variance is known (docs/developer/fair.md, "Advice"). `price` is the chance from which an entry is chosen; all three lie
/// above 0 and below 1.
[[nodiscard]] double choice_gain(double chance, double price, double share);

/// The steps of the least concave curve above 0 and these points: what each further sheet is worth if the best number of them is read.
[[nodiscard]] std::vector<double> concave_steps(const std::vector<double>& gains);

}  // namespace tally::fair
