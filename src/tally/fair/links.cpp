#include "tally/fair/links.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace tally::fair {
namespace {

/// One branch of the tree: a group, and the one it is joined to.
struct Branch {
  std::uint32_t group = 0;
  std::uint32_t trunk = 0;
  std::vector<std::uint32_t> jurors = {};   ///< used already
  std::vector<std::uint32_t> entries = {};  ///< likewise
};

bool has(const std::vector<std::uint32_t>& list, std::uint32_t x) { return std::find(list.begin(), list.end(), x) != list.end(); }

class Linker {
 public:
  Linker(const Ratings& ratings, Readers& readers, const LinkRequest& request) : readers_(readers), request_(request) {
    const std::size_t count = 1 + *std::max_element(request.group.begin(), request.group.end());
    jurors_.resize(count);
    entries_.resize(count);
    for (std::uint32_t j = 0; j < request.group.size(); ++j) jurors_[request.group[j]].push_back(j);
    for (const std::uint32_t e : request.entries) {
      const auto panel = ratings.panel(e);
      const std::uint32_t group = request.group[panel.front().juror];
      if (std::all_of(panel.begin(), panel.end(), [&](const Sheet& sheet) { return request.group[sheet.juror] == group; })) {
        entries_[group].push_back(e);
      }
    }
  }

  Links run() {
    std::vector<Branch> tree = grow();
    for (std::size_t round = 1; round < request_.links; ++round) {
      for (Branch& branch : tree) {
        if (spent()) return std::move(links_);
        join(branch, round);
      }
    }
    return std::move(links_);
  }

 private:
  /// Groups by size, the largest first.
  [[nodiscard]] std::vector<std::uint32_t> by_size() const {
    std::vector<std::uint32_t> order(jurors_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
      return jurors_[a].size() != jurors_[b].size() ? jurors_[a].size() > jurors_[b].size() : entries_[a].size() > entries_[b].size();
    });
    return order;
  }

  /// Joins every group to the first one joined before it that it can be joined to, until no more can be.
  std::vector<Branch> grow() {
    std::vector<std::uint32_t> waiting = by_size();
    std::vector<std::uint32_t> joined{waiting.front()};
    waiting.erase(waiting.begin());
    std::vector<Branch> tree;
    for (bool grows = true; grows && !spent();) {
      grows = false;
      std::vector<std::uint32_t> still;
      for (const std::uint32_t group : waiting) {
        const auto branch = first_branch(group, joined);
        if (!branch) {
          still.push_back(group);
          continue;
        }
        joined.push_back(group);
        tree.push_back(*branch);
        grows = true;
      }
      waiting = std::move(still);
    }
    std::sort(waiting.begin(), waiting.end());
    links_.apart = std::move(waiting);
    links_.budget_spent = spent();
    return tree;
  }

  std::optional<Branch> first_branch(std::uint32_t group, const std::vector<std::uint32_t>& joined) {
    for (const std::uint32_t trunk : joined) {
      if (spent()) return std::nullopt;
      Branch branch{group, trunk};
      if (join(branch, 0)) return branch;
    }
    return std::nullopt;
  }

  /// One more sheet between both ends: the trunk's juror for the group's entry in even rounds, the other way round in odd ones.
  bool join(Branch& branch, std::size_t round) {
    const bool outward = round % 2 == 0;
    const std::uint32_t one = outward ? branch.trunk : branch.group;
    const std::uint32_t other = outward ? branch.group : branch.trunk;
    const std::vector<std::uint32_t> used = branch.jurors;
    if (read(branch, one, other, used) || read(branch, other, one, used)) return true;
    return !used.empty() && (read(branch, one, other, {}) || read(branch, other, one, {}));  // rather by the same juror than not at all
  }

  bool read(Branch& branch, std::uint32_t from, std::uint32_t to, const std::vector<std::uint32_t>& used) {
    const auto& jurors = jurors_[from];
    if (std::none_of(jurors.begin(), jurors.end(), [this](std::uint32_t j) { return readers_.has_room(j); })) return false;
    for (const std::uint32_t e : entries_[to]) {
      if (has(branch.entries, e)) continue;
      std::optional<std::uint32_t> best;
      for (const std::uint32_t j : jurors) {
        if (readers_.has_room(j) && !has(used, j) && readers_.may(e, j) && (!best || before(j, *best))) best = j;
      }
      if (!best) continue;
      links_.made.push_back({readers_.ask(e, *best), e});
      branch.entries.push_back(e);
      branch.jurors.push_back(*best);
      return true;
    }
    return false;
  }

  /// Who was asked least, so that links hang on many jurors; then who is known best. Jurors stand in the order of their sheets.
  [[nodiscard]] bool before(std::uint32_t a, std::uint32_t b) const {
    if (readers_.load(a) != readers_.load(b)) return readers_.load(a) < readers_.load(b);
    return request_.costs[a] < request_.costs[b];
  }

  [[nodiscard]] bool spent() const { return links_.made.size() >= request_.budget; }

  Readers& readers_;
  const LinkRequest& request_;
  std::vector<std::vector<std::uint32_t>> jurors_;   ///< by group
  std::vector<std::vector<std::uint32_t>> entries_;  ///< by group: read by it alone, as in the request
  Links links_;
};

}  // namespace

Links link_groups(const Ratings& ratings, Readers& readers, const LinkRequest& request) { return Linker(ratings, readers, request).run(); }

}  // namespace tally::fair
