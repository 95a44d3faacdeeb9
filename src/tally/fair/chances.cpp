#include "tally/fair/chances.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <future>
#include <numeric>
#include <string>
#include <thread>

#include "base/error.hpp"
#include "tally/fair/posterior.hpp"
#include "tally/fair/rank_intervals.hpp"
#include "tally/fair/shrinkage.hpp"

namespace tally::fair {
namespace {

constexpr std::size_t kMostDraws = 1000000;
constexpr std::size_t kRankBudget = 2000000;  ///< values that are drawn for rank intervals,
constexpr std::size_t kRankLeast = 400;       ///< but in no fewer draws than these
constexpr double kSame = 1e-9;                ///< of the range of raw scores: rounding, not a difference
constexpr std::size_t kMoreLeaders = 32;

struct Candidate {
  double value = 0;
  std::uint32_t at = 0;  ///< position in Chances::entries
};

bool higher(const Candidate& a, const Candidate& b) { return a.value != b.value ? a.value > b.value : a.at < b.at; }

/// What scores of entries that tie may differ by.
double same_within(const WithinFit& fit) {
  const auto by_raw = [](const EntryEstimate& a, const EntryEstimate& b) { return a.raw < b.raw; };
  const auto [low, high] = std::minmax_element(fit.entries.begin(), fit.entries.end(), by_raw);
  return kSame * (high->raw - low->raw) + rounding_of(fit);
}

/// Counts how often each entry is among the first K of a draw.
class Counter {
 public:
  Counter(const WithinFit& fit, const std::vector<std::uint32_t>& entries, std::vector<std::size_t> cuts)
      : entries_(entries), cuts_(std::move(cuts)), most_(cuts_.empty() ? 0 : *std::max_element(cuts_.begin(), cuts_.end())) {
    by_score_.resize(entries.size());
    std::iota(by_score_.begin(), by_score_.end(), 0u);
    std::stable_sort(by_score_.begin(), by_score_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return *fit.entries[entries[a]].shrunk > *fit.entries[entries[b]].shrunk; });
    leaders_ = std::min(entries.size(), 3 * most_ + kMoreLeaders);
    order_.resize(cuts_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) { return cuts_[a] > cuts_[b]; });
    counts_.assign(cuts_.size(), std::vector<std::uint32_t>(entries.size()));
  }

  /// The first `draws` draws of the posterior's block.
  void take(const Posterior& posterior, std::size_t draws) {
    if (cuts_.empty()) return;
    set_floors(posterior, draws);
    add_others(posterior, draws);
    for (auto& pool : pools_) {
      for (const std::size_t cut : order_) {  // from the largest
        keep_first(pool, cuts_[cut]);
        for (const Candidate& candidate : pool) ++counts_[cut][candidate.at];
      }
    }
  }

  void add(const Counter& other) {
    for (std::size_t c = 0; c < counts_.size(); ++c) {
      for (std::size_t i = 0; i < counts_[c].size(); ++i) counts_[c][i] += other.counts_[c][i];
    }
  }

  [[nodiscard]] std::vector<std::vector<double>> shares(std::size_t draws) const {
    std::vector<std::vector<double>> result;
    for (const auto& counts : counts_) {
      auto& share = result.emplace_back();
      for (const std::uint32_t count : counts) share.push_back(count / static_cast<double>(draws));
    }
    return result;
  }

 private:
  static void keep_first(std::vector<Candidate>& pool, std::size_t count) {
    if (count >= pool.size()) return;
    std::nth_element(pool.begin(), pool.begin() + static_cast<std::ptrdiff_t>(count), pool.end(), higher);
    pool.resize(count);
  }

  /// The leaders alone give a value below which nobody is among the first.
  void set_floors(const Posterior& posterior, std::size_t draws) {
    values_.resize(draws * leaders_);
    Normals row;
    for (std::size_t i = 0; i < leaders_; ++i) {
      posterior.values(entries_[by_score_[i]], row);
      for (std::size_t r = 0; r < draws; ++r) values_[r * leaders_ + i] = row[r];
    }
    pools_.resize(draws);
    for (std::size_t r = 0; r < draws; ++r) {
      const double* values = values_.data() + r * leaders_;
      sorted_.assign(values, values + leaders_);
      const auto last = sorted_.begin() + static_cast<std::ptrdiff_t>(most_ - 1);
      std::nth_element(sorted_.begin(), last, sorted_.end(), std::greater<>());
      floors_[r] = *last;
      pools_[r].clear();
      for (std::size_t i = 0; i < leaders_; ++i) {
        if (values[i] >= floors_[r]) pools_[r].push_back({values[i], by_score_[i]});
      }
    }
  }

