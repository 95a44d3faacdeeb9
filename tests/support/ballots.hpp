#pragma once

#include <sstream>

#include "tally/aggregate/profile.hpp"

/// Ballots in short, for tests: entrants are single letters.
namespace support {

using tally::aggregate::Ballot;
using tally::aggregate::Profile;

/// profile("ABCD", {"3 A>B=C", "2 D>A"}): weight, then ranks; whoever is not named is not ranked.
inline Profile profile(const std::string& entrants, const std::vector<std::string>& ballots) {
  Profile made;
  for (const char entrant : entrants) made.entrants.emplace_back(1, entrant);
  for (const std::string& text : ballots) {
    std::istringstream in(text);
    std::string weight;
    std::string ranks;
    in >> weight >> ranks;
    Ballot ballot{"juror" + std::to_string(made.ballots.size() + 1), std::vector<int>(entrants.size(), 0), *base::Rational::parse(weight)};
    int rank = 1;
    for (const char letter : ranks) {
      if (letter == '>') ++rank;
      if (letter != '>' && letter != '=') ballot.ranks[entrants.find(letter)] = rank;
    }
    made.ballots.push_back(std::move(ballot));
  }
  return made;
}

/// Jurors who rank each of `entrants` at random, with ties if `levels` is below their number.
template <class Random>
Profile random_profile(std::size_t entrants, std::size_t jurors, int levels, Random& random) {
  Profile made;
  for (std::size_t e = 0; e < entrants; ++e) made.entrants.emplace_back(1, static_cast<char>('A' + e));
  for (std::size_t j = 0; j < jurors; ++j) {
    Ballot ballot{"juror" + std::to_string(j), std::vector<int>(entrants), static_cast<std::int64_t>(random() % 3 + 1)};
    if (levels >= static_cast<int>(entrants)) {
      std::iota(ballot.ranks.begin(), ballot.ranks.end(), 1);
      std::shuffle(ballot.ranks.begin(), ballot.ranks.end(), random);
    } else {
      for (int& rank : ballot.ranks) rank = static_cast<int>(random() % static_cast<unsigned>(levels)) + 1;
    }
    made.ballots.push_back(std::move(ballot));
  }
  return made;
}

/// The same ballots with the entrant at `to[e]` where `e` was.
inline Profile permuted(const Profile& profile, const std::vector<std::size_t>& to) {
  Profile made = profile;
  for (std::size_t e = 0; e < to.size(); ++e) {
    made.entrants[to[e]] = profile.entrants[e];
    for (std::size_t j = 0; j < profile.ballots.size(); ++j) made.ballots[j].ranks[to[e]] = profile.ballots[j].ranks[e];
  }
  return made;
}

/// Every juror's ranking upside down.
inline Profile reversed(Profile profile) {
  for (Ballot& ballot : profile.ballots) {
    for (int& rank : ballot.ranks) {
      if (rank != 0) rank = static_cast<int>(profile.entrants.size()) + 1 - rank;
    }
  }
  return profile;
}

/// The code of the first problem a call throws, or nothing, with the second parameter's values after it.
template <class Call>
std::string refusal(const Call& call) {
  try {
    call();
  } catch (const base::Error& error) {
    std::string text = error.what();
    for (const auto& [name, value] : error.problems().front().params) text += " " + value;
    return text;
  }
  return "";
}

}  // namespace support
