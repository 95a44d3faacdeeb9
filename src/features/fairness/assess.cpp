#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/error.hpp"
#include "crypto/crypto.hpp"
#include "features/fairness/api.hpp"
#include "tally/fair/chances.hpp"
#include "tally/fair/laplacian.hpp"
#include "tally/fair/ratings.hpp"
#include "tally/fair/residuals.hpp"
#include "tally/fair/within.hpp"
#include "tally/sheet_totals.hpp"

namespace fairness {
namespace {

namespace fair = tally::fair;

constexpr double kSure = 0.9;

/// The sheets as the model wants them. An incomplete sheet would be compared with full ones: refused, each by name.
std::vector<fair::SheetInput> sheets_of(const results::Tallied& tallied) {
  std::vector<fair::SheetInput> sheets;
  base::Problems problems;
  for (const tally::RatedSheet& rated : tally::sheet_totals(tallied.pack, tallied.input)) {
    const std::string& entry = tallied.input.subjects[rated.subject].id;
    const std::string& juror = tallied.input.evaluators[rated.sheet.evaluator];
    if (rated.sheet.total.is_number()) {
      sheets.push_back({.entry = entry, .juror = juror, .total = rated.sheet.total.number.to_double()});
      continue;
    }
    const std::string missing = rated.sheet.missing.empty() ? "total" : rated.sheet.missing.front();
    problems.add({"", 0, "fair.incomplete_sheet", {{"subject", entry}, {"evaluator", juror}, {"missing", missing}}});
  }
  problems.throw_if_any();
  if (sheets.empty()) throw base::Error(base::Kind::invalid, "fair.no_sheets");
  return sheets;
}

/// The first 48 bits of the SHA-256 of all sheets, in their order: whoever has the sheets has the seed.
std::uint64_t seed_of(const fair::Ratings& ratings) {
  std::string table;
  for (const fair::Sheet& sheet : ratings.sheets()) {
    std::array<char, 32> total{};
    char* const end = std::to_chars(total.data(), total.data() + total.size(), sheet.total).ptr;
    table.append(ratings.entries()[sheet.entry])
        .append("\t")
        .append(ratings.jurors()[sheet.juror])
        .append("\t")
        .append(total.data(), end)
        .append("\n");
  }
  const std::string digest = crypto::sha256(table).substr(0, 12);
  std::uint64_t seed = 0;
  std::from_chars(digest.data(), digest.data() + digest.size(), seed, 16);
  return seed;
}

std::string word_of(fair::Outcome outcome) {
  static const std::vector<std::string> words{"estimated", "no_severity", "severity_only", "no_chance", "unidentified", "nothing_shared"};
  return words[static_cast<std::size_t>(outcome)];
}

/// Entries that are ranked against each other, by contest.
using Contests = std::map<std::pair<const tally::Ranking*, std::vector<std::string>>, std::vector<std::uint32_t>>;

class Assessing {
 public:
  Assessing(const results::Tallied& tallied, const Options& options)
      : options_(options), ratings_({}, sheets_of(tallied)), graph_(fair::make_laplacian(ratings_)) {
    for (const std::string& entry : ratings_.entries()) subjects_.push_back(tally::find_subject(tallied.input.subjects, entry));
    for (std::uint32_t entry = 0; entry < subjects_.size(); ++entry) {
      const tally::Row& row = tallied.result.rows[subjects_[entry]];
      contests_[{row.ranking, row.scope}].push_back(entry);
    }
  }

  Assessment run() {
    fair::WithinOptions within;
    if (contests_.size() > 1) within.groups = groups();
    fit_ = fair::fit_within(ratings_, *graph_, within);
    made_.outcome = word_of(fit_.outcome);
    made_.lambda = fit_.lambda;
    made_.residual_variance = fit_.residual_variance;
    made_.severity_variance = fit_.severity_variance;
    made_.entry_variance = fit_.entry_variance;
    made_.criterion = fit_.criterion;
    made_.reliability = fit_.reliability;
    made_.components = fit_.components;
    made_.weakest_link = graph_->weakest_link().value;
    made_.draws = options_.draws;
    made_.seed = options_.seed.value_or(seed_of(ratings_));
    made_.top = options_.top.empty() ? places_of_cuts() : options_.top;
    take_entries();
    for (const auto& [key, entries] : contests_) draw(entries);
    check_cuts();
    take_jurors();
    return std::move(made_);
  }

