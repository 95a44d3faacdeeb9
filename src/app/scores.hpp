#pragma once

#include <string>
#include <vector>

#include "features/packs/api.hpp"
#include "tally/input.hpp"

namespace app {

/// Which rules and which files: what every command that tallies is given.
struct ScoreOptions {
  std::string pack;
  std::vector<std::string> scores;
  std::string subjects, items, stage;
  std::string decimal = ".";
  std::vector<std::string> settings;     ///< `id=value`
  std::string weights, scale = "0:100";  ///< of the pack `simple`
  int decimals = 2;
};

/// Throws as packs::load_pack and packs::simple_pack do.
[[nodiscard]] packs::LoadedPack load_pack(const ScoreOptions& options);
/// Throws as sheets::open_table and sheets::read_input do.
[[nodiscard]] tally::Input read_scores(const tally::Pack& pack, const ScoreOptions& options);

}  // namespace app
