#include "tally/ordering.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tally/tally.hpp"
#include "tests/support/contest.hpp"

namespace tally {
namespace {

using support::Cells;
using support::Contest;
using support::Given;
using Words = std::vector<std::string>;

std::string pack(const std::string& options) { return "rankings: [{id: main, level: entry, " + options + "}]\n"; }

/// Sheets of as many evaluators as the ballots weigh: `2 A>B=C` is two who score A 9, B and C 8. Whom a ballot does not name they do not
/// score.
Given ballots(const Words& texts) {
  Given given;
  int evaluator = 0;
  for (const std::string& text : texts) {
    const auto space = text.find(' ');
    for (int weight = std::stoi(text.substr(0, space)); weight > 0; --weight, ++evaluator) {
      int score = 9;
      for (const char letter : text.substr(space + 1)) {
        if (letter == '>') --score;
        if (letter == '>' || letter == '=') continue;
        given.sheets.push_back(std::string(1, letter) + "~j" + std::to_string(evaluator) + " total=" + std::to_string(score));
      }
    }
  }
  return given;
}

/// `A1 B2` for places, `reason: A B` without an order, notes behind.
std::string told(const Contest& contest, std::size_t at = 0) {
  const ContestOrder& order = contest.result.orders.at(at);
  std::string text = order.reason.empty() ? "" : order.reason + ":";
  const auto add = [&](const std::string& word) { text += (text.empty() ? "" : " ") + word; };
  for (const Placed& placed : order.placed) add(contest.input.subjects[placed.subject].id + std::to_string(placed.place));
  for (const std::uint32_t subject : order.about) add(contest.input.subjects[subject].id);
  if (!order.note.empty()) add(order.note);
  return text;
}

std::string told(const std::string& options, const Words& texts) { return told(Contest(pack(options), ballots(texts))); }

std::string figures(const Contest& contest) {
  std::string text;
  for (const Placed& placed : contest.result.orders.front().placed) {
    text += (text.empty() ? "" : " ") + (placed.figure ? placed.figure->text() : "-");
  }
  return text;
}

const Words kTennessee{"42 M>N>C>K", "26 N>C>K>M", "15 C>K>N>M", "17 K>C>N>M"};

TEST(Ordering, Tennessee_EachMethodAsPublished) {
  EXPECT_EQ(told("method: borda", kTennessee), "C2 K4 M3 N1");
  EXPECT_EQ(figures(Contest(pack("method: borda"), ballots(kTennessee))), "173 107 126 194");
  EXPECT_EQ(told("method: schulze", kTennessee), "C2 K3 M4 N1");
  EXPECT_EQ(told("method: kemeny", kTennessee), "C2 K3 M4 N1");
  EXPECT_EQ(told("method: stv, seats: 1", kTennessee), "C4 K1 M2 N3");
}

TEST(Ordering, PlacesDecideTheRanks_ScoresStay) {
  const Contest contest(pack("method: stv, seats: 1, cuts: [{id: top, places: 1, min_score: 7}]"), ballots(kTennessee));
  EXPECT_EQ(contest.ranks(), (Cells{{"C", "4/4"}, {"K", "1/4"}, {"M", "2/4"}, {"N", "3/4"}}));
  EXPECT_EQ(contest.row("K").score, "7.07");
  EXPECT_EQ(contest.row("K").cuts, (Words{"top"}));
  EXPECT_EQ(Contest(pack("method: stv, seats: 1, cuts: [{id: top, places: 1, min_score: 8}]"), ballots(kTennessee)).row("K").cuts, Words{})
      << "min_score stays on the official score";
  EXPECT_EQ(contest.result.orders.front().ballots, 100U);
  EXPECT_EQ(contest.result.orders.front().placed[1].round, 3) << "elected";
  EXPECT_EQ(contest.result.orders.front().placed[0].round, -1) << "eliminated";
}

TEST(Ordering, EqualPlaces_GoOnToTheTieRules) {
  const Words tied{"1 A>B>C>D", "1 A>C>B>D"};
  const auto given = [&](const Words& subjects) {
    Given all = ballots(tied);
    all.subjects = subjects;
    return all;
  };
  EXPECT_EQ(Contest(pack("method: kemeny"), given({})).ranks(),
            (Cells{{"A", "1/4"}, {"B", "2/4 shared"}, {"C", "2/4 shared"}, {"D", "4/4"}}));
  const std::string sent = "method: kemeny, ties: [{rule: earlier, attribute: sent}]";
  EXPECT_EQ(Contest(pack(sent), given({"A", "B sent=2", "C sent=1", "D"})).ranks(),
            (Cells{{"A", "1/4"}, {"B", "3/4 earlier:sent"}, {"C", "2/4 earlier:sent"}, {"D", "4/4"}}));
}

TEST(Ordering, Ascending_LowerTotalsAreBetter) {
  EXPECT_EQ(told("method: borda, order: ascending", kTennessee), "C3 K1 M2 N4");
  EXPECT_EQ(told("method: corrected, order: ascending", {"2 A>B>C", "1 A>B>C"}), "A3 B2 C1");
}

TEST(Ordering, Scopes_AreContestsOfTheirOwn) {
  Given given = ballots({"1 A>B>C>D", "1 B>A>C>D", "1 B>A>D>C"});
  given.subjects = {"A region=s", "B region=s", "C region=t", "D region=t"};
  const Contest contest(pack("method: schulze, by: [region]"), given);
  EXPECT_EQ(told(contest, 0), "A2 B1");
  EXPECT_EQ(told(contest, 1), "C1 D2");
  EXPECT_EQ(contest.result.orders[1].scope, (Words{"t"}));
  EXPECT_EQ(contest.ranks(), (Cells{{"A", "2/2"}, {"B", "1/2"}, {"C", "1/2"}, {"D", "2/2"}}));
}

TEST(Ordering, OneEntrant_IsFirstWhateverTheMethod) {
  const Contest alone(pack("method: kemeny"), {.sheets = {"A total=5"}});
  EXPECT_EQ(told(alone), "A1");
  EXPECT_EQ(alone.ranks(), (Cells{{"A", "1/1"}}));
}

TEST(Ordering, NoOrder_SaysWhyAndRanksNobody) {
  const Contest contest(pack("method: borda, cuts: [{id: top, places: 3}]"), ballots({"1 A>B>C", "1 A>B", "1 B>A"}));
  EXPECT_EQ(told(contest), "not_ranked: C");
  EXPECT_EQ(contest.ranks(), (Cells{{"A", ""}, {"B", ""}, {"C", ""}}));
  EXPECT_EQ(contest.row("A").cuts, Words{});
  EXPECT_EQ(contest.row("A").ranked_among, 0);
  EXPECT_EQ(told("method: schulze", {"1 A>B", "1 C>D"}), "not_connected: A C");
  EXPECT_EQ(told("method: kemeny", {"1 A>B", "1 C>D"}), "not_connected: A C");
  EXPECT_EQ(told("method: bradley_terry", {"1 A>B", "1 C>D"}), "not_connected: A C");
  EXPECT_EQ(told("method: kemeny", {"1 A>B>C", "1 B>C>A", "1 C>A>B"}), "several_orders:");
  EXPECT_EQ(told("method: bradley_terry", {"1 A>B", "1 C>B"}), "unbounded: A C");
}

TEST(Ordering, NobodysSheets_IsSaid) {
  const Given published{.sheets = {"A total=5", "B total=6"}};
  EXPECT_EQ(told(Contest(pack("method: stv, seats: 1"), published)), "no_ballots:");
  EXPECT_EQ(told(Contest(pack("method: corrected"), published)), "no_sheet: A B");
}

TEST(Ordering, SheetWithoutTotal_IsSaid) {
  const std::string tree = support::tree("{id: total, op: mean, children: [{id: x}, {id: y}]}");
  const Given given{.sheets = {"A~j x=1 y=2", "A~k x=3", "B~j x=4 y=5", "C~k x=1 y=1", "C~j x=1", "D~k y=1"}};
  for (const std::string method : {"borda", "schulze", "corrected"}) {
    EXPECT_EQ(told(Contest(pack("method: " + method) + tree, given)), "incomplete_sheet: A C") << method;  // D is incomplete, so no entrant
  }
}

TEST(Ordering, UnrankedLast_CompletesBallots) {
  EXPECT_EQ(told("method: borda, unranked: last", {"1 A>B>C", "1 A>B", "1 B>A"}), "A1 B2 C3");
  EXPECT_EQ(told("method: schulze, unranked: last", {"2 A>B", "1 C>D"}), "A1 B2 C3 D4");
}

TEST(Ordering, Schulze_WinsAndLayers) {
  EXPECT_EQ(told("method: schulze", {"1 A>B>C", "1 C>A>B"}), "A1 B3 C1 layers");
  const Words partial{"5 A>B", "9 B>C", "6 C>B", "8 C>A", "4 A>C"};
  EXPECT_EQ(told("method: schulze", partial), "A3 B1 C2");
  EXPECT_EQ(told("method: schulze, wins: margins", partial), "A2 B3 C1");
}

TEST(Ordering, Stv_SeatsAreAtMostTheEntrants_LotsDecide) {
  EXPECT_EQ(told("method: stv, seats: 5", {"2 A>B", "1 B>A"}), "A1 B2");
  const auto drawn = [](const Words& subjects, const std::string& elimination) {
    Given given = ballots({"3 A", "1 B>A", "1 C>A", "2 D"});
    given.subjects = subjects;
    return told(Contest(pack("method: stv, seats: 1, elimination: [" + elimination + "], lots: lot"), given));
  };
  EXPECT_EQ(drawn({"A lot=1", "B lot=2", "C lot=3", "D lot=4"}, "backwards, lots"), "A1 B3 C4 D2");
  EXPECT_EQ(drawn({"A lot=1", "B lot=3", "C lot=2", "D lot=4"}, "lots"), "A1 B4 C3 D2");
  EXPECT_EQ(drawn({"A lot=1", "B", "C lot=02", "D lot=1000000"}, "lots"), "no_lot: B C D");
}

TEST(Ordering, BradleyTerry_DuelsAsEvaluators) {
  const Contest contest(pack("method: bradley_terry"), ballots({"3 A>B", "1 B>A", "2 B>C", "1 C>B", "1 A=C"}));
  EXPECT_EQ(told(contest), "A1 B2 C3");
  EXPECT_EQ(told("method: bradley_terry", {"3 A>B", "1 B>A", "3 C>B", "1 B>C"}), "A1 B3 C1");
  EXPECT_EQ(figures(Contest(pack("method: bradley_terry"), ballots({"3 A>B", "1 B>A"}))), "0.549306 -0.549306");
  EXPECT_EQ(figures(Contest(pack("method: bradley_terry, prior: 1/2"), ballots({"1 A>B"}))), "1.012001 -1.012001")
      << "where 1 / (1 + exp(2 x)) = tanh(x / 2) / 4";
}

TEST(Ordering, TooManyForTheMethod_IsRefusedByName) {
  const auto many = [](std::size_t count) {
    Given given;
    for (std::size_t at = 0; at < count; ++at) given.sheets.push_back("s" + std::to_string(at) + "~j total=" + std::to_string(at % 100));
    return given;
  };
  const auto refused = [&](const std::string& options, std::size_t count) {
    return support::problems([&] { return Contest(pack(options), many(count)).result.rows.size(); });
  };
  EXPECT_EQ(refused("method: kemeny", 12), Words{});
  EXPECT_EQ(refused("method: kemeny", 13), (Words{"tally.too_many_for_method:0"}));
  EXPECT_EQ(refused("method: borda", 1001), (Words{"tally.too_many_for_method:0"}));
  EXPECT_EQ(refused("method: corrected", 1001), Words{});
}

TEST(Ordering, SeveralStages_TheRankingsOneCountsUnlessAnotherIsAskedFor) {
  const std::string stages =
      "stages: [{id: s, kind: desk, weight: 1}, {id: t, kind: visit, weight: 1}]\n"
      "trees: [{level: entry, stage: s, root: {id: total}}, {level: entry, stage: t, root: {id: total}}]\n";
  const Words sheets{"A@s~j total=9", "B@s~j total=1", "A@t~j total=2", "B@t~j total=3"};
  EXPECT_EQ(told(Contest(pack("method: borda, stage: t") + stages, {.sheets = sheets})), "A2 B1");
  EXPECT_EQ(told(Contest(pack("method: borda, stage: t") + stages, {.sheets = sheets, .stage = "s"})), "A1 B2");
}

TEST(Corrected, PanelsAreFreedOfTheirSeverity) {
  // j gives some 10 more than k. By raw scores E (54.5) is before B (50), whom only the strict one read.
  const Given given{.sheets = {"A~j total=60", "B~k total=50", "C~j total=41", "C~k total=30", "D~j total=80", "D~k total=70",
                               "E~j total=59", "E~k total=50"}};
  const Contest contest(pack("method: corrected"), given);
  const ContestOrder& order = contest.result.orders.front();
  EXPECT_EQ(order.fit, "estimated");
  EXPECT_EQ(contest.ranks(), (Cells{{"A", "2/5"}, {"B", "3/5"}, {"C", "5/5"}, {"D", "1/5"}, {"E", "4/5"}}));
}

TEST(Corrected, ExactConstants_TieAndGoOn) {
  const Given given{.sheets = {"A~j total=60", "B~k total=50", "C~j total=40", "C~k total=30", "D~j total=80", "D~k total=70"}};
  const Contest contest(pack("method: corrected"), given);
  EXPECT_EQ(contest.result.orders.front().fit, "no_chance");
  EXPECT_EQ(figures(contest), "55 55 35 75");
  EXPECT_EQ(contest.ranks(), (Cells{{"A", "2/4 shared"}, {"B", "2/4 shared"}, {"C", "4/4"}, {"D", "1/4"}}));
}

TEST(Corrected, NothingToTellSeverityBy_RanksTheRawScoreAndSaysSo) {
  const Contest contest(pack("method: corrected"), {.sheets = {"A~j total=60", "B~k total=50"}});
  EXPECT_EQ(told(contest), "A1 B2 raw");
  EXPECT_EQ(contest.result.orders.front().fit, "nothing_shared");
}

TEST(Corrected, PanelsThatShareNobody_AreComparedAndSaidToBe) {
  const Given given{.sheets = {"A~j total=60", "A~k total=50", "B~j total=30", "B~k total=25", "C~l total=70", "C~m total=64",
                               "D~l total=10", "D~m total=9"}};
  EXPECT_EQ(told(Contest(pack("method: corrected"), given)), "A2 B3 C1 D4 apart");
}

TEST(Corrected, TooLarge_HasNoOrder) {
  const std::string tree = support::tree("{id: total, op: sum, range: [0, 20000000000], children: [{id: x}]}");
  EXPECT_EQ(told(Contest(pack("method: corrected") + tree, {.sheets = {"A~j total=10000000000", "B~j total=1"}})), "not_solved:");
}

TEST(Corrected, SubjectsWithoutRankTellOfSeverityToo) {
  // Without C and D, which are not eligible, nobody would know that j is generous.
  const std::string rules = "eligibility: [{id: e, level: entry, rule: none_of, attribute: out, values: [x]}]\n";
  const Given given{.subjects = {"C out=x", "D out=x"},
                    .sheets = {"A~j total=56", "B~k total=50", "C~j total=40", "C~k total=30", "D~j total=80", "D~k total=70"}};
  EXPECT_EQ(told(Contest(pack("method: corrected") + rules, given)), "A2 B1");
}

const Words kMethods{"corrected", "borda", "schulze", "stv, seats: 2", "kemeny", "bradley_terry, prior: 1"};

class OrderingProperties : public testing::TestWithParam<unsigned> {
 protected:
  unsigned below(unsigned size) { return static_cast<unsigned>(random_() % size); }

