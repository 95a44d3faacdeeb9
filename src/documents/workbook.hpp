#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.hpp"

namespace documents {

/// A number with so many decimals shown.
struct Number {
  double value = 0;
  int decimals = 0;
};
/// Nothing, a text (which never becomes a formula, whatever it begins with), or a number.
using Cell = std::variant<std::monostate, std::string, Number>;

struct Sheet {
  std::string name;                 ///< what a spreadsheet cannot take in a name is replaced; made unique
  std::vector<std::string> header;  ///< stays in view; empty: there is none
  std::vector<std::vector<Cell>> rows;
};

/// An XLSX file. The same sheets and moment give the same bytes. Throws Error(unavailable, documents.cannot_write).
[[nodiscard]] std::string workbook(const std::vector<Sheet>& sheets, base::Instant created);

}  // namespace documents