  /// Who is not among the leaders rarely gets in: his bits alone tell in nearly all draws. This leaves out work, never an outcome.
  void add_others(const Posterior& posterior, std::size_t draws) {
    const double floor = *std::min_element(floors_.begin(), floors_.begin() + static_cast<std::ptrdiff_t>(draws));
    std::array<std::uint32_t, 4> batch{};
    std::array<std::uint32_t, 4> limits{};
    std::size_t size = 0;
    for (std::size_t i = leaders_; i < entries_.size(); ++i) {
      const std::uint32_t limit = posterior.hopeless(entries_[by_score_[i]], floor);
      if (limit == UINT32_MAX) continue;
      batch[size] = by_score_[i];
      limits[size++] = limit;
      if (size == batch.size()) {
        add_batch(posterior, draws, batch, limits);
        size = 0;
      }
    }
    std::fill(limits.begin() + static_cast<std::ptrdiff_t>(size), limits.end(), UINT32_MAX);
    if (size > 0) add_batch(posterior, draws, batch, limits);
  }

  void add_batch(const Posterior& posterior, std::size_t draws, const std::array<std::uint32_t, 4>& batch,
                 const std::array<std::uint32_t, 4>& limits) {
    std::array<std::uint64_t, 4> streams{};
    for (std::size_t k = 0; k < batch.size(); ++k) streams[k] = posterior.stream(entries_[batch[k]]);
    draw_bits(posterior.seed(), streams, bits_);
    for (std::size_t k = 0; k < batch.size(); ++k) {
      for (std::size_t r = 0; r < draws; ++r) {
        if (bits_[k][r] <= limits[k]) continue;
        const double value = posterior.value(entries_[batch[k]], r, bits_[k][r]);
        if (value >= floors_[r]) pools_[r].push_back({value, batch[k]});
      }
    }
  }

  const std::vector<std::uint32_t>& entries_;
  std::vector<std::size_t> cuts_;
  std::size_t most_;
  std::size_t leaders_ = 0;
  std::vector<std::uint32_t> by_score_;  ///< positions in entries_, best first
  std::vector<std::size_t> order_;       ///< of the cuts, largest first
  std::vector<std::vector<std::uint32_t>> counts_;
  std::vector<std::vector<Candidate>> pools_;  ///< by draw: the first most_ so far
  std::vector<double> values_;                 ///< by draw, then by leader
  std::vector<double> sorted_;
  Normals floors_{};  ///< by draw: whoever is below is out
  std::array<Bits, 4> bits_{};
};

/// Without chance the ranks are known; those who tie share the places they fill.
Chances settled(const WithinFit& fit, std::vector<std::uint32_t> entries, const ChanceOptions& options) {
  Chances result{.rank_draws = 0, .entries = std::move(entries), .top = {}, .ranks = {}};
  std::vector<std::uint32_t> order(result.entries.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto score = [&](std::uint32_t i) { return *fit.entries[result.entries[i]].shrunk; };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) { return score(x) > score(y); });
  const double same = same_within(fit);
  result.top.assign(options.cuts.size(), std::vector<double>(order.size()));
  result.ranks.resize(order.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && score(order[begin]) - score(order[end]) <= same) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      result.ranks[order[i]] = {static_cast<std::uint32_t>(begin + 1), static_cast<std::uint32_t>(end)};
      for (std::size_t c = 0; c < options.cuts.size(); ++c) {
        const auto places = static_cast<double>(std::clamp(options.cuts[c], begin, end) - begin);
        result.top[c][order[i]] = places / static_cast<double>(end - begin);
      }
    }
  }
  return result;
}

