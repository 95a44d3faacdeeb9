#include "base/error.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace base {

Error::Error(Kind kind, std::string code, Params params)
    : Error(kind, Problem{.file = {}, .line = 0, .code = std::move(code), .params = std::move(params)}) {}

Error::Error(Kind kind, Problem problem) : kind_(kind) { problems_.push_back(std::move(problem)); }

Error::Error(Kind kind, std::vector<Problem> problems, std::size_t total) : kind_(kind), problems_(std::move(problems)), total_(total) {
  assert(!problems_.empty() && total_ >= problems_.size());
}

void Problems::add(Problem problem) {
  if (kept_.size() < kKept) kept_.push_back(std::move(problem));
  ++total_;
}

void Problems::add(const Error& error) {
  const std::size_t total = total_ + error.total();
  for (const Problem& problem : error.problems()) add(problem);
  total_ = total;
}

void Problems::throw_if_any() const {
  if (empty()) return;
  std::vector<Problem> sorted = kept_;
  std::ranges::stable_sort(sorted, {}, [](const Problem& problem) { return std::tie(problem.file, problem.line); });
  throw Error(Kind::invalid, std::move(sorted), total_);
}

}  // namespace base
