#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tally/provenance.hpp"
#include "tally/rules.hpp"
#include "tally/tree.hpp"

/// The engine: from a pack and sheets to scores, bands and ranks. Pure: no clock, no files, no database, no HTTP. docs/developer/tally.md
/// says how it computes.
namespace tally {

struct Level {
  Named named;
  std::vector<std::string> types;  ///< empty: takes every type that no other level lists
};

struct Stage {
  Named named;
  std::string kind;
  std::optional<base::Rational> weight;
  int presentation_minutes = 0;
  int interview_minutes = 0;
  int days = 0;
  Text actor;
};

struct Parameter {
  Named named;
  bool is_date = false;
  std::string value;  ///< in force; empty = not set
  std::vector<std::string> choices;
};

enum class Combine : std::uint8_t { mean, median, trimmed_mean };

struct Evaluators {
  Provenance provenance;
  Combine combine = Combine::mean;
  bool at_total = false;
  bool complete_sheets = false;
  int drop_low = 0;
  int drop_high = 0;
  int min = 0;  ///< 0 = not stated
  int max = 0;
};

struct Source {
  std::string key, title, url;
};

/// The versioned rules of one contest or assessment, with parameters in force.
struct Pack {
  std::string id, version;
  Text name;
  int first_year = 0, last_year = 0;
  std::string issuer;
  std::vector<Source> legal_basis;  ///< key = the source
  Provenance provenance;
  std::vector<Source> sources;
  Text about;
  std::vector<Text> notes;
  std::vector<Parameter> parameters;
  std::vector<Named> groups, categories;
  std::vector<Level> levels;
  std::vector<Stage> stages;
  Evaluators evaluators;
  std::vector<Tree> trees;
  std::optional<RoundingRule> rounding;
  Provenance rounding_provenance;
  std::vector<BandTable> bands;
  std::vector<Ranking> rankings;
  std::vector<EligibilityRule> eligibility;
  std::vector<std::string> node_ids;  ///< of all trees, each once
};

}  // namespace tally
