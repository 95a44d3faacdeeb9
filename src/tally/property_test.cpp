#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tally/tally.hpp"
#include "tests/support/contest.hpp"

namespace tally {
namespace {

using support::Contest;
using Words = std::vector<std::string>;

const std::string kPack = R"(
rankings: [{id: main, level: entry, by: [region], ties: [{rule: higher, node: x}], cuts: [{id: top, places: 3}]}]
bands: [{closed: lower, list: [{id: low, from: 0, to: 50}, {id: high, from: 50, to: 100}]}]
trees:
  - level: entry
    root:
      id: total
      op: weighted_mean
      children:
        - {id: x, weight: 40, value: {type: number, min: 0, max: 10}}
        - {id: n, weight: 60, op: median, children: [{id: y}, {id: z, not_applicable: drop, value: {type: number, min: 0, max: 100}}]}
)";

/// Some dozen subjects of two regions, scored by up to three evaluators on a coarse scale, so that there are ties and gaps.
support::Given random_given(std::mt19937& random) {
  const auto below = [&](unsigned size) { return static_cast<unsigned>(random() % size); };
  support::Given given;
  for (unsigned subject = 0, size = 2 + below(14); subject < size; ++subject) {
    const std::string id = "s" + std::to_string(subject);
    given.subjects.push_back(id + " region=" + (below(2) == 0 ? "hill" : "sea"));
    for (unsigned evaluator = 0, count = below(4); evaluator < count; ++evaluator) {
      std::string sheet = id + "~j" + std::to_string(evaluator) + " x=" + std::to_string(below(3)) + " y=" + std::to_string(10 * below(4));
      if (below(6) > 0) sheet += below(4) == 0 ? " z=n/a" : " z=" + std::to_string(below(100));
      given.sheets.push_back(sheet);
    }
  }
  return given;
}

/// Everything a row says, by the subject's name for itself.
std::map<std::string, Words> told(const Contest& contest, const std::map<std::string, std::string>& names = {}) {
  std::map<std::string, Words> all;
  for (const Row& row : contest.result.rows) {
    const std::string& id = contest.input.subjects[row.subject].id;
    Words& words = all[names.empty() ? id : names.at(id)];
    words = {row.score,
             row.total.number.text(),
             row.band == nullptr ? "" : row.band->named.id,
             std::to_string(row.rank),
             std::to_string(row.ranked_among),
             row.tie};
    words.insert(words.end(), row.cuts.begin(), row.cuts.end());
    words.insert(words.end(), row.scope.begin(), row.scope.end());
  }
  return all;
}

class Properties : public testing::TestWithParam<unsigned> {
 protected:
  std::mt19937 random_{GetParam()};
};

TEST_P(Properties, Tally_OrderOfRows_ChangesNothing) {
  support::Given given = random_given(random_);
  const auto before = told(Contest(kPack, given));
  std::shuffle(given.subjects.begin(), given.subjects.end(), random_);
  std::shuffle(given.sheets.begin(), given.sheets.end(), random_);
  EXPECT_EQ(told(Contest(kPack, given)), before);
}

TEST_P(Properties, Tally_NamesOfSubjectsAndEvaluators_ChangeNothing) {
  const support::Given given = random_given(random_);
  std::map<std::string, std::string> names;  // new id -> old id
  std::map<std::string, std::string> ids;
  for (const std::string& line : given.subjects) {
    const std::string old = line.substr(0, line.find(' '));
    const std::string fresh = "n" + std::to_string(random_());
    names[fresh] = old;
    ids[old] = fresh;
  }
  support::Given other;
  for (const std::string& line : given.subjects) {
    other.subjects.push_back(ids.at(line.substr(0, line.find(' '))) + line.substr(line.find(' ')));
  }
  for (const std::string& line : given.sheets) {
    const auto name = line.find('~');
    const auto end = line.find(' ');
    const unsigned evaluator = 9U - static_cast<unsigned>(line[name + 2] - '0');
    other.sheets.push_back(ids.at(line.substr(0, name)) + "~k" + std::to_string(evaluator) + line.substr(end));
  }
  EXPECT_EQ(told(Contest(kPack, other), names), told(Contest(kPack, given)));
}

TEST_P(Properties, Tally_Scaling_ScalesTheTotal) {
  const support::Given given = random_given(random_);
  const std::string factor = std::to_string(1 + random_() % 50) + "/" + std::to_string(1 + random_() % 50);
  const auto pack = [](const std::string& by) {
    return support::tree("{id: total, op: scale, factor: " + by +
                         ", children: [{id: n, op: mean, children: [{id: x}, {id: y}, {id: z, missing: zero, not_applicable: drop, "
                         "value: {type: number, min: 0, max: 100}}]}]}");
  };
  const Contest once(pack("1"), given);
  const Contest scaled(pack(factor), given);
  for (std::size_t at = 0; at < once.result.rows.size(); ++at) {
    EXPECT_EQ(scaled.result.rows[at].total.number, once.result.rows[at].total.number * *base::Rational::parse(factor));
    EXPECT_EQ(scaled.result.rows[at].missing, once.result.rows[at].missing);
  }
}

TEST_P(Properties, Ranks_AreACompetitionRanking) {
  const Contest contest(kPack, random_given(random_));
  std::map<Words, std::vector<const Row*>> scopes;
  for (const Row& row : contest.result.rows) {
    EXPECT_EQ(row.rank > 0, row.complete());
    if (row.rank > 0) scopes[row.scope].push_back(&row);
  }
  for (const auto& [scope, rows] : scopes) {
    for (const Row* row : rows) {
      const auto before = std::count_if(rows.begin(), rows.end(), [&](const Row* other) { return other->rank < row->rank; });
      const auto sharing = std::count_if(rows.begin(), rows.end(), [&](const Row* other) { return other->rank == row->rank; });
      EXPECT_EQ(row->rank, before + 1);
      EXPECT_EQ(row->ranked_among, static_cast<int>(rows.size()));
      EXPECT_EQ(row->tie == "shared", sharing > 1);
      for (const Row* other : rows) EXPECT_FALSE(other->rank < row->rank && other->official < row->official);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Properties, testing::Range(0U, 60U));

}  // namespace
}  // namespace tally
