#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tally/fair/laplacian.hpp"
#include "tally/fair/ratings.hpp"

namespace tally::fair {

/// Which case the data are. Only the first is the everyday one; a report must say which it was.
enum class Outcome : std::uint8_t {
  estimated,       ///< λ inside its bounds
  no_severity,     ///< λ at the upper bound: no detectable difference, corrected = raw
  severity_only,   ///< λ at the lower bound: jurors differ far more than chance
  no_chance,       ///< jurors differ by exact constants or not at all: σ² = 0, standard errors 0
  unidentified,    ///< too few shared entries to tell severity from chance: corrected = raw, no standard errors
  nothing_shared,  ///< no entry has two sheets: corrected = raw, no standard errors
};

/// As results name the case: `estimated`, `no_severity` ...
[[nodiscard]] const char* word(Outcome outcome);

struct EntryEstimate {
  std::uint32_t sheets = 0;
  std::uint32_t group = 0;
  double raw = 0;
  double corrected = 0;
  std::optional<double> se = {};         ///< of corrected
  std::optional<double> shrunk = {};     ///< corrected, drawn to the mean the more the less is known: what a ranking goes by
  std::optional<double> deviation = {};  ///< posterior standard deviation around shrunk
};

struct JurorEstimate {
  std::uint32_t entries = 0;
  std::uint32_t component = 0;
  double severity = 0;  ///< added to what an entry deserves: positive = generous
  std::optional<double> se = {};
  bool constant = false;  ///< the same total on all of several sheets
};

struct WithinFit {
  Outcome outcome = Outcome::estimated;
  double lambda = 0;  ///< σ²/σ_v²; a bound for no_severity and severity_only, 0 where there is none
  std::optional<double> residual_variance;
  std::optional<double> severity_variance;
  std::optional<double> criterion;       ///< −2 log restricted likelihood
  std::optional<double> entry_variance;  ///< τ²
  std::optional<double> reliability;
  std::vector<double> means;  ///< m by group; empty without shrinkage
  std::uint32_t components = 1;
  std::vector<EntryEstimate> entries;
  std::vector<JurorEstimate> jurors;
};

struct WithinOptions {
  std::optional<double> lambda = {};          ///< given instead of estimated
  std::optional<std::size_t> criterion = {};  ///< fit this criterion instead of the total
  std::vector<std::uint32_t> groups = {};     ///< of each entry, if the rules rank inside of groups; else empty
};

/// Severity from shared entries only, by REML (docs/developer/fair.md). `graph` is of the same ratings.
WithinFit fit_within(const Ratings& ratings, const Laplacian& graph, const WithinOptions& options = {});

/// Standard error of corrected(a) − corrected(b); nothing if the fit has none. Below 1.96 of these a difference is not distinguishable.
std::optional<double> difference_se(const Ratings& ratings, const Laplacian& graph, const WithinFit& fit, std::uint32_t a, std::uint32_t b);

}  // namespace tally::fair