 private:
  std::vector<std::uint32_t> groups() const {
    std::vector<std::uint32_t> groups(ratings_.entries().size(), 0);
    std::uint32_t group = 0;
    for (const auto& [key, entries] : contests_) {
      for (const std::uint32_t entry : entries) groups[entry] = group;
      ++group;
    }
    return groups;
  }

  /// The places of the cuts of the rankings at hand, each once, that some contest can fill.
  std::vector<std::size_t> places_of_cuts() const {
    std::vector<std::size_t> places;
    for (const auto& [key, entries] : contests_) {
      if (key.first == nullptr) continue;
      for (const tally::Cut& cut : key.first->cuts) {
        const auto place = static_cast<std::size_t>(cut.places);
        if (place > 0 && place < entries.size() && std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
      }
    }
    return places;
  }

  void check_cuts() const {
    std::size_t largest = 0;
    for (const auto& [key, entries] : contests_) largest = std::max(largest, entries.size());
    for (const std::size_t top : made_.top) {
      if (top == 0 || top > largest) {
        throw base::Error(base::Kind::invalid, "fair.top_too_large", {{"top", std::to_string(top)}, {"entries", std::to_string(largest)}});
      }
    }
  }

  void take_entries() {
    for (std::uint32_t entry = 0; entry < subjects_.size(); ++entry) {
      const fair::EntryEstimate& estimate = fit_.entries[entry];
      made_.entries.push_back({.subject = subjects_[entry],
                               .sheets = estimate.sheets,
                               .raw = estimate.raw,
                               .corrected = estimate.corrected,
                               .se = estimate.se,
                               .shrunk = estimate.shrunk,
                               .deviation = estimate.deviation,
                               .top = std::vector<std::optional<double>>(made_.top.size()),
                               .zone = {}});
    }
  }

  void draw(const std::vector<std::uint32_t>& entries) {
    fair::ChanceOptions chance{.seed = made_.seed, .draws = options_.draws, .among = entries};
    std::vector<std::size_t> which;
    for (std::size_t k = 0; k < made_.top.size(); ++k) {
      if (made_.top[k] == 0 || made_.top[k] > entries.size()) continue;
      chance.cuts.push_back(made_.top[k]);
      which.push_back(k);
    }
    const auto chances = fair::chances(ratings_, *graph_, fit_, chance);
    if (!chances) return;
    for (std::size_t at = 0; at < entries.size(); ++at) {
      FairEntry& entry = made_.entries[entries[at]];
      for (std::size_t k = 0; k < which.size(); ++k) entry.top[which[k]] = chances->top[k][at];
      if (at < chances->ranks.size()) {
        entry.rank_low = chances->ranks[at].low;
        entry.rank_high = chances->ranks[at].high;
      }
      if (!entry.top.empty() && entry.top.front()) {
        entry.zone = *entry.top.front() >= kSure ? Zone::in : *entry.top.front() <= 1 - kSure ? Zone::out : Zone::borderline;
      }
    }
  }

  void take_jurors() {
    const fair::Residuals residuals = fair::residuals(ratings_, fit_);
    for (std::size_t juror = 0; juror < ratings_.jurors().size(); ++juror) {
      const fair::JurorEstimate& estimate = fit_.jurors[juror];
      made_.jurors.push_back(
          {ratings_.jurors()[juror], estimate.entries, estimate.severity, estimate.se, residuals.juror_consistency[juror]});
    }
  }

  const Options& options_;
  fair::Ratings ratings_;
  std::unique_ptr<fair::Laplacian> graph_;
  fair::WithinFit fit_;
  Contests contests_;
  std::vector<std::uint32_t> subjects_;  ///< by entry of the ratings
  Assessment made_;
};

}  // namespace

Assessment assess(const results::Tallied& tallied, const Options& options) { return Assessing(tallied, options).run(); }

}  // namespace fairness
