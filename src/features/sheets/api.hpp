#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tally/input.hpp"
#include "tally/pack.hpp"

namespace sheets {

/// A CSV table and the name it has in messages.
struct Table {
  std::string name;
  std::unique_ptr<std::istream> in;
};

/// What an office hands in: score files (long or wide), and optionally the lists of subjects and items.
struct Tables {
  std::optional<Table> subjects;
  std::optional<Table> items;
  std::vector<Table> scores;
  char decimal = '.';  ///< or ','
  std::string stage;   ///< the stage asked for; empty = all
};

/// Opens a file for reading; throws Error(not_found, files.cannot_open).
[[nodiscard]] Table open_table(const std::string& path);
/// A table from a text.
[[nodiscard]] Table text_table(std::string name, std::string text);

/// Reads and checks everything against the pack; the result is placed and arranged. All bad rows are reported at once. Throws Error: csv.*,
/// tally.*.
[[nodiscard]] tally::Input read_input(const tally::Pack& pack, Tables tables);

}  // namespace sheets
