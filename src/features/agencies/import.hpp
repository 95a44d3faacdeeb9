#pragma once

#include <istream>
#include <map>
#include <string>
#include <vector>

#include "features/agencies/organisation.hpp"

/// A list of organisations from a spreadsheet, compared with those that are there. Nothing is written here.
namespace agencies {

/// One row; empty texts are absent.
struct ImportRow {
  std::size_t line = 0;
  std::string code = {};
  std::string kind = {};
  std::string name = {};
  std::string parent = {};  ///< code
  std::string region = {};
};

inline constexpr std::size_t kMostRows = 20'000;

/// Reads columns `code`, `kind`, `name`, `parent`, `region` (or kode, jenis, nama, induk, wilayah) in any order; others are not looked at.
/// Throws Error(invalid): agencies.missing_column, agencies.row_width, agencies.too_many_rows, csv.*.
[[nodiscard]] std::vector<ImportRow> read_rows(std::istream& in);

/// What the rows come to.
struct Plan {
  /// Parents come before those below them. Of a new one the id is empty; its parent, if that is new as well, is named by its code.
  struct Step {
    Organisation organisation;
    std::string parent_code;  ///< empty: at the top
    bool is_new = false;
  };
  std::vector<Step> steps;
  std::size_t unchanged = 0;
};

/// Compares by code. An organisation that has no row stays as it is. Throws Error(invalid) with all faults of all rows, each with its line
/// and `field`.
[[nodiscard]] Plan plan_import(const std::vector<ImportRow>& rows, const std::vector<Organisation>& present);

}  // namespace agencies
