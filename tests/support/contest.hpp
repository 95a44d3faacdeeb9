#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/document.hpp"
#include "base/error.hpp"
#include "tally/input.hpp"
#include "tally/pack.hpp"
#include "tally/pack_reader.hpp"
#include "tally/result.hpp"

namespace support {

/// A pack as YAML of which only what the test is about needs to be written: absent top-level keys get plain values (one level `entry`, mean
/// of evaluators at each indicator, two decimals), a node without `value` and `op` is a number of 0..100, an inner node without `range`
/// spans 0..100, and what has no `name` is named after its id.
[[nodiscard]] base::Document pack_document(std::string_view yaml);
[[nodiscard]] tally::Pack pack(std::string_view yaml, const tally::Settings& settings = {});
/// The pack of a single tree, given by its root.
[[nodiscard]] std::string tree(std::string_view root);

/// What is tallied, in short. Subjects of the sheets come into being by themselves.
struct Given {
  std::vector<std::string> subjects{};  ///< `id parent=p type=t birth=2000-01-01`
  std::vector<std::string> items{};     ///< `subject#item area=x`
  std::vector<std::string> sheets{};    ///< `subject[@stage][#item][~evaluator] node=value ...`
  std::string stage{};
};
/// Placed and arranged. Throws what place_subjects and arrange throw, and Error(invalid, <code of read_value>).
[[nodiscard]] tally::Input input(const tally::Pack& pack, const Given& given);

using Cells = std::vector<std::pair<std::string, std::string>>;

/// A pack with its input and the result that points into it.
class Contest {
 public:
  Contest(std::string_view yaml, const Given& given, const tally::Settings& settings = {});
  Contest(const Contest&) = delete;
  Contest& operator=(const Contest&) = delete;

  [[nodiscard]] const tally::Row& row(std::string_view subject) const;
  /// The canonical text of a node's number, `n/a`, `missing`, or empty if it was not looked at. Key: `node`, `stage/node` or `item:node`.
  [[nodiscard]] std::string node(std::string_view subject, std::string_view key) const;
  [[nodiscard]] Cells scores() const;  ///< subject -> score
  [[nodiscard]] Cells ranks() const;   ///< subject -> `rank/ranked_among tie`
  [[nodiscard]] Cells bands() const;

  const tally::Pack pack;
  const tally::Input input;
  const tally::Result result;
};

/// The codes of the problems thrown, each with its line (`code:line`); empty if nothing was thrown.
template <typename Action>
std::vector<std::string> problems(Action action) {
  std::vector<std::string> all;
  try {
    (void)action();
  } catch (const base::Error& error) {
    for (const base::Problem& problem : error.problems()) all.push_back(problem.code + ":" + std::to_string(problem.line));
  }
  return all;
}

}  // namespace support
