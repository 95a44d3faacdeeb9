// make_bundles cases FOLDER...   one bundle a line, from the golden cases below the folders
// make_bundles random N SEED     N bundles from made-up packs and scores, a quarter of them with a fair ranking where the sheets allow one
// make_bundles fair N SEED       N bundles from made-up juries, each with a fair ranking where the sheets allow one
// make_bundles orders N SEED     N bundles from contests ordered by a method
// The second engine reads the lines and must come to the same results; `tests/cross/*.sh` pipe them.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "features/fairness/api.hpp"
#include "features/packs/golden_case.hpp"
#include "features/results/api.hpp"
#include "tally/tally.hpp"
#include "tests/cross/random_case.hpp"
#include "tests/cross/random_contest.hpp"
#include "tests/cross/random_order.hpp"

namespace {

namespace fs = std::filesystem;

/// What a bundle may hold beside the results.
struct Extras {
  const crypto::SigningKey* key = nullptr;
  std::optional<fairness::Options> fair = {};
};

/// Unset where the sheets do not allow what was asked for: sheets are lacking or incomplete, several stages, too many places.
std::optional<tally::FairRanking> fair_ranking(const results::Tallied& tallied, const std::optional<fairness::Options>& options) {
  if (!options) return std::nullopt;
  try {
    return fairness::assess(tallied, *options);
  } catch (const base::Error&) {
    return std::nullopt;
  }
}

void print_bundle(const packs::LoadedPack& loaded, sheets::Tables tables, const Extras& extras) {
  const tally::Input input = results::pseudonymous(loaded.pack, sheets::read_input(loaded.pack, std::move(tables)));
  const tally::Result result = tally::tally(loaded.pack, input);
  const auto fair = fair_ranking({loaded.pack, input, result}, extras.fair);
  fmt::print("{}\n", results::bundle({loaded.pack, input, result, fair ? &*fair : nullptr}, loaded.document, extras.key));
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

void print_cases(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml" || entry.path().parent_path().filename() != "cases") continue;
    const packs::GoldenCase golden = packs::read_case(read_file(entry.path()), entry.path().string());
    if (!golden.error.empty()) continue;
    const fs::path pack = entry.path().parent_path().parent_path() / "pack.yaml";
    print_bundle(packs::load_pack_text(read_file(pack), pack.string(), golden.settings), packs::tables_of(golden),
                 {.fair = fairness::Options{.draws = 300}});
  }
}

cross::RandomCase random_of(const std::string& what, std::uint64_t seed) {
  if (what == "fair") return cross::random_contest(seed);
  return what == "orders" ? cross::random_order(seed) : cross::random_case(seed);
}

int print_random(const std::string& what, std::uint64_t count, std::uint64_t seed) {
  const crypto::SigningKey key = crypto::SigningKey::generate();
  for (std::uint64_t at = 0; at < count; ++at) {
    const cross::RandomCase random = random_of(what, seed + at);
    cross::Dice dice(~(seed + at));
    Extras extras{.key = at % 50 == 0 ? &key : nullptr};
    if (what == "fair" || (what == "random" && dice.chance(25))) extras.fair = cross::random_request(dice);
    try {
      packs::LoadedPack loaded{"random", random.pack, tally::read_pack(random.pack, "random")};
      print_bundle(loaded, cross::tables_of(random), extras);
    } catch (const base::Error& error) {
      fmt::print(stderr, "seed {}: {}\n", seed + at, i18n::describe(i18n::Language::en, error.problems().front()));
      return EXIT_FAILURE;  // a made-up case must be a valid one
    }
  }
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "cases") {
    for (int at = 2; at < argc; ++at) print_cases(argv[at]);
    return EXIT_SUCCESS;
  }
  if ((what == "random" || what == "fair" || what == "orders") && argc == 4) {
    return print_random(what, std::strtoull(argv[2], nullptr, 10), std::strtoull(argv[3], nullptr, 10));
  }
  fmt::print(stderr, "usage: make_bundles cases FOLDER... | random|fair|orders N SEED\n");
  return EXIT_FAILURE;
}
