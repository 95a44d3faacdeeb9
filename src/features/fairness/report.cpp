#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/csv.hpp"
#include "features/fairness/api.hpp"
#include "features/fairness/numbers.hpp"
#include "json/writer.hpp"
#include "tally/fair_details.hpp"

namespace fairness {
namespace {

using Fields = std::vector<std::string>;

std::string place(std::uint32_t rank) { return rank == 0 ? "" : std::to_string(rank); }

std::string entries_csv(const FairRanking& fair, const tally::Input& input) {
  Fields head{"subject", "sheets", "raw", "corrected", "se", "shrunk", "post_sd"};
  for (const std::size_t top : fair.top) head.push_back("p_top" + std::to_string(top));
  head.insert(head.end(), {"rank_low", "rank_high", "zone"});
  std::string out;
  base::csv::write_row(out, head);
  for (const FairEntry& entry : fair.entries) {
    Fields row{input.subjects[entry.subject].id,
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
  base::csv::write_row(out, Fields{"evaluator", "entries", "severity", "se", "consistency"});
  for (const FairJuror& juror : fair.jurors) {
    base::csv::write_row(out, Fields{input.evaluators[juror.evaluator], std::to_string(juror.entries), six(juror.severity), six(juror.se),
                                     six(juror.consistency)});
  }
  return out;
}

std::string criteria_csv(const tally::FairDetails& details, const tally::Input& input) {
  std::string out;
  base::csv::write_row(out, Fields{"evaluator", "criterion", "severity", "se"});
  for (std::size_t at = 0; at < details.criteria.size(); ++at) {
    for (const tally::CriterionSeverity& juror : details.severities[at]) {
      base::csv::write_row(out, Fields{input.evaluators[juror.evaluator], details.criteria[at], six(juror.severity), six(juror.se)});
    }
  }
  return out;
}

std::string sheets_csv(const tally::FairDetails& details, const tally::Input& input) {
  std::string out;
  base::csv::write_row(out, Fields{"subject", "evaluator", "total", "residual", "standardised", "look_again"});
  for (const tally::SheetResidual& sheet : details.sheets) {
    base::csv::write_row(out, Fields{input.subjects[sheet.subject].id, input.evaluators[sheet.evaluator], six(sheet.total),
                                     six(sheet.residual), six(sheet.standardised), sheet.look_again ? "true" : "false"});
  }
  return out;
}

/// An object on lines of its own, members in the order given.
class Summary {
 public:
  void raw(std::string_view name, std::string_view json) {
    text_ += text_.empty() ? "{\n" : ",\n";
    text_ += fmt::format("  \"{}\": {}", name, json);
  }
  void number(std::string_view name, const std::optional<double>& number) {
    raw(name, number ? fmt::format("\"{}\"", six(*number)) : "null");
  }
  void whole(std::string_view name, std::size_t number) { raw(name, std::to_string(number)); }
  std::string text() && { return std::move(text_) + "\n}\n"; }

 private:
  std::string text_;
};

std::string subjects_json(const std::vector<std::uint32_t>& subjects, const tally::Input& input) {
  std::string out;
  json::Writer writer(out);
  writer.open_list();
  for (const std::uint32_t subject : subjects) writer.text(input.subjects[subject].id);
  writer.close_list();
  return out;
}

std::string check_json(const tally::FairDetails& details, const tally::Input& input) {
  if (!details.check) return "null";
  return fmt::format(R"({{"alarm": {}, "only_checked": {}, "only_ranked": {}, "spearman": "{}"}})", details.check->alarm,
                     subjects_json(details.check->only_checked, input), subjects_json(details.check->only_ranked, input),
                     six(details.check->spearman));
}

/// Numbers stand as text, as everywhere in what Juara writes.
std::string summary_json(const FairRanking& fair, const tally::FairDetails& details, const tally::Input& input) {
  std::string tops;
  for (const std::size_t top : fair.top) tops += (tops.empty() ? "" : ", ") + std::to_string(top);
  std::size_t look_again = 0;
  for (const tally::SheetResidual& sheet : details.sheets) look_again += sheet.look_again ? 1 : 0;
  Summary summary;
  summary.raw("case", fmt::format("\"{}\"", fair.outcome));
  summary.whole("components", fair.components);
  summary.whole("draws", fair.draws);
  summary.whole("entries", fair.entries.size());
  summary.number("entry_variance", fair.entry_variance);
  summary.whole("jurors", fair.jurors.size());
  summary.raw("lambda", fair.lambda ? fmt::format("\"{:.9g}\"", *fair.lambda) : "null");
  summary.raw("model", fair.model == tally::FairModel::lot ? "\"lot\"" : "\"shared\"");
  summary.raw("ordinal_check", check_json(details, input));
  summary.number("reliability", fair.reliability);
  summary.number("reml_criterion", fair.criterion);
  summary.number("residual_variance", fair.residual_variance);
  summary.raw("seed", fmt::format("\"{}\"", fair.seed));
  summary.number("severity_variance", fair.severity_variance);
  summary.whole("sheets_to_look_at", look_again);
  summary.raw("top", "[" + tops + "]");
  summary.number("weakest_link", fair.weakest_link);
  summary.whole("weakest_link_jurors", details.weakest_side.size());
  return std::move(summary).text();
}

}  // namespace

std::string six(double number) { return fmt::format("{:.6f}", number); }
std::string six(const std::optional<double>& number) { return number ? six(*number) : ""; }

std::string percent(double share) {
  if (share > 0 && share < 0.005) return "<1 %";
  if (share < 1 && share > 0.995) return ">99 %";
  return fmt::format("{:.0f} %", 100 * share);
}

std::string zone_word(const std::optional<tally::FairZone>& zone) {
  if (!zone) return "";
  return *zone == tally::FairZone::in ? "in" : *zone == tally::FairZone::out ? "out" : "borderline";
}

std::vector<Report> reports(const results::Tallied& tallied, const FairRanking& fair) {
  const tally::Input& input = tallied.input;
  const auto sheets = tally::sheet_totals(tallied.pack, input);
  const tally::FairDetails details = tally::look_closer({tallied.pack, input, tallied.result, sheets}, fair);
  return {{"entries.csv", entries_csv(fair, input)},
          {"jurors.csv", jurors_csv(fair, input)},
          {"criteria.csv", criteria_csv(details, input)},
          {"sheets.csv", sheets_csv(details, input)},
          {"summary.json", summary_json(fair, details, input)}};
}

}  // namespace fairness
