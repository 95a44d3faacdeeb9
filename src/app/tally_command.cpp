#include <algorithm>
#include <cstdio>
#include <optional>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/settings.hpp"
#include "base/error.hpp"
#include "crypto/crypto.hpp"
#include "features/packs/api.hpp"
#include "features/results/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"

namespace app {
namespace {

sheets::Tables open_tables(const TallyOptions& options) {
  sheets::Tables tables;
  if (!options.subjects.empty()) tables.subjects = sheets::open_table(options.subjects);
  if (!options.items.empty()) tables.items = sheets::open_table(options.items);
  for (const std::string& path : options.scores) tables.scores.push_back(sheets::open_table(path));
  tables.decimal = options.decimal.front();
  tables.stage = options.stage;
  return tables;
}

std::optional<crypto::SigningKey> read_key(const std::string& path) {
  if (path.empty()) return std::nullopt;
  auto key = crypto::SigningKey::from_text(read_file(path));
  if (!key) throw base::Error(base::Kind::invalid, base::Problem{path, 0, "keys.not_a_secret", {}});
  return key;
}

void write_bundle(const TallyOptions& options, const packs::LoadedPack& loaded, const results::Tallied& tallied) {
  const auto key = read_key(options.sign);
  const crypto::SigningKey* signer = key ? &*key : nullptr;
  if (tallied.input.evaluators.empty()) return write_file(options.out, results::bundle(tallied, loaded.document, signer));
  const tally::Input hidden = results::pseudonymous(loaded.pack, tallied.input);
  const tally::Result result = tally::tally(loaded.pack, hidden);
  write_file(options.out, results::bundle({loaded.pack, hidden, result}, loaded.document, signer));
}

std::string rendered(const TallyOptions& options, const results::Tallied& tallied, i18n::Language language) {
  if (!options.explain.empty()) return results::explain(tallied, options.explain, language);
  if (options.format == "csv") return results::csv(tallied);
  if (options.format == "json") return results::json(tallied, language);
  return results::table(tallied, language);
}

}  // namespace

Exit tally_scores(const TallyOptions& options, i18n::Language language) {
  const packs::LoadedPack loaded = options.pack == "simple" ? packs::simple_pack(options.weights, options.scale, options.decimals)
                                                            : packs::load_pack(options.pack, parse_settings(options.settings));
  const tally::Input input = sheets::read_input(loaded.pack, open_tables(options));
  const tally::Result result = tally::tally(loaded.pack, input);
  const results::Tallied tallied{loaded.pack, input, result};
  const std::string text = rendered(options, tallied, language);
  if (!options.out.empty()) write_bundle(options, loaded, tallied);
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (options.format == "csv" && options.explain.empty()) {  // the table says it itself, and so does JSON
    for (const std::string& notice : results::notices(tallied, language)) std::fprintf(stderr, "! %s\n", notice.c_str());
  }
  return Exit::good;
}

}  // namespace app
