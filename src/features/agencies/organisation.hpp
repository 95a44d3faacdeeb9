#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "features/agencies/api.hpp"

/// What an organisation must be like. All of it is pure.
namespace agencies {

[[nodiscard]] std::string_view to_text(Kind kind);
/// Also in Indonesian, as a spreadsheet has it.
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);

inline constexpr std::size_t kLongestName = 200;
inline constexpr std::size_t kLongestCode = 50;
inline constexpr std::size_t kDeepest = 10;  ///< levels of the tree

/// A code is one line without blanks.
[[nodiscard]] bool is_code(std::string_view text);

/// What an organisation is checked against: the one above it, as far as that matters.
struct Above {
  Kind kind = Kind::government;
  std::optional<std::string> region = {};
};

/// Why an organisation must not stand there; nothing if it may. A government has a region and, if it has a parent, that of its province; an
/// agency stands below a government, an agency or nobody; a unit stands below something. A region lies in that of the parent. Each problem
/// names its `field`.
[[nodiscard]] std::optional<base::Problem> fault_of(Kind kind, const std::optional<std::string>& region, const std::optional<Above>& above);

/// What an audit line tells of an organisation.
[[nodiscard]] base::Document audited(const Organisation& organisation);

}  // namespace agencies
