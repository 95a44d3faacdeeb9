#include "tally/fair/rank_intervals.hpp"

#include <algorithm>
#include <numeric>

namespace tally::fair {

namespace {

constexpr std::size_t kTogether = 8;  ///< draws ranked in one pass: a cache line of values

/// Ranks one draw. Sorts through as many buckets as there are entries, since a plain sort would cost more than all the rest.
class Ranker {
 public:
  explicit Ranker(std::size_t size) : bucket_(size), begin_(size + 1), order_(size) {}

  void rank(const double* x, std::uint32_t* ranks) {
    const std::size_t size = order_.size();
    const auto [least, most] = std::minmax_element(x, x + size);
    const double top = *most;
    const double scale = top > *least ? static_cast<double>(size - 1) / (top - *least) : 0;
    std::fill(begin_.begin(), begin_.end(), 0);
    for (std::size_t i = 0; i < size; ++i) {
      bucket_[i] = static_cast<std::uint32_t>((top - x[i]) * scale);
      ++begin_[bucket_[i] + 1];
    }
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    for (std::uint32_t i = 0; i < size; ++i) order_[begin_[bucket_[i]]++] = i;
    const auto higher = [x](std::uint32_t a, std::uint32_t b) { return x[a] != x[b] ? x[a] > x[b] : a < b; };
    for (std::size_t begin = 0; begin < size;) {
      const std::size_t end = begin_[bucket_[order_[begin]]];  // placing has moved it to the end of the bucket
      const auto from = order_.begin() + static_cast<std::ptrdiff_t>(begin);
      if (end - begin > 1) std::sort(from, order_.begin() + static_cast<std::ptrdiff_t>(end), higher);
      begin = end;
    }
    for (std::uint32_t place = 0; place < size; ++place) ranks[order_[place]] = place + 1;
  }

 private:
  std::vector<std::uint32_t> bucket_;
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> order_;
};

}  // namespace

RankIntervals::RankIntervals(const std::vector<std::uint32_t>& entries, std::size_t draws)
    : entries_(entries), draws_(draws), ranks_(entries.size() * draws) {}

void RankIntervals::take(const Posterior& posterior, std::size_t block) {
  const std::size_t taken = block * kBlock;
  if (taken >= draws_) return;
  const std::size_t count = std::min(kBlock, draws_ - taken);
  const std::size_t size = entries_.size();
  std::vector<double> drawn(size * count);  // by entry, then by draw
  Normals row;
  for (std::size_t i = 0; i < size; ++i) {
    posterior.values(entries_[i], row);
    std::copy_n(row.begin(), count, drawn.begin() + static_cast<std::ptrdiff_t>(i * count));
  }
  Ranker ranker(size);
  std::vector<double> values(size * kTogether);
  std::vector<std::uint32_t> ranks(size * kTogether);
  for (std::size_t first = 0; first < count; first += kTogether) {
    const std::size_t lanes = std::min(kTogether, count - first);
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t lane = 0; lane < lanes; ++lane) values[lane * size + i] = drawn[i * count + first + lane];
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) ranker.rank(values.data() + lane * size, ranks.data() + lane * size);
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t lane = 0; lane < lanes; ++lane) ranks_[i * draws_ + taken + first + lane] = ranks[lane * size + i];
    }
  }
}

std::vector<RankInterval> RankIntervals::quantiles() {
  std::vector<RankInterval> result;
  if (draws_ == 0) return result;
  const auto low = static_cast<std::ptrdiff_t>((draws_ + 19) / 20 - 1);
  const auto high = static_cast<std::ptrdiff_t>((19 * draws_ + 19) / 20 - 1);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const auto begin = ranks_.begin() + static_cast<std::ptrdiff_t>(i * draws_);
    const auto end = begin + static_cast<std::ptrdiff_t>(draws_);
    std::nth_element(begin, begin + high, end);
    const std::uint32_t most = begin[high];
    std::nth_element(begin, begin + low, begin + high + 1);
    result.push_back({begin[low], most});
  }
  return result;
}

}  // namespace tally::fair
