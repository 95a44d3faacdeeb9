#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tally/provenance.hpp"

namespace programmes {

/// One tally of a scenario; paths are relative to the scenario's folder.
struct ScenarioTally {
  tally::Text caption;
  std::string pack;
  std::string subjects, items, stage;
  std::vector<std::string> scores;
  int year = 0;  ///< the year it is about; 0 = that of the event
  int rows = 0;  ///< how many rows of each contest are told; 0 = all
};

/// Something that went from one unit to another: so far, an innovation replicated.
struct Link {
  std::string from, to;
  tally::Text name;
};

/// A real event as a programme.
struct Scenario {
  std::filesystem::path folder;
  std::string id, date, place;
  std::string organiser;  ///< empty = not stated
  tally::Text title;
  std::vector<tally::Text> facts;         ///< what is stated
  std::vector<tally::Text> illustrative;  ///< what was made up so that it runs
  std::vector<ScenarioTally> tallies;
  std::vector<Link> links;
};

/// Throws Error: files.cannot_open, yaml.*, pack.*.
[[nodiscard]] Scenario read_scenario(const std::filesystem::path& file);

}  // namespace programmes
