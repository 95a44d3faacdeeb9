#include <cstdio>
#include <utility>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/output.hpp"
#include "features/fairness/advice.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"

namespace app {
namespace {

fairness::AdviceOptions asked(const AdviseOptions& options, const tally::Input& input) {
  fairness::AdviceOptions asked{
      .top = options.top, .budget = options.budget, .links = options.links, .draws = options.draws, .seed = options.seed};
  if (!options.conflicts.empty()) {
    const sheets::Table table = sheets::open_table(options.conflicts);
    asked.conflicts = fairness::read_conflicts(table.name, *table.in, input);
  }
  if (!options.jurors.empty()) {
    const sheets::Table table = sheets::open_table(options.jurors);
    asked.caps = fairness::read_caps(table.name, *table.in, input);
  }
  return asked;
}

std::string rendered(const AdviseOptions& options, const fairness::Advised& advised, const tally::Input& input, i18n::Language language) {
  if (options.format == "json") return fairness::advice_json(advised, input, language);
  return options.format == "csv" ? fairness::advice_csv(advised, input, language) : fairness::advice_table(advised, input, language);
}

}  // namespace

Exit advise_panels(const AdviseOptions& options, i18n::Language language) {
  const packs::LoadedPack loaded = load_pack(options);
  const tally::Input input = read_scores(loaded.pack, options);
  const tally::Result result = tally::tally(loaded.pack, input);
  const fairness::Advised advised = fairness::advise({loaded.pack, input, result}, asked(options, input));
  const std::string text = rendered(options, advised, input, language);
  if (options.out.empty()) {
    std::fwrite(text.data(), 1, text.size(), stdout);
  } else {
    write_file(options.out, text);
    print_line(i18n::text(language, "advice.written", {{"path", options.out}}));
  }
  if (options.format == "csv") {  // which has no room for sentences
    for (const std::string& sentence : fairness::advice_summary(advised, input, language)) print_error("! " + sentence);
  }
  return Exit::good;
}

}  // namespace app
