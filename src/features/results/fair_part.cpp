#include "features/results/fair_part.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

#include "features/results/comparison.hpp"
#include "features/results/fair_number.hpp"
#include "json/json.hpp"
#include "json/writer.hpp"

namespace results {
namespace {

using base::Document;

const std::string kPart = "fair";
constexpr double kTolerance = 1e-9;
constexpr double kLotTolerance = 1e-7;  ///< its equations are less well conditioned
constexpr double kDrawsMayFallEitherWay = 3;
constexpr std::size_t kMostDraws = 1000000;

std::string text_of(const std::optional<double>& number) { return number ? fair_number(*number) : ""; }

std::string zone_word(const std::optional<tally::FairZone>& zone) {
  static constexpr std::array<const char*, 3> kWords{"in", "borderline", "out"};
  return zone ? kWords[static_cast<std::size_t>(*zone)] : "";
}

void write_rank(json::Writer& writer, std::string_view key, std::uint32_t rank) {
  writer.key(key);
  if (rank == 0) {
    writer.null();
  } else {
    writer.integer(rank);
  }
}

void write_entry(json::Writer& writer, const tally::FairEntry& entry, const std::string& subject) {
  writer.open_object().member("corrected", fair_number(entry.corrected)).member("deviation", text_of(entry.deviation));
  write_rank(writer, "rank_high", entry.rank_high);
  write_rank(writer, "rank_low", entry.rank_low);
  writer.member("raw", fair_number(entry.raw)).member("se", text_of(entry.se));
  writer.key("sheets").integer(static_cast<std::int64_t>(entry.sheets));
  writer.member("shrunk", text_of(entry.shrunk)).member("subject", subject).key("top").open_list();
  for (const auto& chance : entry.top) writer.text(text_of(chance));
  writer.close_list().member("zone", zone_word(entry.zone)).close_object();
}

void write_request(json::Writer& writer, const tally::FairRanking& fair) {
  writer.key("request").open_object();
  writer.key("draws").integer(static_cast<std::int64_t>(fair.draws));
  writer.member("model", fair.model == tally::FairModel::lot ? "lot" : "shared").member("seed", std::to_string(fair.seed));
  writer.key("top").open_list();
  for (const std::size_t top : fair.top) writer.integer(static_cast<std::int64_t>(top));
  writer.close_list().close_object();
}

void write_summary(json::Writer& writer, const tally::FairRanking& fair) {
  writer.key("summary").open_object().member("case", fair.outcome).key("components").integer(fair.components);
  writer.member("criterion", text_of(fair.criterion)).member("entry_variance", text_of(fair.entry_variance));
  writer.member("lambda", text_of(fair.lambda)).member("reliability", text_of(fair.reliability));
  writer.member("residual_variance", text_of(fair.residual_variance)).member("severity_variance", text_of(fair.severity_variance));
  writer.member("weakest_link", fair_number(fair.weakest_link)).close_object();
}

/// What was asked for, as it stands in a bundle of the right shape.
std::optional<tally::FairRequest> request_of(const Document& part) {
  const Document& asked = *part.find("request");
  tally::FairRequest request;
  const std::string& model = asked.find("model")->text();
  const std::string& seed = asked.find("seed")->text();
  const std::int64_t draws = asked.find("draws")->integer();
  const auto [end, error] = std::from_chars(seed.data(), seed.data() + seed.size(), request.seed);
  const bool good_seed = error == std::errc() && end == seed.data() + seed.size() && std::to_string(request.seed) == seed;
  if ((model != "shared" && model != "lot") || !good_seed || draws < 1 || draws > static_cast<std::int64_t>(kMostDraws)) {
    return std::nullopt;
  }
  request.model = model == "lot" ? tally::FairModel::lot : tally::FairModel::shared;
  request.draws = static_cast<std::size_t>(draws);
  for (const Document& top : asked.find("top")->list()) {
    if (top.integer() < 1) return std::nullopt;
    request.top.push_back(static_cast<std::size_t>(top.integer()));
  }
  return request;
}

/// Unset for what no bundle has: every number has one text only.
std::optional<double> number_of(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return fair_number(number) == text ? std::optional(number) : std::nullopt;
}

/// The tolerance of docs/developer/bundle-format.md.
bool nearly(std::string_view key, const Document& bundle, const Document& recomputed, const tally::FairRequest& request) {
  if (key == "zone") return bundle.is_text();  // follows from the bundle's own P
  if (key == "rank_low" || key == "rank_high") {
    return bundle.is_integer() && recomputed.is_integer() && std::abs(bundle.integer() - recomputed.integer()) <= 1;
  }
  if (!bundle.is_text() || !recomputed.is_text()) return false;
  const auto x = number_of(bundle.text());
  const auto y = number_of(recomputed.text());
  if (!x || !y) return false;
  const double share = request.model == tally::FairModel::lot ? kLotTolerance : kTolerance;
  const double allowed = key == "top" ? kDrawsMayFallEitherWay / static_cast<double>(request.draws) + kTolerance
                                      : share * std::max({1.0, std::abs(*x), std::abs(*y)});
  return std::abs(*x - *y) <= allowed;
}

void check_zones(const Document& part, base::Problems& problems) {
  const Document::List& entries = part.find("entries")->list();
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const Document::List& top = entries[at].find("top")->list();
    const std::optional<double> chance = top.empty() ? std::nullopt : number_of(top.front().text());
    const std::string expected = chance ? zone_word(tally::zone_of(*chance)) : "";
    const std::string path = kPart + ".entries[" + std::to_string(at) + ", " + entries[at].find("subject")->text() + "].zone";
    Comparison(problems).compare(*entries[at].find("zone"), Document(expected), path);
  }
}

}  // namespace

std::string fair_part(const Tallied& tallied, const tally::FairRanking& fair) {
  std::string out;
  json::Writer writer(out);
  writer.open_object().key("entries").open_list();
  for (const tally::FairEntry& entry : fair.entries) write_entry(writer, entry, tallied.input.subjects[entry.subject].id);
  writer.close_list().key("jurors").open_list();
  for (const tally::FairJuror& juror : fair.jurors) {
    writer.open_object().member("consistency", text_of(juror.consistency));
    writer.key("entries").integer(static_cast<std::int64_t>(juror.entries));
    writer.member("evaluator", tallied.input.evaluators[juror.evaluator]).member("se", text_of(juror.se));
    writer.member("severity", fair_number(juror.severity)).close_object();
  }
  writer.close_list();
  write_request(writer, fair);
  write_summary(writer, fair);
  writer.close_object();
  return out;
}

std::optional<tally::FairRanking> check_fair(const Document& parts, const Tallied& tallied, const std::string& file,
                                             base::Problems& problems) {
  const Document* part = parts.find("fair");
  if (part == nullptr) return std::nullopt;
  const auto request = request_of(*part);
  if (!request) {
    problems.add({"", 0, "bundle.shape", {{"path", kPart + ".request"}}});
    return std::nullopt;
  }
  const auto sheets = tally::sheet_totals(tallied.pack, tallied.input);
  tally::FairRanking fair = tally::rank_fairly({tallied.pack, tallied.input, tallied.result, sheets}, *request);
  const auto same = [&](std::string_view key, const Document& bundle, const Document& recomputed) {
    return nearly(key, bundle, recomputed, *request);
  };
  Comparison(problems, same).compare(*part, json::parse(fair_part(tallied, fair), file), kPart);
  check_zones(*part, problems);
  return fair;
}

}  // namespace results
