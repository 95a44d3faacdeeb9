#include <charconv>
#include <string>

#include "crypto/crypto.hpp"
#include "features/fairness/api.hpp"

namespace fairness {
namespace {

/// The first 48 bits of the SHA-256 of all sheets: whoever has the sheets has the seed.
std::uint64_t seed_of(const std::string& table) {
  const std::string digest = crypto::sha256(table).substr(0, 12);
  std::uint64_t seed = 0;
  std::from_chars(digest.data(), digest.data() + digest.size(), seed, 16);
  return seed;
}

}  // namespace

FairRanking assess(const results::Tallied& tallied, const Options& options) {
  const auto sheets = tally::sheet_totals(tallied.pack, tallied.input);
  const std::uint64_t seed = options.seed ? *options.seed : seed_of(tally::seed_table(tallied.input, sheets));
  return tally::rank_fairly({tallied.pack, tallied.input, tallied.result, sheets},
                            {.model = options.model, .top = options.top, .draws = options.draws, .seed = seed});
}

}  // namespace fairness
