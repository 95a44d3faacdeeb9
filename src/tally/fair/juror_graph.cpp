#include "tally/fair/juror_graph.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>

namespace tally::fair {
namespace {

std::uint32_t root(std::vector<std::uint32_t>& parent, std::uint32_t juror) {
  while (parent[juror] != juror) juror = parent[juror] = parent[parent[juror]];
  return juror;
}

void sort_unique(std::vector<std::uint32_t>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

std::vector<std::uint32_t> components_of(const Ratings& ratings) {
  std::vector<std::uint32_t> parent(ratings.jurors().size());
  std::iota(parent.begin(), parent.end(), 0u);
  for (std::size_t e = 0; e < ratings.entries().size(); ++e) {
    for (const Sheet& sheet : ratings.panel(e)) {
      const std::uint32_t a = root(parent, ratings.panel(e).front().juror);
      const std::uint32_t b = root(parent, sheet.juror);
      parent[std::max(a, b)] = std::min(a, b);  // the root is the first juror of its component
    }
  }
  std::vector<std::uint32_t> component(parent.size());
  std::uint32_t count = 0;
  for (std::uint32_t j = 0; j < parent.size(); ++j) {
    const std::uint32_t first = root(parent, j);
    component[j] = first == j ? count++ : component[first];
  }
  return component;
}

std::vector<std::vector<std::uint32_t>> neighbours_of(const Ratings& ratings) {
  std::vector<std::vector<std::uint32_t>> neighbours(ratings.jurors().size());
  for (std::size_t e = 0; e < ratings.entries().size(); ++e) {
    for (const Sheet& a : ratings.panel(e)) {
      for (const Sheet& b : ratings.panel(e)) {
        if (a.juror != b.juror) neighbours[a.juror].push_back(b.juror);
      }
    }
  }
  for (auto& list : neighbours) sort_unique(list);
  return neighbours;
}

Elimination least_degree(std::vector<std::vector<std::uint32_t>> neighbours) {
  Elimination result;
  std::set<std::pair<std::size_t, std::uint32_t>> queue;  // (degree, juror)
  for (std::uint32_t j = 0; j < neighbours.size(); ++j) queue.emplace(neighbours[j].size(), j);
  std::vector<std::uint32_t> merged;
  while (!queue.empty() && queue.begin()->first + 1 < queue.size()) {
    const std::uint32_t gone = queue.begin()->second;
    queue.erase(queue.begin());
    result.order.push_back(gone);
    result.fill += neighbours[gone].size();
    for (const std::uint32_t j : neighbours[gone]) {  // his neighbours become neighbours of each other
      queue.erase({neighbours[j].size(), j});
      merged.clear();
      std::set_union(neighbours[j].begin(), neighbours[j].end(), neighbours[gone].begin(), neighbours[gone].end(),
                     std::back_inserter(merged));
      std::erase_if(merged, [&](std::uint32_t k) { return k == j || k == gone; });
      neighbours[j] = merged;
      queue.emplace(neighbours[j].size(), j);
    }
    neighbours[gone].clear();
  }
  std::vector<std::uint32_t> rest;
  rest.reserve(queue.size());
  for (const auto& [degree, j] : queue) rest.push_back(j);
  std::sort(rest.begin(), rest.end());
  result.order.insert(result.order.end(), rest.begin(), rest.end());
  if (!rest.empty()) result.fill += rest.size() * (rest.size() - 1) / 2;
  return result;
}

}  // namespace tally::fair
