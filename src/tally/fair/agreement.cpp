#include <algorithm>
#include <cmath>
#include <numeric>

#include "tally/fair/rasch.hpp"

namespace tally::fair {
namespace {

std::vector<std::uint32_t> best_first(const std::vector<double>& scores) {
  std::vector<std::uint32_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return scores[a] > scores[b]; });
  return order;
}

/// Ranks less their mean; equal scores share theirs.
std::vector<double> centred_ranks(const std::vector<double>& scores) {
  const std::vector<std::uint32_t> order = best_first(scores);
  std::vector<double> ranks(scores.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && scores[order[end]] == scores[order[begin]]) ++end;
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = (static_cast<double>(begin + end) - static_cast<double>(order.size())) / 2;
  }
  return ranks;
}

std::vector<std::uint32_t> only_in(const std::vector<double>& here, const std::vector<double>& there, std::size_t cut) {
  std::vector<std::uint32_t> result = best_first(here);
  std::vector<std::uint32_t> others = best_first(there);
  result.resize(std::min(cut, result.size()));
  others.resize(result.size());
  std::sort(others.begin(), others.end());
  std::erase_if(result, [&](std::uint32_t e) { return std::binary_search(others.begin(), others.end(), e); });
  return result;
}

}  // namespace

Agreement compare_rankings(const std::vector<double>& first, const std::vector<double>& second, std::size_t cut) {
  const std::vector<double> a = centred_ranks(first);
  const std::vector<double> b = centred_ranks(second);
  const auto dot = [](const std::vector<double>& x, const std::vector<double>& y) {
    return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
  };
  const double scale = std::sqrt(dot(a, a) * dot(b, b));
  const double flat = dot(a, a) == dot(b, b) ? 1 : 0;
  return {.spearman = scale > 0 ? dot(a, b) / scale : flat,
          .only_in_first = only_in(first, second, cut),
          .only_in_second = only_in(second, first, cut)};
}

}  // namespace tally::fair