/// Same panel, same raw score: nothing but the numbers drawn told them apart, so they share.
void share_alike(const Ratings& ratings, const WithinFit& fit, Chances& result) {
  const auto panel = [&](std::uint32_t i) { return ratings.panel(result.entries[i]); };
  const auto same_juror = [](const Sheet& a, const Sheet& b) { return a.juror < b.juror; };
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return std::lexicographical_compare(panel(a).begin(), panel(a).end(), panel(b).begin(), panel(b).end(), same_juror);
  };
  const auto raw = [&](std::uint32_t i) { return fit.entries[result.entries[i]].raw; };
  const auto group = [&](std::uint32_t i) { return fit.entries[result.entries[i]].group; };
  std::vector<std::uint32_t> order(result.entries.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (group(a) != group(b)) return group(a) < group(b);
    if (before(a, b) || before(b, a)) return before(a, b);
    return raw(a) != raw(b) ? raw(a) < raw(b) : a < b;
  });
  const double same = same_within(fit);
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const std::uint32_t first = order[begin];
    const auto alike = [&](std::uint32_t i) { return group(i) == group(first) && !before(first, i) && raw(i) - raw(first) <= same; };
    while (end < order.size() && alike(order[end])) ++end;
    if (end - begin < 2) continue;
    for (auto& top : result.top) {
      double sum = 0;
      for (std::size_t i = begin; i < end; ++i) sum += top[order[i]];
      for (std::size_t i = begin; i < end; ++i) top[order[i]] = sum / static_cast<double>(end - begin);
    }
    if (result.ranks.empty()) continue;
    RankInterval all = result.ranks[first];
    for (std::size_t i = begin; i < end; ++i) {
      all = {std::min(all.low, result.ranks[order[i]].low), std::max(all.high, result.ranks[order[i]].high)};
    }
    for (std::size_t i = begin; i < end; ++i) result.ranks[order[i]] = all;
  }
}

std::vector<std::uint32_t> ranked(const WithinFit& fit, const ChanceOptions& options) {
  if (!options.among.empty()) return options.among;
  std::vector<std::uint32_t> all(fit.entries.size());
  std::iota(all.begin(), all.end(), 0u);
  return all;
}

void check(const ChanceOptions& options, std::size_t entries) {
  if (options.draws < 1 || options.draws > kMostDraws) {
    throw base::Error(base::Kind::invalid, "fair.bad_draws", {{"draws", std::to_string(options.draws)}});
  }
  for (const std::size_t cut : options.cuts) {
    if (cut >= 1 && cut <= entries) continue;
    throw base::Error(base::Kind::invalid, "fair.bad_cut", {{"cut", std::to_string(cut)}, {"entries", std::to_string(entries)}});
  }
}

}  // namespace

Chances chances(const Ratings& ratings, const WithinFit& fit, const Drawing& drawing, const ChanceOptions& options) {
  std::vector<std::uint32_t> entries = ranked(fit, options);
  check(options, entries.size());
  if (drawing.parts.empty()) return settled(fit, std::move(entries), options);

  Chances result{.rank_draws = 0, .entries = std::move(entries), .top = {}, .ranks = {}};
  const std::size_t quick = std::max(kRankLeast, kRankBudget / result.entries.size());
  result.rank_draws = std::min(options.draws, options.rank_draws.value_or(quick));
  RankIntervals intervals(result.entries, result.rank_draws);
  Counter counter(fit, result.entries, options.cuts);
  const std::size_t blocks = (options.draws + kBlock - 1) / kBlock;
  const auto work = [&](std::size_t first, std::size_t stride, Posterior& own, Counter& counts) {
    for (std::size_t block = first; block < blocks; block += stride) {
      own.start(block);
      counts.take(own, std::min(kBlock, options.draws - block * kBlock));
      intervals.take(own, block);
    }
  };
  const std::size_t cores = options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  const std::size_t threads = std::min(cores, blocks);
  std::vector<std::future<Counter>> others;
  for (std::size_t t = 1; t < threads; ++t) {
    others.push_back(std::async(std::launch::async, [&, t] {
      Posterior own(ratings, drawing, options.seed);
      Counter counts(fit, result.entries, options.cuts);
      work(t, threads, own, counts);
      return counts;
    }));
  }
  Posterior posterior(ratings, drawing, options.seed);
  work(0, threads, posterior, counter);
  for (auto& other : others) counter.add(other.get());
  result.top = counter.shares(options.draws);
  result.ranks = intervals.quantiles();
  share_alike(ratings, fit, result);
  return result;
}

std::optional<Chances> chances(const Ratings& ratings, const Laplacian& graph, const WithinFit& fit, const ChanceOptions& options) {
  if (!fit.residual_variance) return std::nullopt;
  return chances(ratings, fit, drawing_of(graph, fit), options);
}

}  // namespace tally::fair
