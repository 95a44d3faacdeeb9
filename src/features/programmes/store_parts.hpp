#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Pieces of SQL that several stores need.
namespace programmes::store {

/// Whether the result that `alias` stands for is published, and neither withdrawn nor replaced, at the moment in the parameter (`$1`).
[[nodiscard]] std::string live(const std::string& alias, const std::string& moment);

inline constexpr std::size_t kSearchWords = 4;
/// For LIKE on ' ' || key: one for each word, which must begin a word of the key; any for those that are not given.
using Patterns = std::array<std::string, kSearchWords>;
/// Of what somebody typed; words beyond kSearchWords do not count.
[[nodiscard]] Patterns patterns(std::string_view search);

}  // namespace programmes::store
