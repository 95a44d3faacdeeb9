#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "features/packs/api.hpp"
#include "features/sheets/api.hpp"

namespace packs {

/// A worked example beside a pack (docs/developer/pack-format.md, "Golden cases").
struct GoldenCase {
  std::string file;
  std::string name;
  tally::Settings settings;
  std::string stage;
  std::string subjects, items, scores;      ///< CSV; subjects and items may be empty
  std::string expect, expect_nodes, error;  ///< CSV, CSV, or the code of the refusal
};

/// Throws Error: yaml.*, pack.* for a case of wrong shape.
[[nodiscard]] GoldenCase read_case(std::string_view text, const std::string& file);

/// The case's tables, to be read against a pack.
[[nodiscard]] sheets::Tables tables_of(const GoldenCase& golden);

/// Tallies the case under the pack and reports everything that differs from what it expects.
[[nodiscard]] std::vector<base::Problem> run_case(const GoldenCase& golden, std::string_view pack_text, const std::string& pack_file);

}  // namespace packs
