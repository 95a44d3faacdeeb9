#include <fmt/core.h>

#include <cstdio>
#include <filesystem>
#include <optional>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/keys.hpp"
#include "app/output.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "crypto/crypto.hpp"
#include "features/fairness/api.hpp"
#include "features/fairness/plot.hpp"
#include "features/results/api.hpp"
#include "tally/tally.hpp"

namespace app {
namespace {

fairness::Options fair_options(const TallyOptions& options) {
  const auto model = options.panels_by_lot ? tally::FairModel::lot : tally::FairModel::shared;
  return {.model = model, .top = options.top, .draws = options.draws, .seed = options.seed};
}

void write_bundle(const TallyOptions& options, const packs::LoadedPack& loaded, const results::Tallied& tallied) {
  const auto key = read_signing_key(options.sign);
  const crypto::SigningKey* signer = key ? &*key : nullptr;
  if (tallied.input.evaluators.empty()) return write_file(options.out, results::bundle(tallied, loaded.document, signer));
  const tally::Input hidden = results::pseudonymous(loaded.pack, tallied.input);
  const tally::Result result = tally::tally(loaded.pack, hidden);
  std::optional<tally::FairRanking> fair;  // the same numbers, by pseudonym
  if (options.fair) fair = fairness::assess({loaded.pack, hidden, result}, fair_options(options));
  write_file(options.out, results::bundle({loaded.pack, hidden, result, fair ? &*fair : nullptr}, loaded.document, signer));
}

/// The official result as asked for, and the fair ranking beside it if there is one.
std::string rendered(const TallyOptions& options, const results::Tallied& tallied, const std::optional<tally::FairRanking>& fair,
                     i18n::Language language) {
  if (!options.explain.empty()) {
    return results::explain(tallied, options.explain, language) +
           (fair ? fairness::explain(*fair, tallied, options.explain, language) : "");
  }
  if (options.format == "json") return results::json(tallied, language);
  const results::Extra extra = fair ? fairness::columns(*fair, tallied.input, language) : results::Extra{};
  return options.format == "csv" ? results::csv(tallied, extra) : results::table(tallied, language, 0, extra);
}

void write_fair(const TallyOptions& options, const tally::FairRanking& fair, const results::Tallied& tallied, i18n::Language language) {
  if (!options.plot.empty()) write_file(options.plot, fairness::plot(fair, tallied, language));
  if (options.fair_out.empty()) return;
  const std::vector<fairness::Report> reports = fairness::reports(tallied, fair);
  std::filesystem::create_directories(options.fair_out);
  for (const auto& [name, content] : reports) write_file((std::filesystem::path(options.fair_out) / name).string(), content);
}

/// Notices that the text itself does not hold: CSV has no room for words.
void print_notices(const TallyOptions& options, const results::Tallied& tallied, const std::optional<tally::FairRanking>& fair,
                   i18n::Language language) {
  if (!options.explain.empty()) return;
  std::FILE* out = options.format == "table" ? stdout : stderr;
  if (options.format == "csv") {
    for (const std::string& notice : results::notices(tallied, language)) fmt::print(out, "! {}\n", notice);
  }
  if (!fair) return;
  for (const std::string& notice : fairness::notices(*fair, language)) fmt::print(out, "! {}\n", notice);
}

}  // namespace

Exit tally_scores(const TallyOptions& options, i18n::Language language) {
  const packs::LoadedPack loaded = load_pack(options);
  const tally::Input input = read_scores(loaded.pack, options);
  const tally::Result result = tally::tally(loaded.pack, input);
  const results::Tallied tallied{loaded.pack, input, result};
  std::optional<tally::FairRanking> fair;
  if (options.fair) fair = fairness::assess(tallied, fair_options(options));
  const std::string text = rendered(options, tallied, fair, language);
  if (!options.out.empty()) write_bundle(options, loaded, tallied);
  if (fair) write_fair(options, *fair, tallied, language);
  std::fwrite(text.data(), 1, text.size(), stdout);
  print_notices(options, tallied, fair, language);
  return Exit::good;
}

}  // namespace app
