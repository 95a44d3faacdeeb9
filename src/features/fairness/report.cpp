#include <fmt/format.h>

#include <string>

#include "base/csv.hpp"
#include "features/fairness/api.hpp"
#include "features/fairness/numbers.hpp"

namespace fairness {
namespace {

std::string place(std::uint32_t rank) { return rank == 0 ? "" : std::to_string(rank); }

std::string quoted(const std::optional<double>& number) { return number ? fmt::format("\"{:.6f}\"", *number) : "null"; }

}  // namespace

std::string six(double number) { return fmt::format("{:.6f}", number); }
std::string six(const std::optional<double>& number) { return number ? six(*number) : ""; }

std::string zone_word(const std::optional<tally::FairZone>& zone) {
  if (!zone) return "";
  return *zone == tally::FairZone::in ? "in" : *zone == tally::FairZone::out ? "out" : "borderline";
}

std::string entries_csv(const FairRanking& fair, const tally::Input& input) {
  std::vector<std::string> head{"subject", "sheets", "raw", "corrected", "se", "shrunk", "post_sd"};
  for (const std::size_t top : fair.top) head.push_back("p_top" + std::to_string(top));
  head.insert(head.end(), {"rank_low", "rank_high", "zone"});
  std::string out;
  base::csv::write_row(out, head);
  for (const FairEntry& entry : fair.entries) {
    std::vector<std::string> row{input.subjects[entry.subject].id,
                                 std::to_string(entry.sheets),
                                 six(entry.raw),
                                 six(entry.corrected),
                                 six(entry.se),
                                 six(entry.shrunk),
                                 six(entry.deviation)};
    for (const auto& chance : entry.top) row.push_back(six(chance));
    row.insert(row.end(), {place(entry.rank_low), place(entry.rank_high), zone_word(entry.zone)});
    base::csv::write_row(out, row);
  }
  return out;
}

std::string jurors_csv(const FairRanking& fair, const tally::Input& input) {
  std::string out;
  base::csv::write_row(out, std::vector<std::string>{"evaluator", "entries", "severity", "se", "consistency"});
  for (const FairJuror& juror : fair.jurors) {
    base::csv::write_row(out, std::vector<std::string>{input.evaluators[juror.evaluator], std::to_string(juror.entries),
                                                       six(juror.severity), six(juror.se), six(juror.consistency)});
  }
  return out;
}

/// Numbers stand as text, as everywhere in what Juara writes.
std::string summary_json(const FairRanking& fair) {
  std::string tops;
  for (const std::size_t top : fair.top) tops += (tops.empty() ? "" : ", ") + std::to_string(top);
  return fmt::format(R"({{
  "case": "{}",
  "components": {},
  "draws": {},
  "entries": {},
  "entry_variance": {},
  "jurors": {},
  "lambda": "{:.6g}",
  "reliability": {},
  "reml_criterion": {},
  "residual_variance": {},
  "seed": "{}",
  "severity_variance": {},
  "top": [{}],
  "weakest_link": "{:.6f}"
}}
)",
                     fair.outcome, fair.components, fair.draws, fair.entries.size(), quoted(fair.entry_variance), fair.jurors.size(),
                     fair.lambda, quoted(fair.reliability), quoted(fair.criterion), quoted(fair.residual_variance), fair.seed,
                     quoted(fair.severity_variance), tops, fair.weakest_link);
}

}  // namespace fairness
