#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "base/error.hpp"
#include "i18n/i18n.hpp"
#include "tally/pack.hpp"
#include "tally/pack_reader.hpp"

namespace packs {

/// A pack as it was written and as it was read.
struct LoadedPack {
  std::string file;  ///< for messages
  base::Document document;
  tally::Pack pack;
};

/// What `juara pack list` shows of a pack.
struct Listed {
  std::string id, version;
  tally::Text name;
  int first_year = 0, last_year = 0;
  tally::Trust weakest = tally::Trust::official;  ///< of all figures in it
};

/// The weakest trust of all figures in a pack.
[[nodiscard]] tally::Trust weakest_trust(const tally::Pack& pack);

/// The packs built into the binary.
[[nodiscard]] std::vector<Listed> list_packs();

/// The shipped packs, and one of them, as docs/developer/api.md has them (JSON). Throws Error(not_found, packs.not_shipped).
[[nodiscard]] std::string list_answer();
[[nodiscard]] std::string pack_answer(std::string_view id, std::string_view version);

/// The text of a shipped pack; nothing if there is none of this id and version.
[[nodiscard]] std::optional<std::string_view> shipped_pack(std::string_view id, std::string_view version);

/// Loads `id`, `id@version` (without version: the newest), or a pack file by its path. Throws Error: packs.unknown (not_found),
/// files.cannot_open, yaml.*, pack.*, tally.*.
[[nodiscard]] LoadedPack load_pack(const std::string& name, const tally::Settings& settings = {});

/// Loads a pack from its text.
[[nodiscard]] LoadedPack load_pack_text(std::string_view text, const std::string& file, const tally::Settings& settings = {});

/// The pack of a plain sheet: columns = criteria, weighted mean over the mean of the evaluators, one ranking. `weights`: `c1=30,c2=25`;
/// `scale`: `0:100`.
[[nodiscard]] LoadedPack simple_pack(std::string_view weights, std::string_view scale, int decimals);

/// The rules in plain words.
[[nodiscard]] std::string show_pack(const tally::Pack& pack, i18n::Language language);

/// What checking a pack found: its faults, and those of its golden cases.
struct Checked {
  std::string file;
  std::string name;  ///< id@version, or empty if the pack could not be read
  std::size_t cases = 0;
  std::vector<base::Problem> problems;
};

/// Checks pack files, with the golden cases beside them; a folder is searched for `pack.yaml`. Throws Error(not_found, files.cannot_open)
/// for a path that is not there.
[[nodiscard]] std::vector<Checked> check_packs(const std::vector<std::filesystem::path>& paths);

}  // namespace packs