  /// Every evaluator scores every subject; `levels` is how many scores there are.
  Given sheets(unsigned subjects, unsigned evaluators, unsigned levels) {
    Given given;
    for (unsigned subject = 0; subject < subjects; ++subject) {
      for (unsigned evaluator = 0; evaluator < evaluators; ++evaluator) {
        given.sheets.push_back("s" + std::to_string(subject) + "~j" + std::to_string(evaluator) +
                               " total=" + std::to_string(below(levels)));
      }
    }
    return given;
  }

  std::mt19937 random_{GetParam()};
};

TEST_P(OrderingProperties, OneEvaluator_IsFollowed) {
  const Given given = sheets(2 + below(6), 1, 6);
  const Cells own = Contest(pack("on: exact"), given).ranks();
  for (const std::string& method : kMethods) {
    // STV asks who is elected: of those behind it says little.
    if (method.starts_with("stv")) continue;
    EXPECT_EQ(Contest(pack("method: " + method), given).ranks(), own) << method;
  }
}

TEST_P(OrderingProperties, UnanimousOrder_IsKept) {
  Given given;
  const unsigned subjects = 2 + below(6);
  const unsigned evaluators = 1 + below(5);
  for (unsigned subject = 0; subject < subjects; ++subject) {
    for (unsigned evaluator = 0; evaluator < evaluators; ++evaluator) {
      given.sheets.push_back("s" + std::to_string(subject) + "~j" + std::to_string(evaluator) +
                             " total=" + std::to_string(90 - 10 * subject + below(10)));
    }
  }
  for (const std::string& method : kMethods) {
    const Contest contest(pack("method: " + method), given);
    EXPECT_EQ(contest.row("s0").rank, 1) << method;
    for (unsigned subject = 1; subject < subjects; ++subject) {
      const int place = static_cast<int>(subject) + 1;
      const int rank = contest.row("s" + std::to_string(subject)).rank;
      const bool shared = method.starts_with("stv") && rank >= 2 && rank < place;  // those behind the elected may share a place
      EXPECT_TRUE(rank == place || shared) << method << ": " << rank << " instead of " << place;
    }
  }
}

/// Ranks, and reasons with the number of subjects they are about, by the subject's own name.
std::map<std::string, std::string> told(const Contest& contest, const std::map<std::string, std::string>& names) {
  std::map<std::string, std::string> all;
  for (const auto& [id, rank] : contest.ranks()) all[names.at(id)] = rank;
  for (const ContestOrder& order : contest.result.orders) all[""] += order.reason + " " + order.note + " " + order.fit;
  return all;
}

TEST_P(OrderingProperties, NamesAndOrder_ChangeNothing) {
  const unsigned subjects = 2 + below(6);
  const Given given = sheets(subjects, 1 + below(5), 5);
  std::map<std::string, std::string> same;
  std::map<std::string, std::string> names;  // new -> old
  std::map<std::string, std::string> ids;
  for (unsigned at = 0; at < subjects; ++at) {
    const std::string old = "s" + std::to_string(at);
    const std::string fresh = "n" + std::to_string(below(1000000));
    same[old] = old;
    names[fresh] = old;
    ids[old] = fresh;
  }
  Given other;
  for (const std::string& line : given.sheets) {
    const auto tilde = line.find('~');
    const auto space = line.find(' ');
    other.sheets.push_back(ids.at(line.substr(0, tilde)) + "~k" + std::to_string('9' - line[tilde + 2]) + line.substr(space));
  }
  std::shuffle(other.sheets.begin(), other.sheets.end(), random_);
  for (const std::string& method : kMethods) {
    EXPECT_EQ(told(Contest(pack("method: " + method), other), names), told(Contest(pack("method: " + method), given), same)) << method;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, OrderingProperties, testing::Range(0U, 40U));

}  // namespace
}  // namespace tally
